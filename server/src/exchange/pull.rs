//! The reply, read in one snapshot: what has changed in the folders the phone holds, which to leave, how
//! far its copy then reaches. Costs what is held and what has changed, never what there is.

use std::collections::BTreeMap;

use domain::digest::Digest;
use domain::exchange::{Cursor, FolderPage, PAGE, PROTOCOL, RecordChange, Refusal, Reply, Request};
use domain::{Moment, moment};
use serde_json::value::RawValue;

use super::holdings::{Compared, Reach};
use super::push::next_seq;
use super::{Answer, Pushed, Sender, holdings};
use crate::store::{Changed, Fault, FolderState, Head, Holding, Installation, Read};

/// About how much a reply carries before it says `more`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub records: usize,
    /// Of documents.
    pub bytes: usize,
}

impl Room {
    /// What fits a phone on a poor line.
    pub const PAGE: Self = Self { records: PAGE, bytes: PAGE * RECORD };

    /// No more than a phone asked for: it knows its line. The first record always fits, whatever was asked for.
    #[must_use]
    pub fn at_most(self, asked: Option<u32>) -> Self {
        let Some(asked) = asked.and_then(|asked| usize::try_from(asked).ok()) else { return self };
        let records = self.records.min(asked.max(1));
        Self { records, bytes: self.bytes.min(records.saturating_mul(RECORD)) }
    }
}

/// What a record weighs, about.
const RECORD: usize = 512;
/// After how many milliseconds a phone asks again of itself.
const NEXT_AFTER: u32 = 60_000;
/// A phone that asks with nothing to say is noted to have been seen this often.
const SEEN_EVERY: i64 = 5 * moment::MINUTE;

/// A reply, or word that the phone's holdings must be settled first.
#[derive(Debug)]
pub enum Pulled {
    /// The reply, or why there is none.
    Answer(Box<Answer>),
    /// Something is to be written before this can be answered.
    Unsettled,
}

/// Reads the reply.
pub async fn pull<R: Read>(
    tx: &mut R,
    sender: Sender,
    request: &Request,
    pushed: Option<&Pushed>,
    room: Room,
    now: Moment,
) -> Result<Pulled, Fault> {
    let known = tx.installation(request.installation).await?;
    if known.is_some_and(|known| known.person != sender.person) {
        return Ok(Pulled::Answer(Box::new(Err(Refusal::ForeignInstallation))));
    }
    let head = tx.head().await?;
    let cursor = holdings::cursor(head, request);
    let revoked = known.is_some_and(|known| known.revoked.is_some());
    let reach = Reach { reached: cursor.no, revoked };
    let Compared { held: list, steps, .. } =
        holdings::compare(tx, sender, request, reach, now).await?;
    if !steps.is_empty() || !is_noted(known.as_ref(), request, now) {
        return Ok(Pulled::Unsettled);
    }
    let mut pages = Pages::new(cursor, head, room);
    for (holding, state) in &list {
        pages.add(tx, holding, state).await?;
    }
    let reply = pages.reply(request, &list, now);
    let (receipts, next_seq) = match pushed {
        Some(pushed) => (pushed.receipts.clone(), pushed.next_seq),
        None => (Vec::new(), next_seq(known.as_ref(), request)),
    };
    let opslag = pushed.map_or(0, |pushed| pushed.opslag);
    let told = Reply { receipts, next_seq, opslag, wipe: revoked, ..reply };
    Ok(Pulled::Answer(Box::new(Ok(told))))
}

fn is_noted(known: Option<&Installation>, request: &Request, now: Moment) -> bool {
    known.is_some_and(|known| {
        let recent = now.0.saturating_sub(known.last_seen.0) < SEEN_EVERY;
        recent && (known.outbox_len == request.outbox_len || !request.commands.is_empty())
    })
}

/// A reply in the making.
struct Pages {
    cursor: Cursor,
    head: Head,
    done: Vec<FolderPage>,
    leave: Vec<String>,
    behind: BTreeMap<domain::Folder, u64>,
    digest: Digest,
    room: Room,
}

impl Pages {
    fn new(cursor: Cursor, head: Head, room: Room) -> Self {
        let (done, leave) = (Vec::new(), Vec::new());
        let (behind, digest) = (BTreeMap::new(), Digest::default());
        Self { cursor, head, done, leave, behind, digest, room }
    }

    /// One folder: its part of the digest, and its page if it has one.
    async fn add<R: Read>(
        &mut self,
        tx: &mut R,
        holding: &Holding,
        state: &FolderState,
    ) -> Result<(), Fault> {
        if let Some(left) = holding.left {
            if left > self.cursor.no {
                self.leave.push(holding.folder.to_string());
            }
            return Ok(());
        }
        self.digest ^= Digest::of_folder(holding.folder, state.digest);
        let after = self.reached(holding);
        let news = holding.permit_no.max(holding.since) > self.cursor.no
            || self.cursor.behind.contains_key(&holding.folder);
        if state.last_no > after {
            self.fill(tx, holding, after).await?;
        } else if news {
            self.page(holding, after, Vec::new(), true);
        }
        Ok(())
    }

    /// How far the phone's copy of a folder reaches; 0 if it is to have the folder from the beginning.
    fn reached(&self, holding: &Holding) -> u64 {
        match self.cursor.behind.get(&holding.folder) {
            Some(behind) if *behind > self.head.no => 0,
            Some(behind) => *behind,
            None if holding.since > self.cursor.no => 0,
            None => self.cursor.no,
        }
    }

    async fn fill<R: Read>(
        &mut self,
        tx: &mut R,
        holding: &Holding,
        after: u64,
    ) -> Result<(), Fault> {
        if self.room.records == 0 || self.room.bytes == 0 {
            self.behind.insert(holding.folder, after);
            return Ok(());
        }
        let mut changes =
            tx.changes(holding.folder, after, after == 0, self.room.records + 1).await?;
        let fitting = self.fitting(&changes);
        let complete = fitting == changes.len();
        changes.truncate(fitting);
        if let (false, Some(last)) = (complete, changes.last()) {
            self.behind.insert(holding.folder, last.no);
        }
        self.page(holding, after, changes, complete);
        Ok(())
    }

    /// How many of these still fit. The first of a reply always does, whatever its size.
    fn fitting(&mut self, changes: &[Changed]) -> usize {
        let mut fitting = 0;
        for change in changes {
            if self.room.records == 0 || self.room.bytes == 0 {
                break;
            }
            self.room.records -= 1;
            self.room.bytes =
                self.room.bytes.saturating_sub(change.doc.as_ref().map_or(0, String::len));
            fitting += 1;
        }
        fitting
    }

    fn page(&mut self, holding: &Holding, after: u64, changes: Vec<Changed>, complete: bool) {
        let changes = changes.into_iter().filter_map(sent).collect();
        let folder = holding.folder.to_string();
        self.done.push(FolderPage { folder, permit: holding.permit, after, changes, complete });
    }

    fn reply(self, request: &Request, held: &[(Holding, FolderState)], now: Moment) -> Reply {
        let living = held.iter().filter(|(holding, _)| holding.left.is_none());
        let digests = request.want_digests.then(|| {
            living.map(|(holding, state)| (holding.folder.to_string(), state.digest)).collect()
        });
        Reply {
            protocol: PROTOCOL,
            server: env!("CARGO_PKG_VERSION").to_owned(),
            epoch: self.head.epoch,
            receipts: Vec::new(),
            next_seq: domain::envelope::Seq::default(),
            folders: self.done,
            leave: self.leave,
            more: !self.behind.is_empty(),
            cursor: Cursor { no: self.head.no, behind: self.behind },
            server_time: now,
            next_after: NEXT_AFTER,
            digest: self.digest,
            digests,
            opslag: 0,
            wipe: false,
        }
    }
}

/// A document is JSON by the way it came to be; one that is not would spoil the whole reply.
fn sent(change: Changed) -> Option<RecordChange> {
    let Changed { kind, id, rev, doc, .. } = change;
    let Ok(doc) = doc.map(RawValue::from_string).transpose() else {
        tracing::error!(kind, "a stored document is not JSON and was left out");
        return None;
    };
    Some(RecordChange { kind, id, rev, doc })
}

//! The phone's half of the exchange: what to ask for, and how an answer changes the copy.
//!
//! An answer becomes one batch: the records of every folder in it, the outcomes, the commands' removal
//! from the outbox, and the cursor. Either all of it is stored or none (I4), so the cursor is never ahead
//! of the records and no command is let go without its outcome (I2). The copy in memory changes after.

use std::collections::BTreeMap;

use domain::digest::Digest;
use domain::envelope::Seq;
use domain::exchange::{
    FolderPage, MAX_COMMANDS, Outcome, PROTOCOL, Receipt, Refusal, Reply, Request,
};
use domain::{Folder, Moment};

use crate::confirmed::{FolderCopy, row_id};
use crate::outbox::{self, Sent, bytes};
use crate::replica::{Replica, meta};
use crate::store::{Batch, Table};
use crate::transport::Response;

/// Why an exchange did not happen. Nothing was changed; nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing answered.
    Unreachable,
    /// Something answered that is not our server.
    Garbled,
    /// The server cannot answer now.
    Busy,
    /// Nobody is signed in. What is here stays and can be used.
    SignedOut,
    /// The request was too large: ask with fewer commands.
    TooLarge,
    /// The server refuses to go on with this app or this person, and says why.
    Stopped(Refusal),
    /// Another tab stored an exchange meanwhile: its copy was read instead.
    Overtaken,
    /// The phone could not store the answer.
    Store(crate::store::StoreError),
}

/// What an exchange brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// There is more to send or to fetch: exchange again at once.
    pub more: bool,
    /// After how many milliseconds the server wants to be asked again.
    pub next_after: u32,
}

/// How often in a row a copy that differs is fetched anew before it waits for the ordinary rhythm.
const MAX_REPAIRS: u32 = 3;

/// Reads what answered.
pub fn read(response: &Response) -> Result<Reply, Failure> {
    if response.status == 200 {
        let reply: Reply = serde_json::from_str(&response.body).or(Err(Failure::Garbled))?;
        let known = reply.protocol == PROTOCOL;
        return if known { Ok(reply) } else { Err(Failure::Stopped(Refusal::AppTooOld)) };
    }
    Err(match serde_json::from_str(&response.body) {
        Ok(Refusal::SignedOut) => Failure::SignedOut,
        Ok(Refusal::Busy) => Failure::Busy,
        Ok(Refusal::TooLarge | Refusal::TooManyCommands) => Failure::TooLarge,
        Ok(refusal) => Failure::Stopped(refusal),
        Err(_) if response.status >= 500 => Failure::Busy,
        Err(_) => Failure::Garbled,
    })
}

impl Replica {
    /// What to ask for now, with at most `most` commands.
    #[must_use]
    pub fn request(&self, most: usize, now: Moment) -> Request {
        let commands = self.outbox.offer(self.offer_from(), most.min(MAX_COMMANDS));
        let whole = self.sync.cursor.behind.is_empty();
        Request {
            protocol: PROTOCOL,
            app: self.app.to_owned(),
            installation: self.identity.installation,
            person: self.identity.person,
            epoch: self.sync.epoch,
            cursor: self.sync.cursor.clone(),
            commands,
            first_available: self.outbox.first_available(),
            outbox_len: u32::try_from(self.outbox.waiting.len()).unwrap_or(u32::MAX),
            sent_at: now,
            want_digests: whole && self.sync.contact.is_some() && !self.sync.verified,
        }
    }

    /// From where to offer: what the server expects next, or what waits before that: its receipt was
    /// lost, or the server held it. A restored server expects what lies in the journal.
    fn offer_from(&self) -> Seq {
        let unheld = self.outbox.waiting.keys().find(|seq| !self.live.held.contains(seq));
        let expected = self.sync.expected.max(Seq(1));
        unheld.map_or(expected, |first| expected.min(*first))
    }

    /// The state after an answer, and the batch that stores it. `self` stays as it is until then.
    #[must_use]
    pub fn merge(&self, request: &Request, reply: &Reply, now: Moment) -> (Self, Batch) {
        let mut next = self.clone();
        let mut batch = self.guarded_batch();
        next.begin_epoch(reply);
        for receipt in &reply.receipts {
            next.settle(*receipt, now, &mut batch);
        }
        next.sync.cursor = reply.cursor.clone();
        for page in &reply.folders {
            next.take_page(page, &mut batch);
        }
        next.leave(&reply.leave, &mut batch);
        next.follow_line(reply.next_seq, &mut batch);
        next.forget_outdated(now, &mut batch);
        if !reply.more && next.sync.cursor.behind.is_empty() {
            next.end_epoch(&mut batch);
            next.compare(reply);
        } else {
            next.sync.verified = false;
        }
        next.live.offered = next.live.offered.max(last_seq(request));
        next.sync.contact = Some(now);
        next.note(&mut batch);
        next.recompute();
        (next, batch)
    }

    /// What an exchange that was just merged asks for next.
    #[must_use]
    pub fn after(&self, reply_more: bool, next_after: u32) -> Exchanged {
        let unoffered = self.outbox.waiting.keys().any(|seq| !self.live.held.contains(seq));
        let repairing = !self.sync.verified && self.live.repairs < MAX_REPAIRS && self.can_repair();
        Exchanged { more: reply_more || unoffered || repairing, next_after }
    }

    /// Whether asking anew could mend the copy: a folder that this app cannot read stays as it is.
    fn can_repair(&self) -> bool {
        let held = |folder: &Folder| {
            self.confirmed.folders.get(folder).is_some_and(|copy| copy.held.is_some())
        };
        !self.sync.cursor.behind.keys().any(held)
    }

    /// Another epoch: the server was restored. What is here stays until it is told anew.
    fn begin_epoch(&mut self, reply: &Reply) {
        if self.sync.epoch != Some(reply.epoch) {
            self.sync.epoch = Some(reply.epoch);
            self.sync.unconfirmed = self.confirmed.folders.keys().copied().collect();
        }
    }

    /// Everything the new server state has is here: folders it did not tell of are not the person's.
    fn end_epoch(&mut self, batch: &mut Batch) {
        for folder in std::mem::take(&mut self.sync.unconfirmed) {
            self.drop_folder(folder, batch);
        }
    }

    /// A command and its outcome go to the journal together.
    fn settle(&mut self, Receipt { seq, outcome }: Receipt, now: Moment, batch: &mut Batch) {
        if outcome == Outcome::Held {
            self.live.held.insert(seq);
            return;
        }
        let sent = match (self.outbox.waiting.remove(&seq), self.outbox.sent.get(&seq)) {
            (Some(waiting), _) => Sent { sealed: waiting.sealed, outcome, at: now, seen: false },
            (None, Some(sent)) if sent.outcome != outcome => {
                Sent { outcome, seen: false, ..sent.clone() }
            }
            _ => return,
        };
        self.live.held.remove(&seq);
        batch.remove(Table::Outbox, outbox::key(seq));
        batch.put(Table::Sent, outbox::key(seq), bytes(&sent));
        self.outbox.sent.insert(seq, sent);
    }

    fn take_page(&mut self, page: &FolderPage, batch: &mut Batch) {
        // A folder of a kind that this version does not know has no place here; the digests tell.
        let Ok(folder) = page.folder.parse::<Folder>() else { return };
        let known = self.confirmed.folders.get(&folder).cloned();
        let mut copy = known.unwrap_or_else(|| FolderCopy::new(page.permit));
        copy.permit = page.permit;
        self.sync.unconfirmed.remove(&folder);
        let mut fresh = copy.clone();
        if page.after == 0 {
            fresh.round += 1;
        }
        match fresh.take(folder, &page.changes) {
            Ok(()) => {
                fresh.held = None;
                self.store_page(folder, &mut fresh, page, batch);
                self.confirmed.folders.insert(folder, fresh);
            }
            Err(why) => {
                copy.held = Some(why.into());
                self.sync.cursor.behind.insert(folder, page.after);
                self.confirmed.folders.insert(folder, copy);
            }
        }
    }

    fn store_page(
        &mut self,
        folder: Folder,
        copy: &mut FolderCopy,
        page: &FolderPage,
        batch: &mut Batch,
    ) {
        let next = &mut self.confirmed.next_segment;
        if page.complete && copy.end_round() {
            copy.store_anew(folder, next, batch);
        } else {
            let touched = page.changes.iter().filter_map(row_id).collect();
            copy.store(folder, touched, next, batch);
        }
    }

    /// Purges what the person may no longer see. The outbox is not touched (I8).
    fn leave(&mut self, names: &[String], batch: &mut Batch) {
        for folder in names.iter().filter_map(|name| name.parse().ok()) {
            self.drop_folder(folder, batch);
        }
    }

    fn drop_folder(&mut self, folder: Folder, batch: &mut Batch) {
        self.sync.cursor.behind.remove(&folder);
        self.sync.unconfirmed.remove(&folder);
        if let Some(mut copy) = self.confirmed.folders.remove(&folder) {
            copy.purge(batch);
        }
    }

    /// Where the server's line goes on. If it knows more commands than this phone does, the phone's
    /// storage went back in time; their places in line are never used again.
    fn follow_line(&mut self, expected: Seq, batch: &mut Batch) {
        self.sync.expected = expected;
        if expected > self.outbox.next {
            self.outbox.next = expected;
            batch.put(Table::Meta, meta::NEXT, bytes(&expected));
        }
    }

    fn forget_outdated(&mut self, now: Moment, batch: &mut Batch) {
        let outdated: Vec<Seq> = self.outbox.outdated(now).collect();
        for seq in outdated {
            self.outbox.sent.remove(&seq);
            batch.remove(Table::Sent, outbox::key(seq));
        }
    }

    /// Compares the copy's own fingerprint with the server's; where the folders' are told, asks for
    /// those that differ anew.
    fn compare(&mut self, reply: &Reply) {
        self.sync.verified = self.confirmed.digest() == reply.digest;
        if self.sync.verified {
            self.live.repairs = 0;
            return;
        }
        self.live.repairs += 1;
        let Some(theirs) = &reply.digests else { return };
        let theirs: BTreeMap<Folder, Digest> = theirs
            .iter()
            .filter_map(|(name, digest)| Some((name.parse().ok()?, *digest)))
            .collect();
        for (folder, digest) in &theirs {
            let ours = self.confirmed.folders.get(folder).map(FolderCopy::digest);
            if ours != Some(*digest) {
                self.sync.cursor.behind.insert(*folder, 0);
            }
        }
        let unknown = self.confirmed.folders.keys().filter(|folder| !theirs.contains_key(folder));
        self.sync.unconfirmed = unknown.copied().collect();
    }
}

fn last_seq(request: &Request) -> Seq {
    request.commands.last().map_or(Seq(0), |sealed| sealed.seq)
}

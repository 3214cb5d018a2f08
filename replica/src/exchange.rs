//! The phone's half of the exchange: what to ask for, and how an answer changes the copy.
//!
//! An answer becomes one batch: the records of every folder in it, the outcomes, the commands' removal
//! from the outbox, and the cursor. Either all of it is stored or none (I4), so the cursor is never ahead
//! of the records and no command is let go without its outcome (I2). The copy in memory changes after.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::digest::Digest;
use domain::envelope::Seq;
use domain::exchange::{Cursor, FolderPage, Outcome, PROTOCOL, Receipt, Refusal, Reply, Request};
use domain::{Folder, Moment, json};

use crate::confirmed::FolderCopy;
use crate::outbox::{self, Sent, Waiting, bytes};
use crate::portion::Portion;
use crate::replica::Replica;
use crate::row::row_id;
use crate::store::{Batch, Durability, Table};
use crate::transport::{NoAnswer, Response};

/// Why an exchange did not happen. Nothing was changed; nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing answered.
    Unreachable,
    /// The line carried something, and not all of it: ask for less at once.
    BrokenOff,
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
    /// The phone was revoked and has handed in everything: the copy is to be cleared.
    pub wipe: bool,
}

/// How often in a row a copy that differs is fetched anew before it waits for the ordinary rhythm.
const MAX_REPAIRS: u32 = 3;

/// Reads what answered.
pub fn read(response: &Response) -> Result<Reply, Failure> {
    if response.status == 200 {
        let reply: Reply = json::read(&response.body).or(Err(Failure::Garbled))?;
        let known = reply.protocol == PROTOCOL;
        return if known { Ok(reply) } else { Err(Failure::Stopped(Refusal::AppTooOld)) };
    }
    Err(match json::read(&response.body) {
        Ok(Refusal::SignedOut) => Failure::SignedOut,
        Ok(Refusal::Busy) => Failure::Busy,
        Ok(Refusal::TooLarge | Refusal::TooManyCommands) => Failure::TooLarge,
        Ok(refusal) => Failure::Stopped(refusal),
        Err(_) if response.status >= 500 => Failure::Busy,
        // Something between may limit the size, and says so in its own words.
        Err(_) if response.status == 413 => Failure::TooLarge,
        Err(_) => Failure::Garbled,
    })
}

impl Replica {
    /// What to ask for now, and how much of it.
    #[must_use]
    pub fn request(&self, portion: Portion, now: Moment) -> Request {
        let commands = self.outbox.offer(self.offer_from(), portion.commands());
        let whole = self.sync.cursor.behind.is_empty();
        let mut cursor = self.sync.cursor.clone();
        if self.live.paging {
            cursor.behind.retain(|folder, _| !self.is_held(folder));
        }
        Request {
            protocol: PROTOCOL,
            app: self.app.to_owned(),
            installation: self.identity.installation,
            person: self.identity.person,
            epoch: self.sync.epoch,
            cursor,
            commands,
            first_available: self.outbox.first_available(),
            outbox_len: u32::try_from(self.outbox.waiting.len()).unwrap_or(u32::MAX),
            sent_at: now,
            want_digests: whole
                && self.sync.contact.is_some()
                && self.confirmed.is_summed()
                && !self.verified(),
            opslag: Vec::new(),
            page: u32::try_from(portion.records()).ok(),
        }
    }

    /// From where to offer: what the server expects next, or what waits before that: its receipt was
    /// lost, or the server held it. A restored server expects what lies in the journal.
    fn offer_from(&self) -> Seq {
        let unheld = self.outbox.waiting.keys().find(|seq| !self.live.held.contains(seq));
        let expected = self.sync.expected.max(Seq(1));
        let from = unheld.map_or(expected, |first| expected.min(*first));
        self.sync.reoffer.map_or(from, |again| again.min(from))
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
        next.advance(self, request, reply);
        for page in &reply.folders {
            // A folder of a kind that this version does not know has no place here; the digests tell.
            let Ok(folder) = page.folder.parse() else { continue };
            let stays = next.take_page(folder, page, self.reaches(&folder), &mut batch);
            match stays.or_else(|| reply.cursor.behind.get(&folder).copied()) {
                Some(no) => next.sync.cursor.behind.insert(folder, no),
                None => next.sync.cursor.behind.remove(&folder),
            };
        }
        next.leave(&reply.leave, &mut batch);
        next.sync.expected = reply.next_seq;
        next.go_on_offering(self, request, reply);
        // A phone's clock that is ahead by a month does not make a month of the journal old.
        next.forget_outdated(now.min(reply.server_time), &mut batch);
        if !reply.more && reply.cursor.behind.is_empty() {
            next.end_epoch(&request.cursor);
        }
        next.compare(reply);
        next.live.offered = next.live.offered.max(last_seq(request));
        next.live.paging = reply.more;
        next.live.stalled = reply.receipts.is_empty()
            && next.sync.cursor == request.cursor
            && next.sync.epoch == request.epoch
            && next.sync.expected == self.sync.expected;
        next.sync.contact = Some(now);
        next.sync.ahead = now.0.saturating_sub(reply.server_time.0);
        next.note(&mut batch);
        next.recompute();
        (next, batch)
    }

    /// What an exchange that was just merged asks for next.
    #[must_use]
    pub fn after(&self, reply_more: bool, next_after: u32, wipe: bool) -> Exchanged {
        let unoffered = self.outbox.waiting.keys().any(|seq| !self.live.held.contains(seq));
        let more = (reply_more || unoffered || !self.is_given_back()) && !self.live.stalled;
        // What still waits is held by the server, and is nobody else's to give back.
        let wipe = wipe && self.handed_in().is_some();
        Exchanged { more: more || self.live.repairing, next_after, wipe }
    }

    /// The place in line that would be taken next, if all that was made here is with the server: also what a restored
    /// one has lost, unless it takes no more of it.
    #[must_use]
    pub fn handed_in(&self) -> Option<Seq> {
        let given_back = self.is_given_back() || self.live.stalled;
        (self.outbox.waiting.is_empty() && given_back).then_some(self.outbox.next)
    }

    fn is_held(&self, folder: &Folder) -> bool {
        self.confirmed.folders.get(folder).is_some_and(|copy| copy.held().is_some())
    }

    /// How far the copy of one folder reaches; 0 if there is none.
    fn reaches(&self, folder: &Folder) -> u64 {
        let here = self.confirmed.folders.contains_key(folder);
        if here { self.sync.cursor.reaches(folder) } else { 0 }
    }

    /// The copy reaches as far as the answer says, but for folders that cannot be read, and those that fell
    /// behind since the request or were not asked for: these stay where they are.
    fn advance(&mut self, before: &Self, request: &Request, reply: &Reply) {
        self.sync.cursor = reply.cursor.clone();
        if before.sync.epoch == Some(reply.epoch) {
            let asked = &request.cursor.behind;
            let stays = |folder: &Folder| before.is_held(folder) || !asked.contains_key(folder);
            let behind = before.sync.cursor.behind.iter().filter(|(folder, _)| stays(folder));
            self.sync.cursor.behind.extend(behind.map(|(folder, no)| (*folder, *no)));
        }
    }

    /// Another epoch: the server was restored. What is here stays until it is told anew. All of the journal
    /// is offered again, also what the server does not expect: it may have had another outcome then.
    fn begin_epoch(&mut self, reply: &Reply) {
        if self.sync.epoch == Some(reply.epoch) {
            return;
        }
        let restored = self.sync.epoch.replace(reply.epoch).is_some();
        self.sync.unconfirmed = self.confirmed.folders.keys().copied().collect();
        let first = self.outbox.first_available();
        self.sync.reoffer = (restored && first < self.outbox.next).then_some(first);
    }

    /// The journal is offered from where the last request ended, until the server has seen all it knew.
    fn go_on_offering(&mut self, before: &Self, request: &Request, reply: &Reply) {
        if before.sync.reoffer.is_some() && before.sync.epoch == Some(reply.epoch) {
            let next = last_seq(request).next();
            self.sync.reoffer = (next > Seq(1) && next < reply.next_seq).then_some(next);
        }
    }

    /// Everything the new server state has is here: folders it did not tell of are not the person's. One
    /// that was not `asked` for, as it cannot be read, could not be told of: it waits for the next answer.
    fn end_epoch(&mut self, asked: &Cursor) {
        let behind = &self.sync.cursor.behind;
        let unasked =
            |folder: &Folder| behind.contains_key(folder) && !asked.behind.contains_key(folder);
        let untold = std::mem::take(&mut self.sync.unconfirmed);
        let (wait, gone): (BTreeSet<_>, BTreeSet<_>) = untold.into_iter().partition(unasked);
        self.sync.unconfirmed = wait;
        for folder in gone {
            self.drop_folder(folder);
        }
    }

    /// A command and its outcome go to the journal together.
    fn settle(&mut self, Receipt { seq, outcome }: Receipt, now: Moment, batch: &mut Batch) {
        if outcome == Outcome::Held {
            self.live.held.insert(seq);
            self.take_back(seq, batch);
            return;
        }
        let sent = match (self.outbox.waiting.remove(&seq), self.outbox.sent.get(&seq)) {
            (Some(waiting), _) => {
                Sent { sealed: waiting.sealed.clone(), outcome, at: now, seen: false }
            }
            (None, Some(sent)) if sent.outcome != outcome => {
                Sent { outcome, seen: false, ..Sent::clone(sent) }
            }
            _ => return,
        };
        self.live.held.remove(&seq);
        batch.put(Table::Outbox, outbox::key(seq), outbox::SETTLED.to_vec());
        batch.put(Table::Sent, outbox::key(seq), bytes(&sent));
        self.outbox.sent.insert(seq, Rc::new(sent));
    }

    /// A restored server holds what a later state of it had decided: the command waits again.
    fn take_back(&mut self, seq: Seq, batch: &mut Batch) {
        let sent = self.outbox.sent.get(&seq).map(|sent| sent.sealed.clone());
        let Some(Ok(waiting)) = sent.map(Waiting::open) else { return };
        self.outbox.sent.remove(&seq);
        batch.remove(Table::Sent, outbox::key(seq));
        batch.put(Table::Outbox, outbox::key(seq), bytes(&waiting.sealed));
        self.outbox.waiting.insert(seq, Rc::new(waiting));
    }

    /// Takes a page in. `reached` is how far the copy of the folder reached before this answer; if it stays
    /// there, that is the answer.
    fn take_page(
        &mut self,
        folder: Folder,
        page: &FolderPage,
        reached: u64,
        batch: &mut Batch,
    ) -> Option<u64> {
        self.sync.unconfirmed.remove(&folder);
        let known = self.confirmed.folders.get_mut(&folder);
        if page.after > reached {
            // It goes on from where this copy does not reach: taking it would leave a hole.
            if let Some(copy) = known {
                copy.permit = page.permit;
            }
            return Some(reached);
        }
        let mut copy = known.cloned().unwrap_or_else(|| FolderCopy::new(page.permit));
        copy.permit = page.permit;
        let mut fresh = copy.clone();
        if page.after == 0 {
            fresh.round += 1;
        }
        match fresh.take(folder, &page.changes) {
            Ok(()) => {
                fresh.held = None;
                self.store_page(folder, &mut fresh, page, batch);
                self.confirmed.folders.insert(folder, fresh);
                None
            }
            Err(why) => {
                copy.held = Some(why.into());
                self.confirmed.folders.insert(folder, copy);
                Some(page.after)
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

    /// Purges what the person may no longer see. The outbox is not touched (I8). The server says it until it
    /// has heard that it is done, and then never again: a power cut must not bring it back.
    fn leave(&mut self, names: &[String], batch: &mut Batch) {
        if !names.is_empty() {
            batch.durability = Durability::Strict;
        }
        for folder in names.iter().filter_map(|name| name.parse().ok()) {
            self.drop_folder(folder);
        }
    }

    fn drop_folder(&mut self, folder: Folder) {
        self.sync.cursor.behind.remove(&folder);
        self.sync.unconfirmed.remove(&folder);
        self.confirmed.remove(&folder);
    }

    fn forget_outdated(&mut self, now: Moment, batch: &mut Batch) {
        let outdated: Vec<Seq> = self.outbox.outdated(now).collect();
        for seq in outdated {
            self.outbox.sent.remove(&seq);
            batch.remove(Table::Sent, outbox::key(seq));
            if seq.next() < self.outbox.next {
                batch.remove(Table::Outbox, outbox::key(seq));
            }
        }
    }

    /// Compares the copy's own fingerprint with the server's once everything is here; where the folders'
    /// are told, asks for those that differ anew.
    fn compare(&mut self, reply: &Reply) {
        self.live.repairing = false;
        let whole = !reply.more && self.sync.cursor.behind.is_empty();
        self.sync.told = whole.then_some(reply.digest);
        if !whole {
            return;
        }
        if self.is_equal() {
            self.live.repairs = 0;
            return;
        }
        self.live.repairs += 1;
        self.live.repairing = self.live.repairs < MAX_REPAIRS;
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

impl From<NoAnswer> for Failure {
    fn from(why: NoAnswer) -> Self {
        match why {
            NoAnswer::Unreachable => Self::Unreachable,
            NoAnswer::BrokenOff => Self::BrokenOff,
        }
    }
}

fn last_seq(request: &Request) -> Seq {
    request.commands.last().map_or(Seq(0), |sealed| sealed.seq)
}

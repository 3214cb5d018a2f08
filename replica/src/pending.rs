//! What the person sees at once: the pending commands replayed over the confirmed records. Nothing of it
//! is stored; it is computed anew whenever either side changes.

use std::collections::BTreeMap;

use domain::envelope::Seq;
use domain::grant::Permits;
use domain::id::KommuneId;
use domain::{
    Actor, Authority, Change, Context, Decision, Folder, Key, Kind, Moment, Person, Record,
    Rejection, View, decide,
};

use crate::confirmed::Confirmed;
use crate::outbox::{Outbox, Sent, Waiting};

/// The effects of pending commands, as far as this phone can tell.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    /// Records as the pending commands leave them; none where they remove one.
    effects: BTreeMap<Key, Option<Record>>,
    /// Which pending command last touched a record.
    touched: BTreeMap<Key, Seq>,
    /// Pending commands that this phone would refuse as things stand. The server still decides.
    pub doubted: BTreeMap<Seq, Rejection>,
}

/// Confirmed records with the pending effects over them.
#[derive(Clone, Copy, Debug)]
pub struct Overlay<'a> {
    pub(crate) confirmed: &'a Confirmed,
    pub(crate) pending: &'a Pending,
}

/// Who decides on this phone, and when.
#[derive(Clone, Copy, Debug)]
pub struct Decider<'a> {
    /// The person whose phone this is.
    pub person: Person,
    /// What they may do.
    pub permits: &'a Permits,
    /// Their municipality.
    pub kommune: KommuneId,
}

impl Pending {
    /// Replays everything that waits, after what a restored server has lost: what was written does not go
    /// out of sight while the server gets it back.
    #[must_use]
    pub fn replay<'a>(
        confirmed: &Confirmed,
        outbox: &Outbox,
        lost: impl Iterator<Item = &'a Sent>,
        decider: Decider<'_>,
    ) -> Self {
        let mut pending = Self::default();
        for sent in lost.filter(|sent| !sent.outcome.needs_attention()) {
            if let Ok(waiting) = Waiting::open(sent.sealed.clone()) {
                pending.add(sent.sealed.seq, &waiting, confirmed, decider);
            }
        }
        for (seq, waiting) in &outbox.waiting {
            pending.add(*seq, waiting, confirmed, decider);
        }
        pending
    }

    /// Replays one more command on top.
    pub fn add(
        &mut self,
        seq: Seq,
        waiting: &Waiting,
        confirmed: &Confirmed,
        decider: Decider<'_>,
    ) {
        let Some(command) = &waiting.command else { return };
        let overlay = Overlay { confirmed, pending: self };
        let written = waiting.envelope.written;
        let context = decider.context(waiting.envelope.id, written);
        match decide(&overlay, &decider.actor(), command, &context) {
            Ok(Decision { changes, .. }) => {
                for change in changes {
                    self.touched.insert(change.key(), seq);
                    match change {
                        Change::Put(record) => self.effects.insert(record.key(), Some(record)),
                        Change::Remove(key) => self.effects.insert(key, None),
                    };
                }
            }
            Err(why) => {
                self.doubted.insert(seq, why);
            }
        }
    }

    /// The pending command that last touched the record.
    #[must_use]
    pub fn touching(&self, key: &Key) -> Option<Seq> {
        self.touched.get(key).copied()
    }
}

impl<'a> Decider<'a> {
    pub(crate) fn actor(&self) -> Actor<'a> {
        Actor { person: self.person, permits: self.permits }
    }

    /// A phone decides as of when the command was written, so that replaying it later changes nothing.
    pub(crate) fn context(&self, command: domain::id::CommandId, written: Moment) -> Context {
        let (kommune, authority) = (self.kommune, Authority::Phone);
        Context { kommune, now: written, written, command, authority }
    }
}

impl Overlay<'_> {
    /// The places of all records of a kind, in no order. None is read for it: an id of
    /// version 7 tells which is newer.
    #[must_use]
    pub fn keys(&self, kind: Kind) -> Vec<Key> {
        let effects = &self.pending.effects;
        let confirmed = self.confirmed.keys(kind).filter(|key| !effects.contains_key(key));
        let there = effects.iter().filter(|(key, effect)| key.kind == kind && effect.is_some());
        confirmed.chain(there.map(|(key, _)| *key)).collect()
    }
}

impl View for Overlay<'_> {
    fn get(&self, key: &Key) -> Option<&Record> {
        match self.pending.effects.get(key) {
            Some(effect) => effect.as_ref(),
            None => self.confirmed.get(key),
        }
    }

    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record> {
        let of = |id| Key { folder, kind, id };
        let span = of(uuid::Uuid::nil())..=of(uuid::Uuid::max());
        let mut effects = self.pending.effects.range(span).peekable();
        if effects.peek().is_none() {
            return self.confirmed.list(folder, kind);
        }
        let confirmed = self.confirmed.list(folder, kind).into_iter();
        let mut found: BTreeMap<Key, &Record> = confirmed.map(|r| (r.key(), r)).collect();
        for (key, effect) in effects {
            match effect {
                Some(record) => found.insert(*key, record),
                None => found.remove(key),
            };
        }
        found.into_values().collect()
    }
}

//! What can truthfully be said about the copy: for the whole of it, and for every single item.
//! "Synkroniseret" needs an empty outbox and equal fingerprints, nothing less (I12).

use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::{Folder, Key, Moment};

use crate::confirmed::Hold;
use crate::phase::{Phase, Trouble};
use crate::replica::{Replica, SyncNote};

/// How far an item has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Stored on the phone and safe there. Nobody else is known to have it.
    Saved,
    /// On its way to the server, or held by it; no receipt yet.
    Sent,
    /// The server has it.
    Received,
}

/// All that can be said about the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Commands without an outcome.
    pub waiting: usize,
    /// Outcomes that somebody should look at.
    pub attention: usize,
    /// When the oldest waiting command was written.
    pub oldest: Option<Moment>,
    /// What stands in the way of the next exchange.
    pub trouble: Option<Trouble>,
    /// When the server last answered.
    pub contact: Option<Moment>,
    /// The fingerprint of what is here is what the server told. Not known right after opening: see
    /// [`Replica::sum_up`].
    pub verified: bool,
    /// Folders that stand still because this app cannot read something in them.
    pub held: Vec<(Folder, Hold)>,
}

/// The one line that is always in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// Something must be looked at.
    Attention(usize),
    /// Somebody must sign in before anything goes out; this many wait.
    SignedOut(usize),
    /// No network; this many are stored here.
    Offline(usize),
    /// A network that carries little; this many wait.
    Slow(usize),
    /// This many wait to be sent.
    Waiting(usize),
    /// The copy is being compared or completed.
    Fetching,
    /// All is sent, all is here, and the fingerprints say so.
    Synced,
}

impl Replica {
    /// What can be said about the copy.
    #[must_use]
    pub fn status(&self, phase: Phase) -> Status {
        let folders = self.confirmed.folders.iter();
        Status {
            waiting: self.outbox.waiting.len(),
            attention: self.outbox.sent.values().filter(|sent| sent.asks()).count(),
            oldest: self.outbox.waiting.values().map(|row| row.envelope.written).min(),
            trouble: phase.trouble(),
            contact: self.sync.contact,
            verified: self.seen_to_be_verified(),
            held: folders.filter_map(|(folder, copy)| Some((*folder, copy.held()?))).collect(),
        }
    }

    /// How far the phone's clock is ahead of the server's, in milliseconds, or behind it if negative, as far as that
    /// is certain: it was ahead at the last contact and was not put back since, or it shows less than the server did.
    #[must_use]
    pub fn clock_ahead(&self, now: Moment) -> i64 {
        let SyncNote { contact: Some(contact), ahead, .. } = self.sync else { return 0 };
        let since_server = now.0.saturating_sub(contact.plus(ahead.saturating_neg()).0);
        if since_server < 0 {
            since_server
        } else if now >= contact {
            ahead.max(0)
        } else {
            0
        }
    }

    /// How far a record as shown has come.
    #[must_use]
    pub fn progress(&self, key: &Key) -> Progress {
        self.pending.touching(key).map_or(Progress::Received, |seq| self.progress_of(seq))
    }

    /// How far a command has come.
    #[must_use]
    pub fn progress_of(&self, seq: Seq) -> Progress {
        let lost = || self.outbox.lost(self.sync.expected).any(|sent| sent.sealed.seq == seq);
        match self.outbox.waiting.contains_key(&seq) {
            false if lost() => Progress::Sent,
            false => Progress::Received,
            true if seq <= self.live.offered => Progress::Sent,
            true => Progress::Saved,
        }
    }

    /// The outcome of a command, if it has one.
    #[must_use]
    pub fn outcome(&self, seq: Seq) -> Option<Outcome> {
        self.outbox.sent.get(&seq).map(|sent| sent.outcome)
    }
}

impl Status {
    /// The one line. What a person must do comes first, then what may be lost, then what is well.
    #[must_use]
    pub fn chip(&self) -> Chip {
        match self.trouble {
            _ if self.attention + self.held.len() > 0 => {
                Chip::Attention(self.attention + self.held.len())
            }
            Some(Trouble::Stopped(_) | Trouble::Storage) => Chip::Attention(1),
            Some(Trouble::SignedOut) => Chip::SignedOut(self.waiting),
            Some(Trouble::Offline) => Chip::Offline(self.waiting),
            Some(Trouble::Slow) => Chip::Slow(self.waiting),
            _ if self.waiting > 0 => Chip::Waiting(self.waiting),
            _ if !self.verified => Chip::Fetching,
            _ => Chip::Synced,
        }
    }
}

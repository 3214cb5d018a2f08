//! What waits to be sent, in order and without a gap, and what was sent: the journal of outcomes.
//! A command moves from one to the other only together with its outcome, in one batch (I2).

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::Outcome;
use domain::id::CommandId;
use domain::{Command, Moment, json};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::store::{Row, StoreError};

/// A command that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// As it is sent.
    pub sealed: Sealed,
    /// What it says.
    pub envelope: Envelope,
    /// The command, if this version of the app understands it (an older app may find a newer's).
    pub command: Option<Command>,
}

/// A command with its outcome.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// As it was sent: offered again if the server loses it.
    pub sealed: Sealed,
    /// What became of it.
    pub outcome: Outcome,
    /// When the outcome arrived, by the phone's clock.
    pub at: Moment,
    /// Somebody has looked at an outcome that asks for it.
    pub seen: bool,
}

/// Both, by place in line. Shared with the state before, as every exchange makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// What waits.
    pub waiting: BTreeMap<Seq, Rc<Waiting>>,
    /// What was sent.
    pub sent: BTreeMap<Seq, Rc<Sent>>,
    /// The place in line that the next command gets.
    pub next: Seq,
}

/// What the row of a settled command says: its place in line stays taken as long as the journal has it, and the
/// newest for ever, so that a tab which has not looked since cannot take one again.
pub const SETTLED: &[u8] = b"";
/// How long what was sent is kept, for a server that is restored: 30 days.
pub const KEPT_FOR: i64 = 30 * domain::moment::DAY;
/// The most bytes of commands in one request; the server takes four times as much.
const REQUEST_BYTES: usize = 1024 * 1024;

impl Waiting {
    /// Opens what was sealed. Text that is no envelope cannot have been written by this app.
    pub fn open(sealed: Sealed) -> Result<Self, StoreError> {
        let envelope = sealed.open().or(Err(StoreError::Corrupt("an outbox row")))?;
        let command = envelope.command().ok();
        Ok(Self { sealed, envelope, command })
    }
}

impl Outbox {
    /// Reads both tables back.
    pub fn load(waiting: &[Row], sent: &[Row], next: Seq) -> Result<Self, StoreError> {
        // The line never goes back behind a place that is taken, whatever the counter says.
        let places = waiting.iter().chain(sent).filter_map(|(key, _)| place(key));
        let next = places.map(Seq::next).fold(next, Seq::max);
        let mut outbox = Self { next, ..Self::default() };
        outbox.load_waiting(waiting)?;
        for (_, bytes) in sent {
            let sent: Sent = parse(bytes, "a sent row")?;
            outbox.sent.insert(sent.sealed.seq, Rc::new(sent));
        }
        Ok(outbox)
    }

    /// Reads what waits anew: another tab may have written or sent.
    pub fn load_waiting(&mut self, rows: &[Row]) -> Result<(), StoreError> {
        let mut waiting = BTreeMap::new();
        for (_, bytes) in rows.iter().filter(|(_, bytes)| bytes != SETTLED) {
            let row = Waiting::open(parse(bytes, "an outbox row")?)?;
            waiting.insert(row.sealed.seq, Rc::new(row));
        }
        self.waiting = waiting;
        Ok(())
    }

    /// Reads the commands that could not be read yet. Answers whether there were any.
    pub(crate) fn read_anew(&mut self) -> bool {
        let mut any = false;
        for row in self.waiting.values_mut().filter(|row| row.command.is_none()) {
            let command = row.envelope.command().ok();
            Rc::make_mut(row).command = command;
            any = true;
        }
        any
    }

    /// The first place in line of the unbroken run that ends with the newest command.
    #[must_use]
    pub fn first_available(&self) -> Seq {
        let mut first = self.next;
        while let Some(before) = first.0.checked_sub(1).map(Seq).filter(|seq| self.has(*seq)) {
            first = before;
        }
        first
    }

    fn has(&self, seq: Seq) -> bool {
        self.waiting.contains_key(&seq) || self.sent.contains_key(&seq)
    }

    fn sealed(&self, seq: Seq) -> Option<&Sealed> {
        let waiting = self.waiting.get(&seq).map(|row| &row.sealed);
        waiting.or_else(|| self.sent.get(&seq).map(|row| &row.sealed))
    }

    /// The commands to offer from a place in line on: an unbroken run that fits one request. At least
    /// one, however long it is, so that no command can block the others.
    #[must_use]
    pub fn offer(&self, from: Seq, most: usize) -> Vec<Sealed> {
        let mut bytes = 0;
        let mut seq = if self.has(from) { from } else { from.max(self.first_available()) };
        let mut offered = Vec::new();
        while let Some(sealed) = self.sealed(seq) {
            bytes += sealed.body.get().len();
            if offered.len() == most || (bytes > REQUEST_BYTES && !offered.is_empty()) {
                break;
            }
            offered.push(sealed.clone());
            seq = seq.next();
        }
        offered
    }

    /// Commands with an outcome that the server, restored to an earlier state, has lost: it expects a place
    /// in line before theirs. They are offered again.
    pub fn lost(&self, expected: Seq) -> impl Iterator<Item = &Sent> {
        self.sent.range(expected..).map(|(_, sent)| &**sent)
    }

    /// What was sent, is settled, and is older than the journal reaches. Nothing after a command that
    /// still waits or got its outcome later: it can only be offered in an unbroken run.
    pub fn outdated(&self, now: Moment) -> impl Iterator<Item = Seq> + '_ {
        let first_waiting = self.waiting.keys().next().copied().unwrap_or(self.next);
        let before = self.sent.range(..first_waiting).map(|(_, sent)| &**sent);
        let old = before.take_while(move |sent| sent.at.plus(KEPT_FOR) < now);
        old.filter(|sent| !sent.asks()).map(|sent| sent.sealed.seq)
    }

    /// Where this very command waits, or was sent and not refused: then what it says is stored.
    #[must_use]
    pub fn place_of_same(&self, command: &Command) -> Option<Seq> {
        let waiting = self.waiting.iter().find(|(_, row)| row.command.as_ref() == Some(command));
        let is_it = |sent: &Sent| {
            let envelope = sent.sealed.open().ok().filter(|_| !sent.outcome.needs_attention());
            envelope.and_then(|envelope| envelope.command().ok()).as_ref() == Some(command)
        };
        let sent = || self.sent.iter().rev().find(|(_, sent)| is_it(sent)).map(|(seq, _)| *seq);
        waiting.map(|(seq, _)| *seq).or_else(sent)
    }

    /// Whether a command that waits or was sent speaks of this id.
    #[must_use]
    pub fn speaks_of(&self, id: Uuid) -> bool {
        let id = id.to_string();
        let waiting = self.waiting.values().map(|row| &row.sealed);
        let mut all = waiting.chain(self.sent.values().map(|sent| &sent.sealed));
        all.any(|sealed| sealed.body.get().contains(&id))
    }

    /// The place in line of a command, if it waits or was sent.
    #[must_use]
    pub fn place_of(&self, id: CommandId) -> Option<Seq> {
        let waiting = self.waiting.iter().rev().find(|(_, row)| row.envelope.id == id);
        let sent = || {
            let is_it = |sent: &&Sent| sent.sealed.open().is_ok_and(|envelope| envelope.id == id);
            self.sent.values().rev().map(Rc::as_ref).find(is_it).map(|sent| sent.sealed.seq)
        };
        waiting.map(|(seq, _)| *seq).or_else(sent)
    }
}

impl Sent {
    /// Whether a person should still look at the outcome.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.outcome.needs_attention() && !self.seen
    }
}

/// A row's key: places in line sort as text.
#[must_use]
pub fn key(seq: Seq) -> String {
    format!("{:016x}", seq.0)
}

fn place(key: &str) -> Option<Seq> {
    u64::from_str_radix(key, 16).ok().map(Seq)
}

pub(crate) fn parse<T: for<'de> Deserialize<'de>>(
    bytes: &[u8],
    what: &'static str,
) -> Result<T, StoreError> {
    // By way of text, as all that comes from the server: one reader for both keeps the app small.
    let text = str::from_utf8(bytes).or(Err(StoreError::Corrupt(what)))?;
    json::read(text).or(Err(StoreError::Corrupt(what)))
}

pub(crate) fn bytes(value: &impl Serialize) -> Vec<u8> {
    // Everything stored here is made of maps with text keys, which JSON can always write.
    serde_json::to_vec(value).unwrap_or_default()
}

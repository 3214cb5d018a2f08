//! A phone's disk: the memory store that loses what was not flushed, with calls that let others run and
//! failures as browsers have them. It sees every batch go by: a command that leaves the outbox without
//! its outcome is noticed at once, whoever writes the batch.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use domain::envelope::Sealed;
use replica::outbox::SETTLED;
use replica::store::memory::MemoryStore;
use replica::store::{Batch, Claim, Row, RowChange, Table, Written};
use replica::{Store, StoreError};

use crate::task::{finish, give_way};

/// A handle to a disk.
#[derive(Clone, Debug, Default)]
pub struct Disk(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    memory: MemoryStore,
    mischance: Cell<Option<Mischance>>,
    put: RefCell<Vec<Sealed>>,
    moved: Cell<bool>,
    faults: RefCell<Vec<String>>,
}

/// What the next call comes to instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mischance {
    /// Every write finds the phone full, until there is room again.
    Full,
    /// One write is carried out, and the browser says it was not.
    Lies,
    /// One call finds the database closed.
    Closed,
}

impl Disk {
    /// From now on, or once.
    pub fn befall(&self, mischance: Option<Mischance>) {
        let full = (mischance == Some(Mischance::Full)).then_some(StoreError::Full);
        self.0.memory.fail_with(full);
        self.0.mischance.set(mischance);
    }

    /// The power goes; of what was not flushed the first `survivors` batches stay. Answers how many there
    /// were.
    pub fn power_cut(&self, survivors: impl FnOnce(usize) -> usize) -> usize {
        let unflushed = self.0.memory.unflushed();
        self.0.memory.crash(survivors(unflushed));
        self.0.moved.set(true);
        unflushed
    }

    /// The browser throws everything away.
    pub fn evict(&self) {
        self.0.memory.evict();
        self.befall(None);
    }

    /// What lies in a table, whatever befalls the phone's own calls.
    #[must_use]
    pub fn rows(&self, table: Table) -> Vec<Row> {
        finish(self.0.memory.read(table)).unwrap_or_default()
    }

    /// Commands put in line since this was last asked.
    #[must_use]
    pub fn take_put(&self) -> Vec<Sealed> {
        self.0.put.take()
    }

    /// Whether the copy reaches elsewhere since this was last asked.
    #[must_use]
    pub fn take_moved(&self) -> bool {
        self.0.moved.take()
    }

    /// What was done to the disk that must never be.
    #[must_use]
    pub fn take_faults(&self) -> Vec<String> {
        self.0.faults.take()
    }

    fn once(&self, mischance: Mischance) -> bool {
        let now = self.0.mischance.get() == Some(mischance);
        if now {
            self.0.mischance.set(None);
        }
        now
    }

    fn note(&self, changes: &[RowChange]) {
        for change in changes {
            match (change.table, &change.value) {
                // A place that is only claimed was skipped and never held a command.
                (Table::Outbox, Some(value))
                    if value == SETTLED && change.claim != Claim::Nothing => {}
                (Table::Outbox, Some(value)) if value == SETTLED => {
                    self.demand_outcome(changes, &change.key);
                }
                (Table::Outbox, Some(value)) => match serde_json::from_slice(value) {
                    Ok(sealed) => self.0.put.borrow_mut().push(sealed),
                    Err(_) => self.fault(format!("unreadable outbox row {}", change.key)),
                },
                (Table::Meta, _) if change.key == "sync" => self.0.moved.set(true),
                _ => {}
            }
        }
    }

    fn demand_outcome(&self, changes: &[RowChange], key: &str) {
        if !settled(changes, key) {
            self.fault(format!("I2: command {key} left without an outcome"));
        }
    }

    /// Commands that a batch takes out of line though they wait. Asked before it is written.
    fn dropped(&self, changes: &[RowChange]) -> Vec<String> {
        let waits = |(_, says): &Row| says != SETTLED;
        let waiting: BTreeSet<String> =
            self.rows(Table::Outbox).into_iter().filter(waits).map(|(key, _)| key).collect();
        let gone = changes.iter().filter(|change| {
            change.table == Table::Outbox && change.value.is_none() && waiting.contains(&change.key)
        });
        gone.map(|change| format!("I2: command {} was taken out of line", change.key)).collect()
    }

    fn fault(&self, what: String) {
        self.0.faults.borrow_mut().push(what);
    }
}

fn settled(changes: &[RowChange], key: &str) -> bool {
    let sent = |change: &RowChange| change.table == Table::Sent && change.value.is_some();
    changes.iter().any(|change| change.key == key && sent(change))
}

impl Store for Disk {
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        give_way().await;
        if self.once(Mischance::Closed) {
            return Err(StoreError::Closed);
        }
        let rows = self.0.memory.read(table).await;
        give_way().await;
        rows
    }

    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        give_way().await;
        if self.once(Mischance::Closed) {
            return Err(StoreError::Closed);
        }
        let (changes, dropped) = (batch.changes.clone(), self.dropped(&batch.changes));
        let written = self.0.memory.write(batch).await;
        if written == Ok(Written::Done) {
            self.note(&changes);
            self.0.faults.borrow_mut().extend(dropped);
        }
        let lies = written.is_ok() && self.once(Mischance::Lies);
        give_way().await;
        if lies { Err(StoreError::Other("connection lost".to_owned())) } else { written }
    }
}

//! Where the copy lies: six tables of bytes, read whole and written in batches. A batch is one
//! transaction: all of it or nothing. That is all a store can do, so that every store can do it right;
//! `conformance` says what right is, and every store runs it.

pub mod conformance;
pub mod locked;
pub mod memory;

use std::borrow::Cow;
use std::fmt;

/// Keeps bytes. Reads and writes see each other in the order they were called.
#[expect(async_fn_in_trait, reason = "a phone has one thread; nothing here is sent to another")]
pub trait Store {
    /// Every row of a table, by ascending key.
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError>;

    /// Writes a batch whole, or not at all. Done means committed, with the batch's durability.
    async fn write(&self, batch: Batch) -> Result<Written, StoreError>;
}

/// A key and its bytes.
pub type Row = (String, Vec<u8>);

/// The tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Commands that wait for an outcome, one row each.
    Outbox,
    /// Commands with an outcome, kept for 30 days, or until looked at if the outcome asks for it.
    Sent,
    /// Records as the server has them, in segments of a folder.
    Records,
    /// Who this is, how far the copy reaches.
    Meta,
    /// Forms that are not sent yet.
    Drafts,
    /// What opens the others. Never sealed itself.
    Lock,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 6] =
        [Self::Outbox, Self::Sent, Self::Records, Self::Meta, Self::Drafts, Self::Lock];

    /// The table's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Sent => "sent",
            Self::Records => "records",
            Self::Meta => "meta",
            Self::Drafts => "drafts",
            Self::Lock => "lock",
        }
    }
}

/// Changes that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// How safe it must be before it counts as done.
    pub durability: Durability,
    /// What must be true for it to be written at all.
    pub guard: Option<Guard>,
    /// Rows to put or remove, in order.
    pub changes: Vec<RowChange>,
}

/// How safe a write must be before it counts as done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// It survives the death of the app; a power cut may take it.
    #[default]
    Relaxed,
    /// It survives a power cut, and so does every batch before it.
    Strict,
}

/// Another tab may have written since this one read: the batch holds only if a row still says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The row's table.
    pub table: Table,
    /// Its key.
    pub key: Cow<'static, str>,
    /// What it must say; none means that there must be no such row.
    pub says: Option<Vec<u8>>,
}

/// One row's change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// In which table.
    pub table: Table,
    /// Which row.
    pub key: String,
    /// What it says from now on; none removes it.
    pub value: Option<Vec<u8>>,
    /// What must not be there yet: if it is, nothing of the batch is written.
    pub claim: Claim,
}

/// What a row that is put asks of what is there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nothing: it takes the place of what is there.
    Nothing,
    /// The row is not there. A browser tells this in the turn that writes, where a guard costs a turn of its own.
    Free,
    /// Neither the row is there nor one after it in its table: what was removed is not taken again. Costs a turn.
    Last,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is written.
    Done,
    /// The guard did not hold, or a row that was claimed is taken, or one after it; nothing is written.
    GuardFailed,
}

/// The store could not do it. Nothing of the batch is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The phone is full.
    Full,
    /// The browser closed the database under the app; opening it again may help.
    Closed,
    /// What is stored is not what this app stores.
    Corrupt(&'static str),
    /// Something else, in the browser's words.
    Other(String),
}

impl Batch {
    /// An empty batch.
    #[must_use]
    pub fn new(durability: Durability) -> Self {
        Self { durability, guard: None, changes: Vec::new() }
    }

    /// Writes it only if the row still says this.
    #[must_use]
    pub fn guarded(mut self, table: Table, key: &'static str, says: Option<Vec<u8>>) -> Self {
        self.guard = Some(Guard { table, key: Cow::Borrowed(key), says });
        self
    }

    /// Puts a row.
    pub fn put(&mut self, table: Table, key: impl Into<String>, value: Vec<u8>) {
        self.change(table, key.into(), Some(value), Claim::Nothing);
    }

    /// Puts a row that must not be there yet.
    pub fn claim(&mut self, table: Table, key: impl Into<String>, value: Vec<u8>) {
        self.change(table, key.into(), Some(value), Claim::Free);
    }

    /// Puts a row behind all others of its table. In a table whose names are in clear only.
    pub fn claim_last(&mut self, table: Table, key: impl Into<String>, value: Vec<u8>) {
        self.change(table, key.into(), Some(value), Claim::Last);
    }

    /// Removes a row.
    pub fn remove(&mut self, table: Table, key: impl Into<String>) {
        self.change(table, key.into(), None, Claim::Nothing);
    }

    fn change(&mut self, table: Table, key: String, value: Option<Vec<u8>>, claim: Claim) {
        self.changes.push(RowChange { table, key, value, claim });
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("the storage is full"),
            Self::Closed => f.write_str("the database was closed"),
            Self::Corrupt(what) => write!(f, "cannot read what is stored: {what}"),
            Self::Other(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for StoreError {}

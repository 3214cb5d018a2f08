//! A store in memory that can fail as a browser's does: lose what was not flushed, be full, be closed.
//! Clones share the same disk, as tabs do; a crash is told to the disk, not to a tab.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Batch, Claim, Durability, Row, RowChange, Store, StoreError, Table, Written};

/// A handle to a disk in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(Rc<RefCell<Disk>>);

type Rows = BTreeMap<(Table, String), Vec<u8>>;

#[derive(Debug, Default)]
struct Disk {
    rows: Rows,
    /// What a power cut leaves.
    flushed: Rows,
    /// Batches since, oldest first.
    unflushed: Vec<Vec<RowChange>>,
    fails_with: Option<StoreError>,
}

impl MemoryStore {
    /// A power cut: of the batches that were not flushed, the first `survivors` are kept.
    pub fn crash(&self, survivors: usize) {
        let mut disk = self.0.borrow_mut();
        let unflushed = std::mem::take(&mut disk.unflushed);
        let mut rows = disk.flushed.clone();
        for batch in unflushed.into_iter().take(survivors) {
            apply(&mut rows, batch);
        }
        disk.flushed.clone_from(&rows);
        disk.rows = rows;
    }

    /// How many batches a power cut could take.
    #[must_use]
    pub fn unflushed(&self) -> usize {
        self.0.borrow().unflushed.len()
    }

    /// From now on every write fails so, until told otherwise.
    pub fn fail_with(&self, error: Option<StoreError>) {
        self.0.borrow_mut().fails_with = error;
    }

    /// The browser throws everything away.
    pub fn evict(&self) {
        *self.0.borrow_mut() = Disk::default();
    }
}

impl Store for MemoryStore {
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        let disk = self.0.borrow();
        let of_table = disk.rows.iter().filter(|((of, _), _)| *of == table);
        Ok(of_table.map(|((_, key), value)| (key.clone(), value.clone())).collect())
    }

    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        let mut disk = self.0.borrow_mut();
        if let Some(error) = &disk.fails_with {
            return Err(error.clone());
        }
        if let Some(guard) = &batch.guard {
            let says = disk.rows.get(&(guard.table, guard.key.clone().into_owned()));
            if says != guard.says.as_ref() {
                return Ok(Written::GuardFailed);
            }
        }
        if batch.changes.iter().any(|change| is_taken(change, &disk.rows)) {
            return Ok(Written::GuardFailed);
        }
        apply(&mut disk.rows, batch.changes.clone());
        disk.unflushed.push(batch.changes);
        if batch.durability == Durability::Strict {
            let unflushed = std::mem::take(&mut disk.unflushed);
            for changes in unflushed {
                apply(&mut disk.flushed, changes);
            }
        }
        Ok(Written::Done)
    }
}

fn is_taken(change: &RowChange, rows: &Rows) -> bool {
    let place = (change.table, change.key.clone());
    match change.claim {
        Claim::Nothing => false,
        Claim::Free => rows.contains_key(&place),
        Claim::Last => rows.range(place..).next().is_some_and(|((of, _), _)| *of == change.table),
    }
}

fn apply(rows: &mut Rows, changes: Vec<RowChange>) {
    for RowChange { table, key, value, .. } in changes {
        match value {
            Some(value) => rows.insert((table, key), value),
            None => rows.remove(&(table, key)),
        };
    }
}

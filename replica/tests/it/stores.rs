//! The store in memory: it does what every store must, and loses what a power cut may take.

use replica::store::memory::MemoryStore;
use replica::store::{Batch, Durability, Table, Written, conformance};
use replica::{Store, StoreError};

use crate::harness::block_on;

fn put(store: &MemoryStore, durability: Durability, key: &str) {
    let mut batch = Batch::new(durability);
    batch.put(Table::Records, key, Vec::new());
    assert_eq!(block_on(store.write(batch)), Ok(Written::Done));
}

fn keys(store: &MemoryStore) -> Vec<String> {
    let rows = block_on(store.read(Table::Records)).expect("memory can be read");
    rows.into_iter().map(|(key, _)| key).collect()
}

#[test]
fn the_memory_store_does_what_every_store_must() {
    let faults = block_on(conformance::check(async |_| MemoryStore::default()));
    assert_eq!(faults, []);
}

/// A store that does not keep to the guard, to see the suite fail.
struct Careless(MemoryStore);

impl Store for Careless {
    async fn read(&self, table: Table) -> Result<Vec<replica::store::Row>, StoreError> {
        self.0.read(table).await
    }

    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        self.0.write(Batch { guard: None, ..batch }).await
    }
}

#[test]
fn the_suite_notices_a_store_that_does_not_keep_to_the_guard() {
    let faults = block_on(conformance::check(async |_| Careless(MemoryStore::default())));
    let cases: Vec<_> = faults.iter().map(|fault| fault.case).collect();
    assert_eq!(
        cases,
        [
            "a_guard_that_fails_writes_nothing",
            "a_guard_can_ask_for_absence",
            "a_guard_looks_in_its_own_table",
            "many_writers_with_one_guard_leave_one_winner"
        ]
    );
}

#[test]
fn a_power_cut_takes_relaxed_batches_newest_first_and_no_strict_one() {
    for survivors in 0..4 {
        let store = MemoryStore::default();
        put(&store, Durability::Relaxed, "a");
        put(&store, Durability::Strict, "b");
        put(&store, Durability::Relaxed, "c");
        put(&store, Durability::Relaxed, "d");
        assert_eq!(store.unflushed(), 2);
        store.crash(survivors);
        let kept = ["a", "b", "c", "d"];
        assert_eq!(keys(&store), kept[..2 + survivors.min(2)], "{survivors} survive");
        assert_eq!(store.unflushed(), 0);
    }
}

#[test]
fn what_survived_a_power_cut_survives_the_next_one() {
    let store = MemoryStore::default();
    put(&store, Durability::Relaxed, "a");
    store.crash(1);
    store.crash(0);
    assert_eq!(keys(&store), ["a"]);
}

#[test]
fn a_full_disk_keeps_nothing_of_a_batch_and_can_be_read() {
    let store = MemoryStore::default();
    put(&store, Durability::Strict, "a");
    store.fail_with(Some(StoreError::Full));
    let mut batch = Batch::new(Durability::Strict);
    batch.remove(Table::Records, "a");
    batch.put(Table::Records, "b", Vec::new());
    assert_eq!(block_on(store.write(batch)), Err(StoreError::Full));
    assert_eq!(keys(&store), ["a"]);
    store.fail_with(None);
    put(&store, Durability::Strict, "b");
    assert_eq!(keys(&store), ["a", "b"]);
}

#[test]
fn an_evicted_store_is_empty_for_every_tab() {
    let store = MemoryStore::default();
    let tab = store.clone();
    put(&store, Durability::Strict, "a");
    assert_eq!(keys(&tab), ["a"]);
    store.evict();
    assert_eq!(keys(&tab), Vec::<String>::new());
}

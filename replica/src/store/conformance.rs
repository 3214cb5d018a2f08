//! What every store must do. Each case is given a store with nothing in it and says what it found wrong;
//! the memory store runs them natively, `IndexedDB` in a real browser.

use super::{Batch, Durability, Store, StoreError, Table, Written};

/// A case that did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which case.
    pub case: &'static str,
    /// What was found.
    pub found: String,
}

/// Runs every case, each on a store made for it; the result names those that did not hold.
pub async fn check<S: Store, F: Future<Output = S>>(
    make: impl Fn(&'static str) -> F,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    macro_rules! run {
        ($($case:ident),* $(,)?) => {$(
            let store = make(stringify!($case)).await;
            if let Err(found) = $case(&store).await {
                faults.push(Fault { case: stringify!($case), found });
            }
        )*};
    }
    run!(
        an_empty_store_has_no_rows,
        rows_come_back_in_the_order_of_their_keys,
        tables_do_not_see_each_other,
        a_later_change_in_a_batch_wins,
        a_guard_that_fails_writes_nothing,
        a_guard_can_ask_for_absence,
        a_guard_looks_in_its_own_table,
        a_claimed_row_that_is_taken_writes_nothing,
        a_claimed_row_that_was_removed_is_free,
        a_row_claimed_as_the_last_stands_behind_all_others,
        a_strict_batch_reads_back,
        bytes_come_back_unchanged,
        a_thousand_rows_in_one_batch,
        many_writers_with_one_guard_leave_one_winner,
    );
    faults
}

type Case = Result<(), String>;

async fn an_empty_store_has_no_rows(store: &impl Store) -> Case {
    for table in Table::ALL {
        expect(&rows(store, table).await?, &Vec::new())?;
    }
    Ok(())
}

async fn rows_come_back_in_the_order_of_their_keys(store: &impl Store) -> Case {
    for key in ["b", "a", "ø", "c"] {
        put(store, Table::Outbox, key, key.as_bytes()).await?;
    }
    let keys: Vec<_> = rows(store, Table::Outbox).await?.into_iter().map(|(key, _)| key).collect();
    expect(&keys, &["a", "b", "c", "ø"].map(str::to_owned).to_vec())
}

async fn tables_do_not_see_each_other(store: &impl Store) -> Case {
    put(store, Table::Outbox, "1", b"out").await?;
    put(store, Table::Sent, "1", b"sent").await?;
    remove(store, Table::Sent, "1").await?;
    expect(&rows(store, Table::Outbox).await?, &vec![("1".to_owned(), b"out".to_vec())])?;
    expect(&rows(store, Table::Sent).await?, &Vec::new())
}

async fn a_later_change_in_a_batch_wins(store: &impl Store) -> Case {
    let mut batch = Batch::new(Durability::Relaxed);
    batch.put(Table::Records, "k", b"first".to_vec());
    batch.remove(Table::Records, "k");
    batch.put(Table::Records, "k", b"last".to_vec());
    write(store, batch).await?;
    expect(&rows(store, Table::Records).await?, &vec![("k".to_owned(), b"last".to_vec())])
}

async fn a_guard_that_fails_writes_nothing(store: &impl Store) -> Case {
    put(store, Table::Meta, "version", b"2").await?;
    let mut batch =
        Batch::new(Durability::Strict).guarded(Table::Meta, "version", Some(b"1".to_vec()));
    batch.put(Table::Outbox, "1", b"lost".to_vec());
    batch.remove(Table::Meta, "version");
    expect(&store.write(batch).await, &Ok(Written::GuardFailed))?;
    expect(&rows(store, Table::Outbox).await?, &Vec::new())?;
    expect(&rows(store, Table::Meta).await?.len(), &1)
}

async fn a_guard_can_ask_for_absence(store: &impl Store) -> Case {
    let claim = || {
        let mut batch = Batch::new(Durability::Strict).guarded(Table::Meta, "identity", None);
        batch.put(Table::Meta, "identity", b"me".to_vec());
        batch
    };
    expect(&store.write(claim()).await, &Ok(Written::Done))?;
    expect(&store.write(claim()).await, &Ok(Written::GuardFailed))
}

async fn a_guard_looks_in_its_own_table(store: &impl Store) -> Case {
    put(store, Table::Lock, "row", b"lock").await?;
    put(store, Table::Meta, "row", b"meta").await?;
    for (table, says, written) in [
        (Table::Lock, b"meta", Written::GuardFailed),
        (Table::Lock, b"lock", Written::Done),
        (Table::Meta, b"meta", Written::Done),
    ] {
        let mut batch = Batch::new(Durability::Strict).guarded(table, "row", Some(says.to_vec()));
        batch.put(Table::Outbox, "1", says.to_vec());
        expect(&store.write(batch).await, &Ok(written))?;
    }
    expect(&rows(store, Table::Outbox).await?, &vec![("1".to_owned(), b"meta".to_vec())])
}

async fn a_claimed_row_that_is_taken_writes_nothing(store: &impl Store) -> Case {
    put(store, Table::Outbox, "1", b"").await?;
    put(store, Table::Drafts, "form", b"typed").await?;
    let mut batch = Batch::new(Durability::Strict);
    batch.put(Table::Meta, "next", b"2".to_vec());
    batch.claim(Table::Outbox, "1", b"lost".to_vec());
    batch.remove(Table::Drafts, "form");
    expect(&store.write(batch).await, &Ok(Written::GuardFailed))?;
    expect(&rows(store, Table::Outbox).await?, &vec![("1".to_owned(), Vec::new())])?;
    expect(&rows(store, Table::Meta).await?, &Vec::new())?;
    expect(&rows(store, Table::Drafts).await?.len(), &1)
}

async fn a_claimed_row_that_was_removed_is_free(store: &impl Store) -> Case {
    put(store, Table::Outbox, "1", b"before").await?;
    remove(store, Table::Outbox, "1").await?;
    let mut batch = Batch::new(Durability::Strict);
    batch.claim(Table::Outbox, "1", b"now".to_vec());
    write(store, batch).await?;
    expect(&rows(store, Table::Outbox).await?, &vec![("1".to_owned(), b"now".to_vec())])
}

async fn a_row_claimed_as_the_last_stands_behind_all_others(store: &impl Store) -> Case {
    let claim = |key: &str| {
        let mut batch = Batch::new(Durability::Strict);
        batch.put(Table::Meta, "next", key.as_bytes().to_vec());
        batch.claim_last(Table::Outbox, key, key.as_bytes().to_vec());
        batch
    };
    // What stands in other tables says nothing.
    put(store, Table::Sent, "9", b"sent").await?;
    put(store, Table::Drafts, "9", b"typed").await?;
    write(store, claim("2")).await?;
    for taken in ["1", "2"] {
        expect(&store.write(claim(taken)).await, &Ok(Written::GuardFailed))?;
    }
    expect(&rows(store, Table::Outbox).await?, &vec![("2".to_owned(), b"2".to_vec())])?;
    expect(&rows(store, Table::Meta).await?, &vec![("next".to_owned(), b"2".to_vec())])?;
    write(store, claim("3")).await?;
    remove(store, Table::Outbox, "2").await?;
    expect(&store.write(claim("2")).await, &Ok(Written::GuardFailed))
}

async fn a_strict_batch_reads_back(store: &impl Store) -> Case {
    let mut batch = Batch::new(Durability::Strict);
    batch.put(Table::Outbox, "1", b"kept".to_vec());
    write(store, batch).await?;
    expect(&rows(store, Table::Outbox).await?, &vec![("1".to_owned(), b"kept".to_vec())])
}

async fn bytes_come_back_unchanged(store: &impl Store) -> Case {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    put(store, Table::Records, "all", &bytes).await?;
    put(store, Table::Records, "none", &[]).await?;
    expect(
        &rows(store, Table::Records).await?,
        &vec![("all".to_owned(), bytes), ("none".to_owned(), Vec::new())],
    )
}

async fn a_thousand_rows_in_one_batch(store: &impl Store) -> Case {
    let mut batch = Batch::new(Durability::Relaxed);
    for n in 0..1_000 {
        batch.put(Table::Sent, format!("{n:016x}"), vec![7; 500]);
    }
    write(store, batch).await?;
    expect(&rows(store, Table::Sent).await?.len(), &1_000)
}

async fn many_writers_with_one_guard_leave_one_winner(store: &impl Store) -> Case {
    put(store, Table::Meta, "next", b"0").await?;
    let mut won = 0;
    for writer in 0..5_u8 {
        let mut batch =
            Batch::new(Durability::Strict).guarded(Table::Meta, "next", Some(b"0".to_vec()));
        batch.put(Table::Meta, "next", b"1".to_vec());
        batch.put(Table::Outbox, "1", vec![writer]);
        won += i32::from(store.write(batch).await == Ok(Written::Done));
    }
    expect(&won, &1)?;
    expect(&rows(store, Table::Outbox).await?, &vec![("1".to_owned(), vec![0])])
}

async fn put(store: &impl Store, table: Table, key: &str, value: &[u8]) -> Case {
    let mut batch = Batch::new(Durability::Relaxed);
    batch.put(table, key, value.to_vec());
    write(store, batch).await
}

async fn remove(store: &impl Store, table: Table, key: &str) -> Case {
    let mut batch = Batch::new(Durability::Relaxed);
    batch.remove(table, key);
    write(store, batch).await
}

async fn write(store: &impl Store, batch: Batch) -> Case {
    expect(&store.write(batch).await, &Ok(Written::Done))
}

async fn rows(store: &impl Store, table: Table) -> Result<Vec<super::Row>, String> {
    store.read(table).await.map_err(|error: StoreError| error.to_string())
}

fn expect<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T) -> Case {
    if found == expected { Ok(()) } else { Err(format!("{found:?} instead of {expected:?}")) }
}

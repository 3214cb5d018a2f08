//! A store over another one that sees nothing but sealed bytes (design 6). Row by row: each opens in its own place
//! only. The tables whose keys speak of people have their keys hidden too. What opens all of it is in `lock`.

use std::borrow::Cow;
use std::rc::Rc;

use super::{Batch, Guard, Row, RowChange, Store, StoreError, Table, Written};
use crate::lock::cipher::Cipher;
use crate::lock::{DataKey, Lock};

/// A store with a key.
#[derive(Clone, Debug)]
pub struct Locked<S> {
    store: S,
    cipher: Rc<Cipher>,
}

/// How a table's rows lie in the store below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As they are: what is there opens the others.
    Clear,
    /// The key, a number, is seen. A row that says nothing goes on saying nothing.
    Sealed,
    /// Key and value are sealed together, under a name that tells nothing.
    Hidden,
}

impl<S: Store> Locked<S> {
    /// Over this store, with this key.
    #[must_use]
    pub fn new(store: S, key: &DataKey) -> Self {
        Self { store, cipher: Rc::new(Cipher::new(&key.0)) }
    }

    /// The lock that opened it.
    #[must_use]
    pub fn lock(&self) -> Lock<S>
    where
        S: Clone,
    {
        Lock::of(self.store.clone())
    }

    /// The batch as the store below gets it.
    pub(crate) fn seal(&self, batch: Batch) -> Result<Batch, StoreError> {
        let Batch { durability, guard, changes } = batch;
        let guard = guard.map(|guard| self.seal_guard(guard)).transpose()?;
        let changes = changes.into_iter().map(|change| self.seal_change(change));
        Ok(Batch { durability, guard, changes: changes.collect::<Result<_, _>>()? })
    }

    fn seal_change(&self, change: RowChange) -> Result<RowChange, StoreError> {
        let RowChange { table, key, value, claim } = change;
        let value = value.map(|value| self.seal_value(table, &key, value)).transpose()?;
        Ok(RowChange { table, key: self.name(table, key), value, claim })
    }

    /// Sealed the same way each time, so that the store can compare.
    fn seal_guard(&self, Guard { table, key, says }: Guard) -> Result<Guard, StoreError> {
        let says = says.map(|says| self.seal_value(table, &key, says)).transpose()?;
        Ok(Guard { table, key: Cow::Owned(self.name(table, key.into_owned())), says })
    }

    fn seal_value(&self, table: Table, key: &str, value: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let sealed = match manner(table) {
            Manner::Clear => return Ok(value),
            Manner::Sealed if value.is_empty() => return Ok(value),
            Manner::Sealed => self.cipher.seal(&place(table, key), &value),
            Manner::Hidden => {
                let row = [key.as_bytes(), &[0], value.as_slice()].concat();
                self.cipher.seal(&place(table, &self.name(table, key.to_owned())), &row)
            }
        };
        sealed.ok_or(StoreError::Other("too long to be sealed".to_owned()))
    }

    fn open_row(&self, table: Table, (key, value): Row) -> Result<Row, StoreError> {
        let opened = match manner(table) {
            Manner::Clear => return Ok((key, value)),
            Manner::Sealed if value.is_empty() => return Ok((key, value)),
            Manner::Sealed | Manner::Hidden => self.cipher.open(&place(table, &key), &value),
        };
        let opened = opened.ok_or(StoreError::Corrupt("a sealed row"))?;
        if manner(table) == Manner::Hidden { split(&opened) } else { Ok((key, opened)) }
    }

    fn name(&self, table: Table, key: String) -> String {
        if manner(table) == Manner::Hidden { self.cipher.name(&place(table, &key)) } else { key }
    }
}

impl<S: Store> Store for Locked<S> {
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        let rows = self.store.read(table).await?;
        let opened = rows.into_iter().map(|row| self.open_row(table, row));
        let mut opened = opened.collect::<Result<Vec<_>, _>>()?;
        if manner(table) == Manner::Hidden {
            opened.sort_unstable();
        }
        Ok(opened)
    }

    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        self.store.write(self.seal(batch)?).await
    }
}

const fn manner(table: Table) -> Manner {
    match table {
        Table::Lock => Manner::Clear,
        Table::Outbox | Table::Sent | Table::Records => Manner::Sealed,
        Table::Meta | Table::Drafts => Manner::Hidden,
    }
}

fn place(table: Table, key: &str) -> Vec<u8> {
    [table.name(), key].join("/").into_bytes()
}

/// Keys have no zero byte; values may.
fn split(row: &[u8]) -> Result<Row, StoreError> {
    let mut parts = row.splitn(2, |byte| *byte == 0);
    let key = parts.next().and_then(|key| String::from_utf8(key.to_vec()).ok());
    match (key, parts.next()) {
        (Some(key), Some(value)) => Ok((key, value.to_vec())),
        _ => Err(StoreError::Corrupt("a sealed row")),
    }
}

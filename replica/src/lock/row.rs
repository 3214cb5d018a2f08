//! The lock's row read and written, and what goes with it in one transaction: the first one seals what lies in clear, the
//! last one removes everything. Another tab may write at any time, so what is written says what was read. What the row
//! says is in `note`.

use domain::envelope::Seq;
use domain::id::InstallationId;

use super::note::LockNote;
use super::{Lock, NoEntry};
use crate::outbox::{self, SETTLED, bytes, parse};
use crate::replica::{Identity, meta};
use crate::store::locked::Locked;
use crate::store::{Batch, Durability, Store, StoreError, Table, Written};

/// The row's key.
const LOCK: &str = "lock";

impl<S: Store + Clone> Lock<S> {
    /// Removes everything that says something, the lock too, for whoever has nothing unsent and would take this place in
    /// line next. If another tab has taken it meanwhile, its command is nowhere else yet, and nothing is removed. Places
    /// in line stay taken, so that no tab that is still open puts there what nobody will ever read.
    pub async fn wipe(&self, next: Seq) -> Result<Written, StoreError> {
        let mut batch = Batch::new(Durability::Strict);
        batch.claim_last(Table::Outbox, outbox::key(next), SETTLED.to_vec());
        for table in Table::ALL {
            let rows = self.store.read(table).await?.into_iter();
            let says_nothing = |value: &[u8]| table == Table::Outbox && value == SETTLED;
            for (key, _) in rows.filter(|(_, value)| !says_nothing(value)) {
                batch.remove(table, key);
            }
        }
        self.store.write(batch).await
    }

    /// Changes the note, and where another tab was faster, what that one wrote: neither undoes the other.
    pub(super) async fn change(
        &self,
        change: &dyn Fn(&mut LockNote) -> Result<(), NoEntry>,
    ) -> Result<LockNote, NoEntry> {
        loop {
            let (mut note, says) = self.found().await?.ok_or(NoEntry::Moved)?;
            change(&mut note)?;
            if self.keep(&note, says).await? == Written::Done {
                return Ok(note);
            }
        }
    }

    pub(super) async fn note(&self) -> Result<Option<LockNote>, StoreError> {
        Ok(self.found().await?.map(|(note, _)| note))
    }

    /// The note, and the row's own words.
    pub(super) async fn found(&self) -> Result<Option<(LockNote, Vec<u8>)>, StoreError> {
        let row = self.store.read(Table::Lock).await?.pop();
        row.map(|(_, says)| Ok((parse(&says, "the lock")?, says))).transpose()
    }

    /// Writes the note if the row still says what was read. What changes nothing is not written.
    pub(super) async fn keep(&self, note: &LockNote, says: Vec<u8>) -> Result<Written, StoreError> {
        let value = bytes(note);
        if value == says {
            return Ok(Written::Done);
        }
        let mut batch = Batch::new(Durability::Strict).guarded(Table::Lock, LOCK, Some(says));
        batch.put(Table::Lock, LOCK, value);
        self.store.write(batch).await
    }

    /// Writes the first note of all, and seals what lies here in clear.
    pub(super) async fn claim(
        &self,
        note: &LockNote,
        locked: &Locked<S>,
    ) -> Result<Written, StoreError> {
        let mut batch = Batch::new(Durability::Strict);
        batch.claim(Table::Lock, LOCK, bytes(note));
        self.seal_what_is_clear(locked, &mut batch).await?;
        self.store.write(batch).await
    }

    /// The installation that wrote here before there were locks.
    pub(super) async fn in_clear(&self) -> Result<Option<InstallationId>, StoreError> {
        let meta = self.store.read(Table::Meta).await?;
        let row = meta.iter().find(|(key, _)| key == meta::IDENTITY);
        let identity: Option<Identity> =
            row.map(|(_, value)| parse(value, "the identity")).transpose()?;
        Ok(identity.map(|identity| identity.installation))
    }

    /// With nobody's name beside it nothing is in clear: it is what a wipe left, and a tab still wrote after it.
    async fn seal_what_is_clear(
        &self,
        locked: &Locked<S>,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let is_clear = self.in_clear().await?.is_some();
        let mut sealed = Batch::new(Durability::Strict);
        for table in Table::ALL.into_iter().filter(|table| *table != Table::Lock) {
            for (key, value) in self.store.read(table).await? {
                batch.remove(table, key.as_str());
                if is_clear {
                    sealed.put(table, key, value);
                }
            }
        }
        batch.changes.extend(locked.seal(sealed)?.changes);
        Ok(())
    }

    /// How many commands wait, told without opening anything.
    pub async fn unsent(&self) -> Result<usize, StoreError> {
        let rows = self.store.read(Table::Outbox).await?;
        Ok(rows.iter().filter(|(_, value)| value != SETTLED).count())
    }
}

//! A store in memory, for simulations: the same promises as a database, but for surviving the process.
//! Its tables are shared until one is written to, so that a snapshot or a savepoint costs next to nothing.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use domain::id::{Epoch, KommuneId};
use tokio::sync::OwnedMutexGuard;

use self::tables::Tables;
use super::{Fault, Head, MadeAs, SessionRow, Store};

mod read;
mod tables;
pub mod whole;
mod write;

/// A database in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    world: Arc<Mutex<World>>,
    writing: Arc<tokio::sync::Mutex<()>>,
    /// Beginning and committing let others run, as a database on a disk does.
    gives_way: bool,
}

#[derive(Debug, Default)]
struct World {
    kommuner: BTreeMap<KommuneId, Tables>,
    made_as: Option<MadeAs>,
    sessions: BTreeMap<[u8; 32], SessionRow>,
}

/// One transaction of one municipality. A reader's has no lock and is never put back.
#[derive(Debug)]
pub struct MemoryTransaction {
    kommune: KommuneId,
    tables: Tables,
    marks: Vec<Tables>,
    home: Option<(Memory, OwnedMutexGuard<()>)>,
}

impl Memory {
    /// A database that lets others run wherever one on a disk would: before a transaction begins, before
    /// it is committed, and after. Whoever drives the futures decides who runs.
    #[must_use]
    pub fn that_gives_way() -> Self {
        Self { gives_way: true, ..Self::default() }
    }

    async fn give_way(&self) {
        let mut given = !self.gives_way;
        let once = |_: &mut std::task::Context<'_>| {
            if std::mem::replace(&mut given, true) { Poll::Ready(()) } else { Poll::Pending }
        };
        poll_fn(once).await;
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(
        &self,
        kommune: KommuneId,
        writing: Option<OwnedMutexGuard<()>>,
    ) -> Result<MemoryTransaction, Fault> {
        let tables = self.world().kommuner.get(&kommune).cloned().ok_or(Fault::UnknownKommune)?;
        let home = writing.map(|guard| (self.clone(), guard));
        Ok(MemoryTransaction { kommune, tables, marks: Vec::new(), home })
    }
}

impl Store for Memory {
    type Read = MemoryTransaction;
    type Write = MemoryTransaction;

    async fn read(&self, kommune: KommuneId) -> Result<MemoryTransaction, Fault> {
        self.give_way().await;
        self.begin(kommune, None)
    }

    async fn write(&self, kommune: KommuneId) -> Result<MemoryTransaction, Fault> {
        self.give_way().await;
        let guard = Arc::clone(&self.writing).lock_owned().await;
        self.begin(kommune, Some(guard))
    }

    async fn found(&self, kommune: KommuneId, epoch: Epoch) -> Result<(), Fault> {
        let new = || Tables::new(Head { epoch, no: 0 });
        self.world().kommuner.entry(kommune).or_insert_with(new);
        Ok(())
    }

    async fn renew(&self, epoch: Epoch) -> Result<(), Fault> {
        self.world().kommuner.values_mut().for_each(|tables| tables.head.epoch = epoch);
        Ok(())
    }

    async fn kommuner(&self) -> Result<Vec<KommuneId>, Fault> {
        Ok(self.world().kommuner.keys().copied().collect())
    }

    async fn made_as(&self) -> Result<Option<MadeAs>, Fault> {
        Ok(self.world().made_as)
    }

    async fn make_as(&self, what: MadeAs) -> Result<(), Fault> {
        let mut world = self.world();
        if world.made_as.is_some() {
            return Err(Fault::Constraint);
        }
        world.made_as = Some(what);
        Ok(())
    }

    async fn session(&self, token: &[u8; 32]) -> Result<Option<SessionRow>, Fault> {
        Ok(self.world().sessions.get(token).copied())
    }

    async fn keep_session(&self, token: &[u8; 32], session: &SessionRow) -> Result<(), Fault> {
        self.world().sessions.insert(*token, *session);
        Ok(())
    }

    async fn end_session(&self, token: &[u8; 32]) -> Result<(), Fault> {
        self.world().sessions.remove(token);
        Ok(())
    }

    async fn close(&self) {}
}

#[cfg(test)]
mod tests {
    use super::Memory;

    fn make() -> std::future::Ready<(Memory, ())> {
        std::future::ready((Memory::default(), ()))
    }

    crate::store::conformance::suite!(make);
}

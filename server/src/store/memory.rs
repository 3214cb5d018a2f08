//! A store in memory, for simulations: the same promises as a database, but for surviving the process.
//! Its tables are shared until one is written to, so that a snapshot or a savepoint costs next to nothing.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use domain::Moment;
use domain::id::{Epoch, KommuneId};
use tokio::sync::OwnedMutexGuard;

use self::tables::Tables;
use super::{Fault, Fingerprint, Head, MadeAs, SessionRow, Shown, Store};

mod account;
mod read;
mod tables;
pub mod whole;
mod write;

/// The lock of each municipality.
type Locks = Arc<Mutex<BTreeMap<KommuneId, Arc<tokio::sync::Mutex<()>>>>>;

/// A database in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    world: Arc<Mutex<World>>,
    writing: Locks,
    /// Beginning and committing let others run, as a database on a disk does.
    gives_way: bool,
}

#[derive(Debug, Default)]
struct World {
    kommuner: BTreeMap<KommuneId, Tables>,
    made_as: Option<MadeAs>,
    rules: Option<u32>,
    ceremonies: BTreeMap<Fingerprint, (String, Moment)>,
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

    fn lock(&self, kommune: KommuneId) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(locks.entry(kommune).or_default())
    }

    /// The locks of all, for what is done to every municipality: whoever writes would undo it with their commit.
    async fn while_nobody_writes(&self) -> Vec<OwnedMutexGuard<()>> {
        let kommuner: Vec<_> = self.world().kommuner.keys().copied().collect();
        let mut held = Vec::new();
        for kommune in kommuner {
            held.push(self.lock(kommune).lock_owned().await);
        }
        held
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
        let guard = self.lock(kommune).lock_owned().await;
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

    async fn try_to_write(&self, _: Moment) -> Result<(), Fault> {
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

    async fn rules(&self) -> Result<Option<u32>, Fault> {
        Ok(self.world().rules)
    }

    async fn follow_rules(&self, rules: u32) -> Result<(), Fault> {
        self.world().rules = Some(rules);
        Ok(())
    }

    async fn session(&self, token: &Fingerprint) -> Result<Option<SessionRow>, Fault> {
        let world = self.world();
        Ok(world.kommuner.values().find_map(|tables| tables.sessions.get(token).copied()))
    }

    async fn see_session(&self, token: &Fingerprint, now: Moment) -> Result<(), Fault> {
        let _writing = self.while_nobody_writes().await;
        self.world().kommuner.values_mut().for_each(|tables| tables.see(token, now));
        Ok(())
    }

    async fn kommune_of(&self, shown: Shown<'_>) -> Result<Option<KommuneId>, Fault> {
        let world = self.world();
        let found = world.kommuner.iter().find(|(_, tables)| tables.knows(shown));
        Ok(found.map(|(kommune, _)| *kommune))
    }

    async fn keep_ceremony(
        &self,
        token: &Fingerprint,
        state: &str,
        until: Moment,
    ) -> Result<(), Fault> {
        match self.world().ceremonies.entry(*token) {
            Entry::Occupied(_) => Err(Fault::Constraint),
            Entry::Vacant(free) => {
                free.insert((state.to_owned(), until));
                Ok(())
            }
        }
    }

    async fn take_ceremony(
        &self,
        token: &Fingerprint,
        now: Moment,
    ) -> Result<Option<String>, Fault> {
        let kept = self.world().ceremonies.remove(token);
        Ok(kept.filter(|(_, until)| now < *until).map(|(state, _)| state))
    }

    async fn sweep(&self, now: Moment) -> Result<(), Fault> {
        let _writing = self.while_nobody_writes().await;
        let mut world = self.world();
        world.ceremonies.retain(|_, (_, until)| now < *until);
        world.kommuner.values_mut().for_each(|tables| tables.sweep(|until| until <= now));
        Ok(())
    }

    async fn sign_everybody_out(&self) -> Result<(), Fault> {
        let _writing = self.while_nobody_writes().await;
        let mut world = self.world();
        world.ceremonies.clear();
        for tables in world.kommuner.values_mut() {
            tables.sweep(|_| true);
            tables.void_secrets();
        }
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

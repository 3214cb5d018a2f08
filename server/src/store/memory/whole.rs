//! The whole of a database in memory at once: copied and put back as a backup is, and looked at from outside
//! as only a simulation's checks may. No exchange goes through here.

use domain::Key;
use domain::envelope::Seq;
use domain::id::{CommandId, Epoch, InstallationId, KommuneId};

use super::Memory;
use super::tables::Tables;
use crate::store::{Head, ReceiptRow, Stored};

/// One municipality as it was committed.
#[derive(Debug)]
pub struct Whole(Tables);

impl Memory {
    /// Another database with the same content, as a backup is.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = Self { gives_way: self.gives_way, ..Self::default() };
        {
            let (mut to, from) = (copy.world(), self.world());
            to.kommuner.clone_from(&from.kommuner);
            to.made_as = from.made_as;
            to.ceremonies.clone_from(&from.ceremonies);
        }
        copy
    }

    /// What was copied is put to use: it is another state of the database than phones have met.
    pub fn begin_epoch(&self, kommune: KommuneId, epoch: Epoch) {
        if let Some(tables) = self.world().kommuner.get_mut(&kommune) {
            tables.head.epoch = epoch;
        }
    }

    /// What is committed now.
    #[must_use]
    pub fn whole(&self, kommune: KommuneId) -> Option<Whole> {
        self.world().kommuner.get(&kommune).cloned().map(Whole)
    }
}

impl Whole {
    /// The state of the database and its latest change.
    #[must_use]
    pub fn head(&self) -> Head {
        self.0.head
    }

    /// The revision that stands of every record, removed ones included.
    pub fn records(&self) -> impl Iterator<Item = (&Key, &Stored)> {
        self.0.records.iter()
    }

    /// Which command made which revision of which record, past ones included.
    pub fn made_by(&self) -> impl Iterator<Item = (&Key, u64, CommandId)> {
        self.0.made_by.iter().map(|((key, rev), command)| (key, *rev, *command))
    }

    /// What became of every command.
    pub fn receipts(&self) -> impl Iterator<Item = (InstallationId, Seq, &ReceiptRow)> {
        self.0.receipts.iter().map(|((phone, seq), row)| (*phone, *seq, row))
    }

    /// The texts that the log keeps of a place in line.
    pub fn logged(&self, phone: InstallationId, seq: Seq) -> impl Iterator<Item = &str> {
        let log = self.0.log.iter();
        log.filter(move |one| (one.installation, one.seq) == (phone, seq))
            .map(|one| one.body.as_str())
    }
}

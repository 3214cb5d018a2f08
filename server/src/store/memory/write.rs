//! Writing one municipality to memory.

use std::sync::Arc;

use domain::envelope::Seq;
use domain::folder::Folder;
use domain::grant::Grant;
use domain::id::{InstallationId, OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::{Day, Key, Moment, Person};

use super::MemoryTransaction;
use super::tables::Logged;
use crate::store::{
    AuditRow, Fault, FolderState, Holding, Installation, LogEntry, ReceiptRow, RecordRow, Write,
};

impl Write for MemoryTransaction {
    fn next_no(&mut self) -> u64 {
        self.tables.head.no += 1;
        self.tables.head.no
    }

    async fn put_record(&mut self, row: &RecordRow<'_>) -> Result<(), Fault> {
        let (key, by_no) = (row.key, Arc::make_mut(&mut self.tables.by_no));
        let records = Arc::make_mut(&mut self.tables.records);
        if let Some(old) = records.insert(key, row.stored.clone()) {
            by_no.remove(&(key.folder, old.no));
            Arc::make_mut(&mut self.tables.history).entry(key).or_default().push(old);
        }
        by_no.insert((key.folder, row.stored.no), key);
        Arc::make_mut(&mut self.tables.made_by).insert((key, row.stored.rev), row.command);
        Ok(())
    }

    async fn put_folder(&mut self, folder: Folder, state: &FolderState) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.folders).insert(folder, *state);
        Ok(())
    }

    async fn put_grants(&mut self, source: &Key, grants: &[Grant]) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.grants).insert(*source, grants.to_vec());
        Ok(())
    }

    async fn put_found_by(&mut self, folder: Folder, words: Option<&str>) -> Result<(), Fault> {
        let found_by = Arc::make_mut(&mut self.tables.found_by);
        match words {
            Some(words) => drop(found_by.insert(folder, words.to_owned())),
            None => drop(found_by.remove(&folder)),
        }
        Ok(())
    }

    async fn put_seats(
        &mut self,
        vaert: OrganisationId,
        plads: PladsId,
        dag: Day,
        seats: &[Option<SnusepraktikId>],
    ) -> Result<(), Fault> {
        let seated = Arc::make_mut(&mut self.tables.seated);
        let place = (vaert, plads, dag);
        let old = Arc::make_mut(&mut self.tables.seats).insert(place, seats.to_vec());
        for who in old.into_iter().flatten().flatten() {
            seated.remove(&(vaert, who, dag));
        }
        let free = seats.iter().flatten().all(|who| seated.insert((vaert, *who, dag)));
        free.then_some(()).ok_or(Fault::Constraint)
    }

    async fn put_installation(&mut self, row: &Installation) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.installations).insert(row.id, *row);
        Ok(())
    }

    async fn put_holding(&mut self, id: InstallationId, held: &Holding) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.holdings).insert((id, held.folder), *held);
        Ok(())
    }

    async fn drop_holding(&mut self, id: InstallationId, folder: Folder) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.holdings).remove(&(id, folder));
        Ok(())
    }

    async fn put_receipts(
        &mut self,
        id: InstallationId,
        rows: &[(Seq, ReceiptRow)],
    ) -> Result<(), Fault> {
        let rows = rows.iter().map(|(seq, row)| ((id, *seq), row.clone()));
        Arc::make_mut(&mut self.tables.receipts).extend(rows);
        Ok(())
    }

    async fn note_opslag(
        &mut self,
        person: Person,
        ung: UngId,
        seneste: Moment,
    ) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.opslag_noted).insert((person, ung), seneste);
        Ok(())
    }

    async fn log(&mut self, entries: &[LogEntry<'_>]) -> Result<(), Fault> {
        for entry in entries {
            let same = |one: &Logged| {
                let place = one.installation == entry.installation && one.seq == entry.seq;
                place && one.content == entry.content && one.outcome == entry.outcome
            };
            if !self.tables.log.iter().any(same) {
                Arc::make_mut(&mut self.tables.log).push(logged(entry));
            }
        }
        Ok(())
    }

    async fn put_audit(&mut self, rows: &[AuditRow]) -> Result<(), Fault> {
        let audit = Arc::make_mut(&mut self.tables.audit);
        for row in rows {
            if audit.last().is_some_and(|last| last.no >= row.no) {
                return Err(Fault::Constraint);
            }
            audit.push(row.clone());
        }
        Ok(())
    }

    async fn savepoint(&mut self) -> Result<(), Fault> {
        self.marks.push(self.tables.clone());
        Ok(())
    }

    async fn rollback(&mut self) -> Result<(), Fault> {
        let no = self.tables.head.no;
        self.tables = self.marks.pop().ok_or(Fault::Corrupt("savepoint"))?;
        // Numbers are never given twice, not even those of what never happened.
        self.tables.head.no = no;
        Ok(())
    }

    async fn release(&mut self) -> Result<(), Fault> {
        self.marks.pop().map(drop).ok_or(Fault::Corrupt("savepoint"))
    }

    async fn commit(self) -> Result<(), Fault> {
        let Some((home, guard)) = self.home else { return Err(Fault::Corrupt("transaction")) };
        home.give_way().await;
        home.world().kommuner.insert(self.kommune, self.tables);
        drop(guard);
        home.give_way().await;
        Ok(())
    }
}

fn logged(entry: &LogEntry<'_>) -> Logged {
    Logged {
        installation: entry.installation,
        seq: entry.seq,
        content: entry.content,
        sender: entry.sender,
        written: entry.read.as_ref().map(|read| read.written),
        received: entry.received,
        body: entry.body.to_owned(),
        outcome: entry.outcome,
    }
}

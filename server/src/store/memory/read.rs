//! Reading one municipality from memory.

use std::collections::BTreeSet;

use domain::digest::ContentHash;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::folder::Folder;
use domain::grant::Grant;
use domain::id::{CommandId, InstallationId, OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::person::Grantee;
use domain::{Day, Key, Kind, Moment, Person};
use uuid::Uuid;

use super::MemoryTransaction;
use super::tables::Logged;
use crate::store::found::best;
use crate::store::{
    AuditRow, Changed, Derived, Fault, FolderState, Head, Holding, Installation, LogRow, Read,
    ReceiptRow, Revision, Stored,
};

impl Read for MemoryTransaction {
    async fn head(&mut self) -> Result<Head, Fault> {
        Ok(self.tables.head)
    }

    async fn record(&mut self, key: &Key) -> Result<Option<Stored>, Fault> {
        Ok(self.tables.records.get(key).cloned())
    }

    async fn records(&mut self, folder: Folder, kind: Kind) -> Result<Vec<(Uuid, Stored)>, Fault> {
        let first = Key { folder, kind, id: Uuid::nil() };
        let last = Key { folder, kind, id: Uuid::max() };
        let all = self.tables.records.range(first..=last);
        let living = all.filter(|(_, stored)| stored.doc.is_some());
        Ok(living.map(|(key, stored)| (key.id, stored.clone())).collect())
    }

    async fn all_of(&mut self, kind: Kind) -> Result<Vec<(Key, Stored)>, Fault> {
        let of_kind = self.tables.records.iter().filter(|(key, _)| key.kind == kind);
        let living = of_kind.filter(|(_, stored)| stored.doc.is_some());
        Ok(living.map(|(key, stored)| (*key, stored.clone())).collect())
    }

    async fn lies_elsewhere(&mut self, key: &Key) -> Result<bool, Fault> {
        let named = |other: &&Key| (other.kind, other.id) == (key.kind, key.id);
        Ok(self.tables.records.keys().filter(named).any(|other| other.folder != key.folder))
    }

    async fn history(&mut self, key: &Key) -> Result<Vec<Stored>, Fault> {
        Ok(self.tables.history.get(key).cloned().unwrap_or_default())
    }

    async fn revisions(&mut self, folder: Folder) -> Result<Vec<Revision>, Fault> {
        let standing = self.tables.records.iter();
        let past = self.tables.history.iter();
        let past = past.flat_map(|(key, stored)| stored.iter().map(move |stored| (key, stored)));
        let here = standing.chain(past).filter(|(key, _)| key.folder == folder);
        let mut all: Vec<_> = here.map(|(key, stored)| revision(key, stored)).collect();
        all.sort_unstable_by_key(|revision| revision.no);
        Ok(all)
    }

    async fn folder(&mut self, folder: Folder) -> Result<FolderState, Fault> {
        Ok(self.tables.folders.get(&folder).copied().unwrap_or_default())
    }

    async fn changes(
        &mut self,
        folder: Folder,
        after: u64,
        living: bool,
        limit: usize,
    ) -> Result<Vec<Changed>, Fault> {
        let span = (folder, after.saturating_add(1))..=(folder, u64::MAX);
        let all = self.tables.by_no.range(span).filter_map(|((_, no), key)| {
            let Stored { rev, doc, .. } = self.tables.records.get(key)?.clone();
            Some(Changed { no: *no, kind: key.kind.code().to_owned(), id: key.id, rev, doc })
        });
        Ok(all.filter(|change| !living || change.doc.is_some()).take(limit).collect())
    }

    async fn grants(&mut self, grantees: &[Grantee]) -> Result<Vec<Grant>, Fault> {
        let all = self.tables.grants.values().flatten();
        Ok(all.filter(|grant| grantees.contains(&grant.grantee)).cloned().collect())
    }

    async fn grants_in(
        &mut self,
        grantees: &[Grantee],
        folders: &BTreeSet<Folder>,
    ) -> Result<Vec<Grant>, Fault> {
        let all = self.grants(grantees).await?;
        Ok(all.into_iter().filter(|grant| folders.contains(&grant.folder)).collect())
    }

    async fn search(
        &mut self,
        grantees: &[Grantee],
        words: &[String],
        now: Moment,
        limit: usize,
    ) -> Result<Vec<Grant>, Fault> {
        let found_by = |grant: &Grant| self.tables.found_by.get(&grant.folder).cloned();
        let all = self.tables.grants.values().flatten();
        let held =
            all.filter(|grant| grantees.contains(&grant.grantee) && grant.term.holds_at(now));
        let named = held.filter_map(|grant| Some((found_by(grant)?, grant.clone())));
        Ok(best(named, words, limit))
    }

    async fn named(&mut self, name: &str) -> Result<Vec<Folder>, Fault> {
        let all = self.tables.found_by.iter().filter(|(_, words)| *words == name);
        Ok(all.map(|(folder, _)| *folder).collect())
    }

    async fn seats(
        &mut self,
        vaert: OrganisationId,
        plads: PladsId,
        dag: Day,
    ) -> Result<Vec<Option<SnusepraktikId>>, Fault> {
        Ok(self.tables.seats.get(&(vaert, plads, dag)).cloned().unwrap_or_default())
    }

    async fn installation(&mut self, id: InstallationId) -> Result<Option<Installation>, Fault> {
        Ok(self.tables.installations.get(&id).copied())
    }

    async fn holdings(&mut self, id: InstallationId) -> Result<Vec<(Holding, FolderState)>, Fault> {
        let all = self.tables.holdings.iter().filter(|((of, _), _)| *of == id);
        let state = |folder| self.tables.folders.get(&folder).copied().unwrap_or_default();
        Ok(all.map(|((_, folder), holding)| (*holding, state(*folder))).collect())
    }

    async fn receipt(&mut self, id: InstallationId, seq: Seq) -> Result<Option<ReceiptRow>, Fault> {
        Ok(self.tables.receipts.get(&(id, seq)).cloned())
    }

    async fn receipt_of(&mut self, command: CommandId) -> Result<Option<ReceiptRow>, Fault> {
        let of = |row: &&ReceiptRow| row.command.is_some_and(|(id, _)| id == command);
        let found = self.tables.receipts.values().filter(of);
        Ok(found.min_by_key(|row| !row.outcome.is_final()).cloned())
    }

    async fn opslag_noted(&mut self, person: Person, ung: UngId) -> Result<Option<Moment>, Fault> {
        Ok(self.tables.opslag_noted.get(&(person, ung)).copied())
    }

    async fn logged(&mut self, id: InstallationId, seq: Seq) -> Result<Vec<LogRow>, Fault> {
        let all = (1..).zip(self.tables.log.iter());
        let of = all.filter(|(_, one)| one.installation == id && one.seq == seq);
        Ok(of.map(log_row).collect())
    }

    async fn is_logged(
        &mut self,
        id: InstallationId,
        seq: Seq,
        content: ContentHash,
        outcome: Outcome,
    ) -> Result<bool, Fault> {
        let is_it = |one: &Logged| {
            one.installation == id
                && one.seq == seq
                && one.content == content
                && one.outcome == outcome
        };
        Ok(self.tables.log.iter().any(is_it))
    }

    async fn commands(&mut self, after: u64, limit: usize) -> Result<Vec<LogRow>, Fault> {
        let later = (1..).zip(self.tables.log.iter()).filter(|(entry, _)| *entry > after);
        Ok(later.take(limit).map(log_row).collect())
    }

    async fn derived(&mut self) -> Result<Derived, Fault> {
        let tables = &self.tables;
        let past = tables.history.keys().chain(tables.records.keys());
        let grants = tables.grants.iter().filter(|(_, grants)| !grants.is_empty());
        Ok(Derived {
            folders: (*tables.folders).clone(),
            grants: grants.map(|(key, grants)| (*key, grants.clone())).collect(),
            found_by: (*tables.found_by).clone(),
            seats: tables.seats.iter().map(|(at, seats)| (*at, seats.clone())).collect(),
            filled: past.map(|key| key.folder).collect(),
        })
    }

    async fn audit_end(&mut self) -> Result<Option<AuditRow>, Fault> {
        Ok(self.tables.audit.last().cloned())
    }

    async fn audit(&mut self, after: u64, limit: usize) -> Result<Vec<AuditRow>, Fault> {
        let later = self.tables.audit.iter().filter(|row| row.no > after);
        Ok(later.take(limit).cloned().collect())
    }
}

fn revision(key: &Key, stored: &Stored) -> Revision {
    let Stored { rev, no, doc, .. } = stored.clone();
    Revision { kind: key.kind.code().to_owned(), id: key.id, rev, no, doc }
}

fn log_row((entry, one): (u64, &Logged)) -> LogRow {
    LogRow {
        entry,
        installation: one.installation,
        seq: one.seq,
        sender: one.sender,
        written: one.written,
        received: one.received,
        body: one.body.clone(),
        outcome: one.outcome,
    }
}

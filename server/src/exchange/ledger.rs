//! What one request adds to the receipts and to the log, kept until its end and then written in one go: what
//! a command costs is mostly the way to the database and back. Nobody is answered before that.

use domain::envelope::Seq;
use domain::id::{CommandId, InstallationId};

use crate::audit::{self, Entry};
use crate::store::{Fault, LogEntry, ReceiptRow, Write};

/// Receipts and entries that are not written yet.
#[derive(Debug, Default)]
pub(super) struct Ledger<'a> {
    receipts: Vec<(Seq, ReceiptRow)>,
    log: Vec<LogEntry<'a>>,
    told: Vec<Entry>,
}

impl<'a> Ledger<'a> {
    pub(super) fn receipt(&mut self, seq: Seq, row: ReceiptRow) {
        self.receipts.push((seq, row));
    }

    pub(super) fn log(&mut self, entry: LogEntry<'a>) {
        self.log.push(entry);
    }

    /// How much the log grows by.
    pub(super) fn bytes(&self) -> usize {
        self.log.iter().map(|entry| entry.body.len()).sum()
    }

    /// Something for the audit trail alone.
    pub(super) fn tell(&mut self, entry: Entry) {
        self.told.push(entry);
    }

    /// What became of a command, in this request or before it; anything final before "held".
    pub(super) async fn receipt_of<W: Write>(
        &self,
        tx: &mut W,
        command: CommandId,
    ) -> Result<Option<ReceiptRow>, Fault> {
        let is_its = |row: &&ReceiptRow| row.command.is_some_and(|(id, _)| id == command);
        let mut here = self.receipts.iter().map(|(_, row)| row).filter(is_its);
        match here.clone().find(|row| row.outcome.is_final()) {
            Some(row) => Ok(Some(row.clone())),
            None => Ok(tx.receipt_of(command).await?.or_else(|| here.next().cloned())),
        }
    }

    pub(super) async fn write<W: Write>(
        self,
        tx: &mut W,
        phone: InstallationId,
    ) -> Result<(), Fault> {
        if !self.receipts.is_empty() {
            tx.put_receipts(phone, &self.receipts).await?;
        }
        if !self.log.is_empty() {
            tx.log(&self.log).await?;
        }
        let commands = self.log.iter().map(Entry::of);
        let entries: Vec<_> = commands.chain(self.told).collect();
        audit::append(tx, &entries).await?;
        Ok(())
    }
}

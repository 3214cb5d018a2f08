//! The seam to the database: what the exchange and the sign-in need kept, and nothing of how.
//! A store is as dumb as can be: which records change, what a digest is, who is granted what is decided
//! above it. Every store passes one suite (`conformance`); PostgreSQL joins as another file here.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::PathBuf;

use domain::digest::ContentHash;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::folder::Folder;
use domain::grant::Grant;
use domain::id::{
    CommandId, Epoch, InstallationId, KommuneId, OrganisationId, PladsId, SnusepraktikId, UngId,
};
use domain::person::Grantee;
use domain::{Day, Key, Kind, Moment, Person};
use uuid::Uuid;

pub mod account;
#[cfg(test)]
mod conformance;
mod found;
pub mod memory;
pub mod row;
pub mod sqlite;

pub use account::*;
pub use row::*;

use crate::state::NoChance;

/// A broken world below the seam. An expected "no" is never one of these.
#[derive(Debug)]
pub enum Fault {
    /// The database cannot be reached, is full, or took too long. Trying again may help.
    Unavailable(Box<dyn std::error::Error + Send + Sync>),
    /// A unique key stands in the way: the rules above and the keys below disagree.
    Constraint,
    /// Something stored does not read as what it must be.
    Corrupt(&'static str),
    /// There is no such municipality here.
    UnknownKommune,
    /// The tables are those of another edition of this program.
    OtherEdition(PathBuf),
}

/// A database.
pub trait Store: Clone + Send + Sync + 'static {
    /// A view of one municipality that does not move.
    type Read: Read;
    /// Changes to one municipality that happen all or not at all.
    type Write: Write;

    /// Begins to read. What it shows is what was committed by now.
    fn read(&self, kommune: KommuneId) -> impl Future<Output = Result<Self::Read, Fault>> + Send;

    /// Begins to write, and holds the municipality's lock until it ends. Dropped, it never happened.
    fn write(&self, kommune: KommuneId) -> impl Future<Output = Result<Self::Write, Fault>> + Send;

    /// Makes room for a municipality, if there is none yet.
    fn found(
        &self,
        kommune: KommuneId,
        epoch: Epoch,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Says that the database was put back to an earlier state: phones compare what they hold anew.
    fn renew(&self, epoch: Epoch) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Puts as much on the disk as a long note takes, and takes it back, and a line that stays, for nothing but to see that
    /// it can be done.
    fn try_to_write(&self, now: Moment) -> impl Future<Output = Result<(), Fault>> + Send;

    /// The municipalities there are.
    fn kommuner(&self) -> impl Future<Output = Result<Vec<KommuneId>, Fault>> + Send;

    /// What this database was made as; none if nobody has said.
    fn made_as(&self) -> impl Future<Output = Result<Option<MadeAs>, Fault>> + Send;

    /// Says what this database is made as. Once.
    fn make_as(&self, what: MadeAs) -> impl Future<Output = Result<(), Fault>> + Send;

    /// By which rules what lies beside the records was worked out ([`derived::RULES`](crate::exchange::derived::RULES));
    /// none if that was before anybody noted it.
    fn rules(&self) -> impl Future<Output = Result<Option<u32>, Fault>> + Send;

    /// Notes by which.
    fn follow_rules(&self, rules: u32) -> impl Future<Output = Result<(), Fault>> + Send;

    /// The session of a token's fingerprint.
    fn session(
        &self,
        token: &Fingerprint,
    ) -> impl Future<Output = Result<Option<SessionRow>, Fault>> + Send;

    /// Notes that a session was seen.
    fn see_session(
        &self,
        token: &Fingerprint,
        now: Moment,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// The municipality in which what somebody shows means something.
    fn kommune_of(
        &self,
        shown: Shown<'_>,
    ) -> impl Future<Output = Result<Option<KommuneId>, Fault>> + Send;

    /// Keeps what an authenticator was asked, until then. [`Fault::Constraint`] if something is kept under that.
    fn keep_ceremony(
        &self,
        token: &Fingerprint,
        state: &str,
        until: Moment,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Takes it away and tells what it was, unless it is over. Of many who take it, one gets it.
    fn take_ceremony(
        &self,
        token: &Fingerprint,
        now: Moment,
    ) -> impl Future<Output = Result<Option<String>, Fault>> + Send;

    /// Forgets sessions, codes and ceremonies that are over.
    fn sweep(&self, now: Moment) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Forgets every session, code and ceremony, and lets no phone sign anybody in by its secret
    /// ([`Enrolment::VOID`]): the database was put back, and what was ended or used since must not hold again.
    fn sign_everybody_out(&self) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Puts everything where a copy of the files finds it, and lets go.
    fn close(&self) -> impl Future<Output = ()> + Send;
}

/// Reading one municipality.
pub trait Read: ReadAccounts {
    /// The state of the database, and the latest change in it.
    fn head(&mut self) -> impl Future<Output = Result<Head, Fault>> + Send;

    /// A record, removed ones included.
    fn record(&mut self, key: &Key) -> impl Future<Output = Result<Option<Stored>, Fault>> + Send;

    /// The documents of all living records of a kind in a folder.
    fn records(
        &mut self,
        folder: Folder,
        kind: Kind,
    ) -> impl Future<Output = Result<Vec<(Uuid, Stored)>, Fault>> + Send;

    /// All living records of a kind, wherever they lie.
    fn all_of(
        &mut self,
        kind: Kind,
    ) -> impl Future<Output = Result<Vec<(Key, Stored)>, Fault>> + Send;

    /// Whether there is a record of that kind and id in another folder. For the kinds that others know by their id
    /// alone: a place, a booking.
    fn lies_elsewhere(&mut self, key: &Key) -> impl Future<Output = Result<bool, Fault>> + Send;

    /// The revisions of a record that were replaced, oldest first.
    fn history(&mut self, key: &Key) -> impl Future<Output = Result<Vec<Stored>, Fault>> + Send;

    /// Every revision of every record in a folder, removed and replaced ones too, in the order of their numbers.
    fn revisions(
        &mut self,
        folder: Folder,
    ) -> impl Future<Output = Result<Vec<Revision>, Fault>> + Send;

    /// What a folder comes to.
    fn folder(&mut self, folder: Folder)
    -> impl Future<Output = Result<FolderState, Fault>> + Send;

    /// Up to `limit` changes of a folder after a number, in order; `living` leaves out the removed.
    fn changes(
        &mut self,
        folder: Folder,
        after: u64,
        living: bool,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Changed>, Fault>> + Send;

    /// All grants for any of these, those that have ended included.
    fn grants(
        &mut self,
        grantees: &[Grantee],
    ) -> impl Future<Output = Result<Vec<Grant>, Fault>> + Send;

    /// Those of them that are for any of these folders.
    fn grants_in(
        &mut self,
        grantees: &[Grantee],
        folders: &BTreeSet<Folder>,
    ) -> impl Future<Output = Result<Vec<Grant>, Fault>> + Send;

    /// Up to `limit` grants that hold now for any of these, of folders found by every one of the words: those that
    /// are written so first, then those that are but for letters left out.
    fn search(
        &mut self,
        grantees: &[Grantee],
        words: &[String],
        now: Moment,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Grant>, Fault>> + Send;

    /// The folders that are found by exactly this.
    fn named(&mut self, name: &str) -> impl Future<Output = Result<Vec<Folder>, Fault>> + Send;

    /// Who sits where at a host's place on a day, by the seat's number.
    fn seats(
        &mut self,
        vaert: OrganisationId,
        plads: PladsId,
        dag: Day,
    ) -> impl Future<Output = Result<Vec<Option<SnusepraktikId>>, Fault>> + Send;

    /// A phone.
    fn installation(
        &mut self,
        id: InstallationId,
    ) -> impl Future<Output = Result<Option<Installation>, Fault>> + Send;

    /// What a phone holds or is to leave, each with what the folder comes to.
    fn holdings(
        &mut self,
        id: InstallationId,
    ) -> impl Future<Output = Result<Vec<(Holding, FolderState)>, Fault>> + Send;

    /// What became of the command at a place in line.
    fn receipt(
        &mut self,
        id: InstallationId,
        seq: Seq,
    ) -> impl Future<Output = Result<Option<ReceiptRow>, Fault>> + Send;

    /// What became of a command, wherever it stood in line; anything final before "held".
    fn receipt_of(
        &mut self,
        command: CommandId,
    ) -> impl Future<Output = Result<Option<ReceiptRow>, Fault>> + Send;

    /// When somebody last looked at a young person's page, as the trail tells.
    fn opslag_noted(
        &mut self,
        person: Person,
        ung: UngId,
    ) -> impl Future<Output = Result<Option<Moment>, Fault>> + Send;

    /// The log's entries for a place in line: each text that came, and what became of it.
    fn logged(
        &mut self,
        id: InstallationId,
        seq: Seq,
    ) -> impl Future<Output = Result<Vec<LogRow>, Fault>> + Send;

    /// Whether the log holds this text for a place in line, with what became of it.
    fn is_logged(
        &mut self,
        id: InstallationId,
        seq: Seq,
        content: ContentHash,
        outcome: Outcome,
    ) -> impl Future<Output = Result<bool, Fault>> + Send;

    /// Up to `limit` entries of the command log after a place in it, in the order they came.
    fn commands(
        &mut self,
        after: u64,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<LogRow>, Fault>> + Send;

    /// All that is stored beside the records though it follows from them: for whoever wants to know whether it does.
    fn derived(&mut self) -> impl Future<Output = Result<Derived, Fault>> + Send;

    /// The last entry of the audit trail.
    fn audit_end(&mut self) -> impl Future<Output = Result<Option<AuditRow>, Fault>> + Send;

    /// Up to `limit` entries of the audit trail after a number, in order.
    fn audit(
        &mut self,
        after: u64,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<AuditRow>, Fault>> + Send;
}

/// Writing to one municipality. Savepoints nest.
pub trait Write: Read + WriteAccounts {
    /// The next change number.
    fn next_no(&mut self) -> u64;

    /// Stores a record's revision; the one before it joins the history.
    fn put_record(&mut self, row: &RecordRow<'_>)
    -> impl Future<Output = Result<(), Fault>> + Send;

    /// Stores what a folder comes to.
    fn put_folder(
        &mut self,
        folder: Folder,
        state: &FolderState,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Replaces the grants that came from a record.
    fn put_grants(
        &mut self,
        source: &Key,
        grants: &[Grant],
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Says what a folder is found by; nothing takes it out of every search.
    fn put_found_by(
        &mut self,
        folder: Folder,
        words: Option<&str>,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Replaces who sits where at a host's place on a day. [`Fault::Constraint`] if somebody would sit there twice.
    fn put_seats(
        &mut self,
        vaert: OrganisationId,
        plads: PladsId,
        dag: Day,
        seats: &[Option<SnusepraktikId>],
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Stores a phone.
    fn put_installation(
        &mut self,
        row: &Installation,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Stores what a phone holds of one folder.
    fn put_holding(
        &mut self,
        id: InstallationId,
        holding: &Holding,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Forgets that a phone ever held a folder.
    fn drop_holding(
        &mut self,
        id: InstallationId,
        folder: Folder,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Stores what became of commands, each at a place in line of its own.
    fn put_receipts(
        &mut self,
        id: InstallationId,
        rows: &[(Seq, ReceiptRow)],
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Notes when somebody last looked at a young person's page.
    fn note_opslag(
        &mut self,
        person: Person,
        ung: UngId,
        seneste: Moment,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Adds to the log; the very same entry again adds nothing.
    fn log(&mut self, entries: &[LogEntry<'_>]) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Adds to the audit trail. [`Fault::Constraint`] if a number is taken.
    fn put_audit(&mut self, rows: &[AuditRow]) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Marks a point to come back to.
    fn savepoint(&mut self) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Undoes everything since the latest savepoint, and takes it away.
    fn rollback(&mut self) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Keeps everything since the latest savepoint, and takes it away.
    fn release(&mut self) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Makes it all happen. When this returns it survives a power cut.
    fn commit(self) -> impl Future<Output = Result<(), Fault>> + Send;
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unavailable(error) => write!(f, "the database is unavailable: {error}"),
            Self::Constraint => f.write_str("a unique key of the database stands in the way"),
            Self::Corrupt(what) => write!(f, "stored {what} cannot be read"),
            Self::UnknownKommune => f.write_str("there is no such municipality"),
            Self::OtherEdition(file) => {
                write!(f, "{}: the database is of another edition of this program", file.display())
            }
        }
    }
}

impl std::error::Error for Fault {}

/// Without chance nothing that is secret can be made, and nothing half-made is kept.
impl From<NoChance> for Fault {
    fn from(none: NoChance) -> Self {
        Self::Unavailable(none.into())
    }
}

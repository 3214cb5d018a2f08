//! What the store keeps, as plain values: no SQL and no rules.

use std::collections::{BTreeMap, BTreeSet};

use domain::digest::{ContentHash, Digest};
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::folder::Folder;
use domain::grant::{Grant, Permit};
use domain::id::{CommandId, Epoch, InstallationId, OrganisationId, PladsId, SnusepraktikId};
use domain::{Day, Key, Moment, Person};
use uuid::Uuid;

/// What a database was made as. A demo's persons are invented and anybody may sign in as them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeAs {
    /// Invented persons.
    Demo,
    /// People's own.
    Real,
}

/// The state of the database and the latest change in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub epoch: Epoch,
    pub no: u64,
}

/// One revision of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub rev: u64,
    pub no: u64,
    /// The document exactly as it was first written; none if the record is removed.
    pub doc: Option<String>,
    pub digest: Digest,
}

/// One revision of a record, to be stored.
#[derive(Clone, Copy, Debug)]
pub struct RecordRow<'a> {
    pub key: Key,
    pub stored: &'a Stored,
    /// What made it.
    pub command: CommandId,
}

/// A change as it is sent. Its kind may be one that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub no: u64,
    pub kind: String,
    pub id: Uuid,
    pub rev: u64,
    pub doc: Option<String>,
}

/// What a folder comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FolderState {
    /// Its latest change.
    pub last_no: u64,
    /// How many records live in it.
    pub live: u64,
    /// The exclusive-or of their digests.
    pub digest: Digest,
}

/// What is stored beside the records though it follows from them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// What each folder comes to.
    pub folders: BTreeMap<Folder, FolderState>,
    /// What each record grants; none for one that grants nothing.
    pub grants: BTreeMap<Key, Vec<Grant>>,
    /// What each folder is found by.
    pub found_by: BTreeMap<Folder, String>,
    /// Who sits where, by place and day.
    pub seats: BTreeMap<(OrganisationId, PladsId, Day), Vec<Option<SnusepraktikId>>>,
    /// The folders in which records lie or lay.
    pub filled: BTreeSet<Folder>,
}

/// A phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installation {
    pub id: InstallationId,
    pub person: Person,
    /// The place in line that is expected next.
    pub next_seq: Seq,
    pub last_seen: Moment,
    /// How many commands it last said were waiting on it.
    pub outbox_len: u32,
    /// How far its clock was behind ours, in milliseconds.
    pub skew: i64,
    /// Since when it gets nothing more, if it was revoked.
    pub revoked: Option<Moment>,
}

/// A folder on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    pub folder: Folder,
    /// A copy that reaches less far than this does not have the folder at all.
    pub since: u64,
    pub permit: Permit,
    /// When the permit last changed.
    pub permit_no: u64,
    /// When it was last used, if it was brought along; what is held always was not.
    pub used: Option<Moment>,
    /// When it was to be left, if it was.
    pub left: Option<u64>,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The fingerprint of the whole text.
    pub content: ContentHash,
    /// The command, and the fingerprint of what it asks; none if the text could not be read.
    pub command: Option<(CommandId, ContentHash)>,
    pub outcome: Outcome,
}

/// A command as it came, for the log.
#[derive(Clone, Debug)]
pub struct LogEntry<'a> {
    pub installation: InstallationId,
    pub seq: Seq,
    pub content: ContentHash,
    /// Who was signed in.
    pub sender: Person,
    /// What could be read of the envelope.
    pub read: Option<LogRead>,
    pub received: Moment,
    pub skew: i64,
    pub body: &'a str,
    pub outcome: Outcome,
}

/// What could be read of a logged envelope.
#[derive(Clone, Debug)]
pub struct LogRead {
    pub command: CommandId,
    pub name: String,
    pub written: Moment,
}

/// A revision of a record, past or standing. Its kind may be one that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub kind: String,
    pub id: Uuid,
    pub rev: u64,
    pub no: u64,
    pub doc: Option<String>,
}

/// A command as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its place in the log.
    pub entry: u64,
    pub installation: InstallationId,
    pub seq: Seq,
    pub sender: Person,
    /// When it was written, by the phone's clock, if that could be read.
    pub written: Option<Moment>,
    pub received: Moment,
    pub body: String,
    pub outcome: Outcome,
}

/// An entry of the audit trail, sealed by the hash of all before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub no: u64,
    pub entry: String,
    pub hash: ContentHash,
}

//! One municipality's tables.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::digest::ContentHash;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::folder::Folder;
use domain::grant::Grant;
use domain::id::{
    CommandId, InstallationId, OrganisationId, PladsId, SessionId, SnusepraktikId, UngId,
};
use domain::{Day, Key, Moment, Person};

use crate::store::{
    AuditRow, CodeRow, Daily, Enrolment, Fingerprint, FolderState, Head, Holding, Identity,
    Installation, LinkRow, PasskeyRow, ReceiptRow, SessionRow, Stored,
};

/// An entry of the log: a place in line, who sent what when, and what became of it.
#[derive(Clone, Debug)]
pub(super) struct Logged {
    pub(super) installation: InstallationId,
    pub(super) seq: Seq,
    pub(super) content: ContentHash,
    pub(super) sender: Person,
    pub(super) written: Option<Moment>,
    pub(super) received: Moment,
    pub(super) body: String,
    pub(super) outcome: Outcome,
}

/// Who sits where on one day.
type Seats = Vec<Option<SnusepraktikId>>;

#[derive(Clone, Debug)]
pub(super) struct Tables {
    pub(super) head: Head,
    pub(super) folders: Arc<BTreeMap<Folder, FolderState>>,
    pub(super) records: Arc<BTreeMap<Key, Stored>>,
    pub(super) by_no: Arc<BTreeMap<(Folder, u64), Key>>,
    pub(super) history: Arc<BTreeMap<Key, Vec<Stored>>>,
    pub(super) made_by: Arc<BTreeMap<(Key, u64), CommandId>>,
    pub(super) grants: Arc<BTreeMap<Key, Vec<Grant>>>,
    pub(super) found_by: Arc<BTreeMap<Folder, String>>,
    pub(super) seats: Arc<BTreeMap<(OrganisationId, PladsId, Day), Seats>>,
    pub(super) seated: Arc<BTreeSet<(OrganisationId, SnusepraktikId, Day)>>,
    pub(super) installations: Arc<BTreeMap<InstallationId, Installation>>,
    pub(super) holdings: Arc<BTreeMap<(InstallationId, Folder), Holding>>,
    pub(super) receipts: Arc<BTreeMap<(InstallationId, Seq), ReceiptRow>>,
    pub(super) log: Arc<Vec<Logged>>,
    pub(super) opslag_noted: Arc<BTreeMap<(Person, UngId), Moment>>,
    pub(super) audit: Arc<Vec<AuditRow>>,
    pub(super) ended: Arc<BTreeMap<Person, Moment>>,
    pub(super) sessions: Arc<BTreeMap<Fingerprint, SessionRow>>,
    pub(super) stood_on: Arc<BTreeSet<(SessionId, InstallationId)>>,
    pub(super) beside: Arc<BTreeSet<(InstallationId, InstallationId)>>,
    pub(super) codes: Arc<BTreeMap<Fingerprint, CodeRow>>,
    pub(super) passkeys: Arc<BTreeMap<Vec<u8>, PasskeyRow>>,
    pub(super) links: Arc<BTreeMap<Identity, LinkRow>>,
    pub(super) enrolments: Arc<BTreeMap<InstallationId, Enrolment>>,
    pub(super) daily: Arc<BTreeMap<(Day, Person, Daily), u32>>,
}

impl Tables {
    pub(super) fn new(head: Head) -> Self {
        Self {
            head,
            folders: Arc::default(),
            records: Arc::default(),
            by_no: Arc::default(),
            history: Arc::default(),
            made_by: Arc::default(),
            grants: Arc::default(),
            found_by: Arc::default(),
            seats: Arc::default(),
            seated: Arc::default(),
            installations: Arc::default(),
            holdings: Arc::default(),
            receipts: Arc::default(),
            log: Arc::default(),
            opslag_noted: Arc::default(),
            audit: Arc::default(),
            ended: Arc::default(),
            sessions: Arc::default(),
            stood_on: Arc::default(),
            beside: Arc::default(),
            codes: Arc::default(),
            passkeys: Arc::default(),
            links: Arc::default(),
            enrolments: Arc::default(),
            daily: Arc::default(),
        }
    }
}

//! Reads a phone's disk with other eyes than the phone's: which folders lie there, with which rows, and how
//! far the copy claims to reach.

use std::collections::{BTreeMap, BTreeSet};

use domain::Folder;
use domain::envelope::Seq;
use domain::exchange::{Cursor, Outcome};
use domain::id::Epoch;
use replica::outbox::{SETTLED, Sent};
use replica::segment::unpack;
use replica::store::Table;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::disk::Disk;
use crate::oracle::Rows;

/// What lies on a disk.
#[derive(Debug)]
pub struct Stored {
    /// How far the copy claims to reach; none before the first exchange.
    pub reach: Option<Reach>,
    /// The folders it claims to have.
    pub folders: BTreeSet<Folder>,
    /// The rows that lie there, whether claimed or not.
    pub rows: BTreeMap<Folder, StoredRows>,
}

/// A folder's rows: revision and document.
pub type StoredRows = BTreeMap<(String, Uuid), (u64, String)>;

/// How far a copy claims to reach.
#[derive(Debug, Deserialize)]
pub struct Reach {
    /// Of which state of the database.
    pub epoch: Option<Epoch>,
    /// Up to where.
    pub cursor: Cursor,
    /// Folders that this state of the database has not told of yet.
    #[serde(default)]
    pub unconfirmed: BTreeSet<Folder>,
}

/// What the first line of a segment says; the documents follow it, one after the other.
#[derive(Deserialize)]
struct Segment {
    folder: Folder,
    rows: Vec<(String, Uuid, u64, Option<usize>)>,
}

impl Stored {
    /// Reads a disk.
    pub fn read(disk: &Disk) -> Result<Self, String> {
        let meta: BTreeMap<_, _> = disk.rows(Table::Meta).into_iter().collect();
        let reach = reach(disk)?;
        let notes =
            meta.get("folders").map(|bytes| parse::<BTreeMap<Folder, Box<RawValue>>>(bytes));
        let folders = notes.transpose()?.unwrap_or_default().into_keys().collect();
        let mut rows = BTreeMap::<Folder, StoredRows>::new();
        for (_, packed) in disk.rows(Table::Records) {
            let bytes = unpack(&packed).ok_or("a damaged segment")?;
            let line =
                bytes.iter().position(|byte| *byte == b'\n').ok_or("a segment of no line")?;
            let (head, mut docs) = bytes.split_at(line);
            docs = docs.get(1..).unwrap_or_default();
            let segment: Segment = parse(head)?;
            let folder = rows.entry(segment.folder).or_default();
            for (kind, id, rev, len) in segment.rows {
                let Some(len) = len else {
                    folder.remove(&(kind, id));
                    continue;
                };
                let (doc, rest) = docs.split_at_checked(len).ok_or("a segment cut short")?;
                docs = rest;
                folder.insert((kind, id), (rev, String::from_utf8_lossy(doc).into_owned()));
            }
        }
        Ok(Self { reach, folders, rows })
    }

    /// Whether a folder's rows are these.
    #[must_use]
    pub fn has(&self, folder: Folder, rows: &Rows) -> bool {
        let stored = self.rows.get(&folder);
        let same =
            |((kind, id), row): (&(domain::Kind, Uuid), &std::rc::Rc<crate::oracle::Row>)| {
                let found = stored.and_then(|stored| stored.get(&(kind.code().to_owned(), *id)));
                found.is_some_and(|(rev, doc)| (*rev, doc.as_str()) == (row.rev, row.doc.as_str()))
            };
        stored.map_or(0, BTreeMap::len) == rows.len() && rows.iter().all(same)
    }
}

/// How far the copy on a disk claims to reach.
pub fn reach(disk: &Disk) -> Result<Option<Reach>, String> {
    let sync = disk.rows(Table::Meta).into_iter().find(|(key, _)| key == "sync");
    sync.map(|(_, bytes)| parse(&bytes)).transpose()
}

/// The places in line that wait on a disk.
#[must_use]
pub fn waiting(disk: &Disk) -> BTreeSet<Seq> {
    let rows = disk.rows(Table::Outbox).into_iter().filter(|(_, says)| says != SETTLED);
    rows.filter_map(|(key, _)| u64::from_str_radix(&key, 16).ok().map(Seq)).collect()
}

/// What became of what was sent, as the disk has it.
pub fn outcomes(disk: &Disk) -> Result<BTreeMap<Seq, Outcome>, String> {
    let rows = disk.rows(Table::Sent).into_iter();
    let sent = rows.map(|(_, bytes)| parse::<Sent>(&bytes));
    sent.map(|sent| sent.map(|sent| (sent.sealed.seq, sent.outcome))).collect()
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let text = str::from_utf8(bytes).map_err(|error| error.to_string())?;
    serde_json::from_str(text).map_err(|error| format!("unreadable row: {error}"))
}

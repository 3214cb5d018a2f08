//! What the server last told: the folders on this phone and their rows, exactly as received.
//! Changes are made on copies of the touched folders and take effect only after they are stored, so a
//! failed write leaves the last good state.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::digest::Digest;
use domain::exchange::RecordChange;
use domain::grant::Permit;
use domain::record::Unreadable;
use domain::{Folder, Key, Kind, Moment, Record, View};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::row::{Row, RowId, row_id};
use crate::segment::{self, Segment, StoredRow, ToStore};
use crate::store::{self, Batch, Table};

/// All folders on this phone.
#[derive(Clone, Debug, Default)]
pub struct Confirmed {
    /// By name.
    pub folders: BTreeMap<Folder, FolderCopy>,
    /// The number the next segment gets.
    pub next_segment: u64,
    /// Stored segments that belong to nothing here: of a folder that is gone, damaged, or of a kind of
    /// folder that this version does not know.
    /// The next batch removes them, so that no row outlives its folder.
    strays: Vec<String>,
}

/// The phone's copy of one folder.
///
/// When the server sends a folder anew (a restore, a mismatch), a new *round* begins: rows that come
/// belong to it, rows of the round before stay visible, and once the folder is complete those that did
/// not come again are dropped. A connection lost half-way thus never empties a list.
#[derive(Clone, Debug)]
pub struct FolderCopy {
    /// What the person may do in it, and until when.
    pub permit: Permit,
    /// A record in it could not be read: the copy stays as it last was until the app is newer.
    pub(crate) held: Option<Hold>,
    /// The round that rows received now belong to.
    pub round: u32,
    /// Shared with the state before, until a row changes: most exchanges touch few folders.
    rows: Rc<BTreeMap<RowId, Rc<Row>>>,
    segments: Vec<Stored>,
    digest: Cell<Option<Digest>>,
    /// A stored row could not be read when it was asked for.
    unreadable: Cell<Option<Hold>>,
}

/// Why a folder's copy stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// A kind of record that this version does not know.
    UnknownKind,
    /// A record whose fields do not fit.
    Malformed,
    /// A record that does not belong where it came.
    Misplaced,
}

/// Where some of a folder's rows are stored.
#[derive(Clone, Debug)]
struct Stored {
    number: u64,
    round: u32,
    ids: Rc<[RowId]>,
    size: usize,
}

/// What is stored about a folder beside its rows.
#[derive(Debug, Serialize, Deserialize)]
pub struct FolderNote {
    permit: Permit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    held: Option<Hold>,
    round: u32,
}

impl From<Unreadable> for Hold {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::UnknownKind => Self::UnknownKind,
            Unreadable::Malformed => Self::Malformed,
            Unreadable::Misplaced => Self::Misplaced,
        }
    }
}

impl Confirmed {
    /// Reads the copy back. A row that this version cannot read holds its folder. A segment that cannot be
    /// read at all is let go of: the server has its rows, the fingerprints tell that they are missing, and
    /// what waits to be sent must not be locked in behind it.
    #[must_use]
    pub fn load(notes: BTreeMap<Folder, FolderNote>, stored: &[store::Row]) -> Self {
        let folders = notes.into_iter().map(|(folder, note)| (folder, note.copy())).collect();
        let mut confirmed = Self { folders, ..Self::default() };
        for (key, value) in stored {
            if confirmed.load_segment(key, value).is_none() {
                confirmed.strays.push(key.clone());
            }
        }
        confirmed
    }

    fn load_segment(&mut self, key: &str, value: &[u8]) -> Option<()> {
        let number = u64::from_str_radix(key, 16).ok()?;
        self.next_segment = self.next_segment.max(number + 1);
        let segment = segment::read(value)?;
        self.folders.get_mut(&segment.folder)?.load(number, segment);
        Some(())
    }

    /// Lets go of a folder. Its stored rows go with the next batch.
    pub(crate) fn remove(&mut self, folder: &Folder) {
        if let Some(copy) = self.folders.remove(folder) {
            self.strays.extend(copy.segments.iter().map(|stored| segment::key(stored.number)));
        }
    }

    /// Removes what was stored and belongs to nothing here.
    pub(crate) fn sweep(&mut self, batch: &mut Batch) {
        for key in self.strays.drain(..) {
            batch.remove(Table::Records, key);
        }
    }

    /// What is to be stored beside the rows.
    #[must_use]
    pub fn notes(&self) -> BTreeMap<Folder, FolderNote> {
        self.folders.iter().map(|(folder, copy)| (*folder, copy.note())).collect()
    }

    /// The fingerprint of everything here, computed from the phone's own rows.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.folders.iter().fold(Digest::default(), |mut sum, (folder, copy)| {
            sum ^= Digest::of_folder(*folder, copy.digest());
            sum
        })
    }

    /// Whether the fingerprint is at hand. After opening it is not: it takes a look at every document.
    #[must_use]
    pub fn is_summed(&self) -> bool {
        self.folders.values().all(|copy| copy.digest.get().is_some())
    }

    /// Computes more of the fingerprint, about so many documents of it. Answers whether it is at hand.
    #[must_use]
    pub fn sum(&self, documents: usize) -> bool {
        let mut left = documents;
        for copy in self.folders.values().filter(|copy| copy.digest.get().is_none()) {
            if left == 0 {
                return false;
            }
            let _kept = copy.digest();
            left = left.saturating_sub(copy.len());
        }
        true
    }

    /// Folders whose permit has ended.
    #[must_use]
    pub fn ended(&self, now: Moment) -> Vec<Folder> {
        let over = self.folders.iter().filter(|(_, copy)| copy.permit.term.ended_at(now));
        over.map(|(folder, _)| *folder).collect()
    }

    /// The places of all records of a kind, in no order. None is read for it.
    pub(crate) fn keys(&self, kind: Kind) -> impl Iterator<Item = Key> + '_ {
        let of = |folder: Folder| move |id: &RowId| Key { folder, kind: id.0, id: id.1 };
        let folders = self.folders.iter();
        folders.flat_map(move |(folder, copy)| copy.of(kind).map(|(id, _)| id).map(of(*folder)))
    }

    /// The revision of a record as the server last told it.
    #[must_use]
    pub fn revision(&self, key: &Key) -> Option<u64> {
        self.folders.get(&key.folder)?.rows.get(&(key.kind, key.id)).map(|row| row.rev)
    }
}

impl View for Confirmed {
    fn get(&self, key: &Key) -> Option<&Record> {
        let (copy, id) = (self.folders.get(&key.folder)?, (key.kind, key.id));
        copy.rows.get(&id).and_then(|row| copy.record(key.folder, id, row))
    }

    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record> {
        let Some(copy) = self.folders.get(&folder) else { return Vec::new() };
        copy.of(kind).filter_map(|(id, row)| copy.record(folder, *id, row)).collect()
    }
}

impl FolderCopy {
    /// A copy with nothing in it yet.
    #[must_use]
    pub fn new(permit: Permit) -> Self {
        FolderNote { permit, held: None, round: 0 }.copy()
    }

    /// Why the copy stands still, if it does.
    #[must_use]
    pub fn held(&self) -> Option<Hold> {
        self.held.or_else(|| self.unreadable.get())
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The fingerprint of the rows; computed when first asked for, then kept up step by step.
    #[must_use]
    pub fn digest(&self) -> Digest {
        if let Some(known) = self.digest.get() {
            return known;
        }
        let sum = self.rows.iter().fold(Digest::default(), |mut sum, (id, row)| {
            sum ^= row.digest(*id);
            sum
        });
        self.digest.set(Some(sum));
        sum
    }

    /// Takes changes in, all or none: one that cannot be read leaves the copy as it is.
    pub fn take(&mut self, folder: Folder, changes: &[RecordChange]) -> Result<(), Unreadable> {
        // That a record of an unknown kind is gone needs no reading: none is here.
        let gone = |change: &&RecordChange| change.doc.is_none() && row_id(change).is_none();
        let told = changes.iter().filter(|change| !gone(change));
        let read: Result<Vec<_>, _> =
            told.map(|change| Row::told(folder, change, self.round)).collect();
        for (id, row) in read? {
            self.set(id, row);
        }
        // If it is still here, it is found again when it is asked for.
        self.unreadable.set(None);
        Ok(())
    }

    /// The folder is complete: what did not come again in this round is gone.
    /// Answers whether anything went, in which case the whole copy must be stored anew.
    pub fn end_round(&mut self) -> bool {
        let old: Vec<RowId> = self.rows_before_round().collect();
        for id in &old {
            self.set(*id, None);
        }
        !old.is_empty() || self.segments.iter().any(|stored| stored.round < self.round)
    }

    fn rows_before_round(&self) -> impl Iterator<Item = RowId> + '_ {
        self.rows.iter().filter(|(_, row)| row.round < self.round).map(|(id, _)| *id)
    }

    fn set(&mut self, id: RowId, row: Option<Row>) {
        let mut sum = self.digest.get();
        let mut toggle = |row: &Row| {
            if let Some(sum) = &mut sum {
                *sum ^= row.digest(id);
            }
        };
        if let Some(row) = &row {
            toggle(row);
        }
        let rows = Rc::make_mut(&mut self.rows);
        let before = match row {
            Some(row) => rows.insert(id, Rc::new(row)),
            None => rows.remove(&id),
        };
        if let Some(before) = before {
            toggle(&before);
        }
        self.digest.set(sum);
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = (&RowId, &Rc<Row>)> {
        self.rows.range((kind, Uuid::nil())..=(kind, Uuid::max()))
    }

    fn record<'a>(&self, folder: Folder, id: RowId, row: &'a Row) -> Option<&'a Record> {
        let note = |why: &Unreadable| self.unreadable.set(Some((*why).into()));
        row.record(folder, id).inspect_err(note).ok()
    }

    fn load(&mut self, number: u64, Segment { round, rows, .. }: Segment) {
        let mut ids = Vec::new();
        let size = rows.iter().map(StoredRow::size).sum();
        for StoredRow { kind, id, rev, doc } in rows {
            if let Some(kind) = Kind::from_code(&kind) {
                ids.push((kind, id));
                self.set((kind, id), doc.map(|doc| Row::stored(round, rev, doc)));
            } else if doc.is_some() {
                self.held = Some(Hold::UnknownKind);
            }
        }
        self.segments.push(Stored { number, round, ids: ids.into(), size });
    }

    /// Stores the rows that changed, merging with the segments before where these are of like size: each
    /// that stays is more than twice as large as what comes after it, so there are never many.
    pub fn store(
        &mut self,
        folder: Folder,
        touched: Vec<RowId>,
        next: &mut u64,
        batch: &mut Batch,
    ) {
        if touched.is_empty() {
            return;
        }
        let mut ids = touched;
        let mut size: usize = ids.iter().map(|id| self.row(*id).size()).sum();
        while let Some(last) = self.segments.last() {
            let larger = last.size / 2 > size;
            if last.round != self.round || larger || size > segment::SEGMENT_BYTES {
                break;
            }
            size += last.size;
            ids.extend(last.ids.iter().copied());
            batch.remove(Table::Records, segment::key(last.number));
            self.segments.pop();
        }
        ids.sort_unstable();
        ids.dedup();
        self.append(folder, self.round, &ids, next, batch);
        let kept: usize = self.segments.iter().map(|stored| stored.ids.len()).sum();
        if kept > 2 * self.rows.len() + 64 {
            self.store_anew(folder, next, batch);
        }
    }

    /// Stores every row in fresh segments: nothing that was stored before remains. In the middle of a round
    /// each row keeps its own, or a row that is gone would seem to have come again.
    pub fn store_anew(&mut self, folder: Folder, next: &mut u64, batch: &mut Batch) {
        self.purge(batch);
        let rounds: BTreeSet<u32> = self.rows.values().map(|row| row.round).collect();
        for round in rounds {
            let of_round = self.rows.iter().filter(|(_, row)| row.round == round);
            let ids: Vec<RowId> = of_round.map(|(id, _)| *id).collect();
            self.append(folder, round, &ids, next, batch);
        }
    }

    fn purge(&mut self, batch: &mut Batch) {
        for stored in self.segments.drain(..) {
            batch.remove(Table::Records, segment::key(stored.number));
        }
    }

    fn append(
        &mut self,
        folder: Folder,
        round: u32,
        ids: &[RowId],
        next: &mut u64,
        batch: &mut Batch,
    ) {
        let rows = ids.iter().map(|id| self.row(*id)).collect();
        let stored = segment::cut(rows).into_iter().map(|rows| {
            let number = *next;
            *next += 1;
            let size = rows.iter().map(StoredRow::size).sum();
            let ids = rows.iter().filter_map(|row| Some((Kind::from_code(row.kind)?, row.id)));
            batch.put(Table::Records, segment::key(number), segment::write(folder, round, &rows));
            Stored { number, round, ids: ids.collect(), size }
        });
        let stored: Vec<_> = stored.collect();
        self.segments.extend(stored);
    }

    /// The row as it is stored; a row that is gone is stored as gone.
    fn row(&self, (kind, id): RowId) -> ToStore<'_> {
        let row = self.rows.get(&(kind, id));
        let (rev, doc) = row.map_or((0, None), |row| (row.rev, Some(row.doc())));
        StoredRow { kind: kind.code(), id, rev, doc }
    }

    fn note(&self) -> FolderNote {
        FolderNote { permit: self.permit, held: self.held, round: self.round }
    }
}

impl FolderNote {
    fn copy(self) -> FolderCopy {
        let Self { permit, held, round } = self;
        let (rows, segments) = (Rc::default(), Vec::new());
        let (digest, unreadable) = (Cell::new(None), Cell::new(None));
        FolderCopy { permit, held, round, rows, segments, digest, unreadable }
    }
}

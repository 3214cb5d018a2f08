//! How a folder lies on the disk: whatever comes, reading it back gives what memory has, few segments hold
//! it, and a purge leaves none.

use std::collections::BTreeMap;

use domain::exchange::RecordChange;
use domain::grant::{Access, Permit, Term};
use domain::id::{AftaleId, UngId};
use domain::{Folder, Key, Kind, Moment, Record, View};
use proptest::prelude::*;
use replica::Store;
use replica::confirmed::{Confirmed, FolderCopy};
use replica::row::row_id;
use replica::segment::unpack;
use replica::store::memory::MemoryStore;
use replica::store::{Batch, Durability, Table, Written};
use uuid::Uuid;

use crate::harness::block_on;

const FOLDER: Folder = Folder::Plan(UngId(Uuid::nil()));

/// A copy in memory and on a disk, kept as the exchange keeps it.
struct Shelf {
    confirmed: Confirmed,
    disk: MemoryStore,
    /// What the server has: text and revision of each record.
    server: BTreeMap<u16, (String, u64)>,
    rev: u64,
    /// What came in the round that is not complete yet.
    came: BTreeMap<u16, bool>,
}

/// What may happen to a folder.
#[derive(Clone, Debug)]
enum Step {
    /// Records change; those in the second list go.
    Page { put: Vec<u16>, removed: Vec<u16>, long: bool },
    /// The folder comes anew, in pages of so many, and only so many pages come.
    Anew { page: usize, pages: usize, gone: Vec<u16> },
    /// The app is closed and opened.
    Reopen,
}

fn permit() -> Permit {
    Permit { access: Access::Write, term: Term::from(Moment(0)) }
}

fn id(number: u16) -> Uuid {
    Uuid::from_u128(u128::from(number) + 1)
}

fn change(number: u16, row: Option<&(String, u64)>) -> RecordChange {
    let doc = row.map(|(hvad, _)| {
        let record: Record = domain::aftale::Aftale {
            id: AftaleId(id(number)),
            ung: UngId(Uuid::nil()),
            hvad: domain::fixtures::short(hvad),
            frist: None,
            klokken: None,
            med: None,
            notat: None,
            af: domain::Person::System,
            udfoert: None,
        }
        .into();
        record.encode().expect("JSON")
    });
    let rev = row.map_or(0, |(_, rev)| *rev);
    RecordChange { kind: "aftale".to_owned(), id: id(number), rev, doc }
}

impl Shelf {
    fn new() -> Self {
        let mut confirmed = Confirmed::default();
        confirmed.folders.insert(FOLDER, FolderCopy::new(permit()));
        let (server, came) = (BTreeMap::new(), BTreeMap::new());
        Self { confirmed, disk: MemoryStore::default(), server, rev: 0, came }
    }

    fn copy(&self) -> &FolderCopy {
        self.confirmed.folders.get(&FOLDER).expect("it is held")
    }

    fn write(&self, batch: Batch) {
        assert_eq!(block_on(self.disk.write(batch)), Ok(Written::Done));
    }

    fn take(&mut self, changes: &[RecordChange], anew: bool, complete: bool) {
        let mut batch = Batch::new(Durability::Relaxed);
        let mut copy = self.copy().clone();
        if anew {
            copy.round += 1;
        }
        copy.take(FOLDER, changes).expect("they can be read");
        let next = &mut self.confirmed.next_segment;
        if complete && copy.end_round() {
            copy.store_anew(FOLDER, next, &mut batch);
        } else {
            copy.store(FOLDER, changes.iter().filter_map(row_id).collect(), next, &mut batch);
        }
        self.confirmed.folders.insert(FOLDER, copy);
        self.write(batch);
    }

    fn run(&mut self, step: &Step) {
        match step {
            Step::Page { put, removed, long } => {
                for number in put {
                    self.rev += 1;
                    let hvad = if *long { "æ".repeat(150) } else { format!("{}", self.rev) };
                    self.server.insert(*number, (hvad, self.rev));
                }
                self.server.retain(|number, _| !removed.contains(number));
                let touched = put.iter().chain(removed);
                let changes: Vec<_> =
                    touched.map(|number| change(*number, self.server.get(number))).collect();
                // A change that comes in the middle of a round belongs to it; the round goes on.
                self.take(&changes, false, self.came.is_empty());
                if !self.came.is_empty() {
                    self.came.extend(put.iter().map(|number| (*number, true)));
                }
            }
            Step::Anew { page, pages, gone } => self.anew(*page, *pages, gone),
            Step::Reopen => self.confirmed = self.read_back(),
        }
    }

    fn anew(&mut self, page: usize, pages: usize, gone: &[u16]) {
        self.server.retain(|number, _| !gone.contains(number));
        let all: Vec<_> = self.server.iter().map(|(n, row)| (*n, change(*n, Some(row)))).collect();
        let chunks: Vec<_> =
            if all.is_empty() { vec![&all[..]] } else { all.chunks(page).collect() };
        self.came.clear();
        self.came.insert(u16::MAX, true);
        for (n, chunk) in chunks.iter().enumerate().take(pages) {
            let changes: Vec<_> = chunk.iter().map(|(_, change)| change.clone()).collect();
            let complete = n + 1 == chunks.len();
            self.take(&changes, n == 0, complete);
            if complete {
                self.came.clear();
            }
        }
    }

    fn read_back(&self) -> Confirmed {
        let notes = serde_json::to_vec(&self.confirmed.notes()).expect("JSON");
        let notes = serde_json::from_slice(&notes).expect("JSON");
        Confirmed::load(notes, &block_on(self.disk.read(Table::Records)).expect("memory"))
    }

    fn segments(&self) -> usize {
        block_on(self.disk.read(Table::Records)).expect("memory").len()
    }

    fn assert_read_back_is_the_same(&self) {
        let back = self.read_back();
        let copy = back.folders.get(&FOLDER).expect("it is held");
        assert_eq!(copy.len(), self.copy().len());
        assert_eq!(copy.digest(), self.copy().digest());
        assert_eq!(copy.round, self.copy().round);
        assert_eq!((copy.held(), self.copy().held()), (None, None));
        assert_eq!(back.digest(), self.confirmed.digest());
        let list = |confirmed: &Confirmed| -> Vec<Record> {
            confirmed.list(FOLDER, Kind::Aftale).into_iter().cloned().collect()
        };
        assert_eq!(list(&back), list(&self.confirmed));
        for number in 0..400 {
            let key = Key { folder: FOLDER, kind: Kind::Aftale, id: id(number) };
            assert_eq!(back.revision(&key), self.confirmed.revision(&key));
        }
        assert!(back.next_segment <= self.confirmed.next_segment);
    }

    /// Complete copies are the server's, row by row; in the middle of a round nothing is missing.
    fn assert_is_the_servers(&self) {
        let held = |number: u16| {
            let key = Key { folder: FOLDER, kind: Kind::Aftale, id: id(number) };
            self.confirmed.revision(&key)
        };
        for (number, (_, rev)) in &self.server {
            assert_eq!(held(*number), Some(*rev), "record {number}");
        }
        if self.came.is_empty() {
            assert_eq!(self.copy().len(), self.server.len());
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let numbers = |most: usize| prop::collection::vec(0..300_u16, 0..most);
    let page =
        (numbers(250), numbers(40), prop::bool::weighted(0.3)).prop_map(|(put, removed, long)| {
            let put: Vec<u16> = put.into_iter().filter(|n| !removed.contains(n)).collect();
            Step::Page { put, removed, long }
        });
    let small = (numbers(3), numbers(2)).prop_map(|(put, removed)| {
        let put: Vec<u16> = put.into_iter().filter(|n| !removed.contains(n)).collect();
        Step::Page { put, removed, long: false }
    });
    let anew = (1..120_usize, 0..6_usize, numbers(60)).prop_map(|(page, pages, gone)| Step::Anew {
        page,
        pages,
        gone,
    });
    let step = prop_oneof![3 => page, 4 => small, 2 => anew, 1 => Just(Step::Reopen)];
    prop::collection::vec(step, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_comes_reading_it_back_gives_what_memory_has(steps in steps()) {
        let mut shelf = Shelf::new();
        for step in &steps {
            shelf.run(step);
            shelf.assert_read_back_is_the_same();
            shelf.assert_is_the_servers();
        }
        // The last word is a whole round, after the app was closed: nothing that is gone comes back.
        shelf.run(&Step::Reopen);
        shelf.run(&Step::Anew { page: 100, pages: usize::MAX, gone: Vec::new() });
        shelf.assert_is_the_servers();
        shelf.assert_read_back_is_the_same();
    }
}

#[test]
fn a_row_that_is_gone_does_not_come_back_when_the_app_is_reopened_in_the_middle_of_a_round() {
    let mut shelf = Shelf::new();
    let all: Vec<u16> = (0..200).collect();
    let page = |put: &[u16]| Step::Page { put: put.to_vec(), removed: Vec::new(), long: true };
    // Many writes over the same rows, so that the next ones make the folder be written anew.
    shelf.run(&page(&all));
    shelf.run(&page(&all[..120]));
    shelf.run(&page(&all[..100]));
    let gone: Vec<u16> = (100..200).collect();
    shelf.run(&Step::Anew { page: 60, pages: 1, gone });
    assert_eq!(shelf.copy().len(), 200, "old rows stay in sight");
    shelf.run(&page(&all[..50]));
    shelf.run(&page(&all[..50]));
    shelf.run(&Step::Reopen);
    assert_eq!(shelf.copy().len(), 200);
    let rest: Vec<_> = (60..100).map(|n| change(n, shelf.server.get(&n))).collect();
    shelf.take(&rest, false, true);
    assert_eq!(shelf.copy().len(), 100);
}

#[test]
fn small_changes_leave_few_segments() {
    let mut shelf = Shelf::new();
    let all: Vec<u16> = (0..300).collect();
    shelf.run(&Step::Page { put: all, removed: Vec::new(), long: false });
    for n in 0..1_000_u16 {
        shelf.run(&Step::Page { put: vec![n * 7 % 300], removed: Vec::new(), long: false });
        assert!(shelf.segments() <= 12, "{} segments", shelf.segments());
    }
    shelf.assert_read_back_is_the_same();
}

#[test]
fn pages_that_shrink_a_little_each_time_leave_few_segments() {
    let mut shelf = Shelf::new();
    let all: Vec<u16> = (0..300).collect();
    for most in (1..150).rev() {
        let put = all.iter().copied().take(most).collect();
        shelf.run(&Step::Page { put, removed: Vec::new(), long: false });
        assert!(shelf.segments() <= 12, "{} segments at {most}", shelf.segments());
    }
    shelf.assert_read_back_is_the_same();
}

#[test]
fn a_small_change_costs_a_small_write() {
    let mut shelf = Shelf::new();
    let all: Vec<u16> = (0..300).collect();
    shelf.run(&Step::Page { put: all, removed: Vec::new(), long: true });
    let mut written = 0;
    for n in 0..200_u16 {
        let before = block_on(shelf.disk.read(Table::Records)).expect("memory");
        shelf.run(&Step::Page { put: vec![n], removed: Vec::new(), long: true });
        let after = block_on(shelf.disk.read(Table::Records)).expect("memory");
        let new = after.into_iter().filter(|row| !before.contains(row));
        written += new.map(|(_, value)| value.len()).sum::<usize>();
    }
    let whole = shelf.segments() * 64 * 1024;
    assert!(written < 200 * whole / 8, "{written} bytes for 200 small changes");
}

#[test]
fn records_removed_one_by_one_leave_no_stored_row_behind_them_for_long() {
    let mut shelf = Shelf::new();
    let all: Vec<u16> = (0..300).collect();
    shelf.run(&Step::Page { put: all, removed: Vec::new(), long: true });
    for n in 0..300 {
        shelf.run(&Step::Page { put: Vec::new(), removed: vec![n], long: false });
    }
    assert_eq!(shelf.copy().len(), 0);
    shelf.assert_read_back_is_the_same();
    let stored = block_on(shelf.disk.read(Table::Records)).expect("memory");
    let bytes: usize = stored.iter().map(|(_, value)| value.len()).sum();
    assert!(bytes < 16 * 1024, "{bytes} bytes for nothing");
}

#[test]
fn what_a_damaged_segment_claims_is_not_believed() {
    let mut claims = vec![1];
    claims.extend(u32::MAX.to_le_bytes());
    claims.extend([0x1f, b'x', 1, 0, 255, 255]);
    assert_eq!(unpack(&claims), None, "no phone has four gigabytes for it");
    assert_eq!(unpack(b"{}").as_deref(), Some(&b"{}"[..]), "as it was stored before it was packed");
}

proptest! {
    #[test]
    fn a_damaged_segment_is_told_or_read_and_nothing_breaks(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let packed = [&[1, 200, 0, 0, 0][..], &bytes].concat();
        drop(unpack(&packed));
        let stored = [("0000000000000000".to_owned(), packed)];
        prop_assert!(Confirmed::load(BTreeMap::new(), &stored).folders.is_empty());
    }
}

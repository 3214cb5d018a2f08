//! Who may see what, found anew from the committed records and nothing else: not from the server's grants,
//! holdings, sums or pages, which are what is to be checked.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::fixtures::THYLAND;
use domain::grant::{Grant, Term};
use domain::id::Epoch;
use domain::person::Grantee;
use domain::{Folder, Key, Kind, Moment, Person, Record};
use server::store::Stored;
use server::store::memory::whole::Whole;
use uuid::Uuid;

/// The records as they were last committed.
#[derive(Debug, Default)]
pub struct Oracle {
    epoch: Option<Epoch>,
    no: u64,
    folders: BTreeMap<Folder, Rc<Rows>>,
    grants: BTreeMap<Key, Vec<Grant>>,
    ever: BTreeMap<Person, BTreeSet<Folder>>,
}

/// A folder's rows.
pub type Rows = BTreeMap<(Kind, Uuid), Rc<Row>>;

/// A record as it stands.
#[derive(Debug)]
pub struct Row {
    /// Its revision.
    pub rev: u64,
    /// Its document.
    pub doc: String,
    /// What that says.
    pub record: Record,
    no: u64,
}

/// All that somebody may see at one moment.
pub type Sight = BTreeMap<Folder, Rc<Rows>>;

impl Oracle {
    /// Looks at what is committed now. Answers the keys of what changed.
    pub fn refresh(&mut self, whole: &Whole) -> Result<Vec<Key>, String> {
        let head = whole.head();
        if self.epoch == Some(head.epoch) && self.no == head.no {
            return Ok(Vec::new());
        }
        if self.epoch.replace(head.epoch) != Some(head.epoch) {
            self.folders.clear();
            self.grants.clear();
        }
        self.no = head.no;
        let changed: Vec<_> = whole
            .records()
            .filter(|(key, stored)| self.row(key).map_or(0, |row| row.no) != stored.no)
            .map(|(key, stored)| (*key, stored.clone()))
            .collect();
        for (key, stored) in &changed {
            self.take(*key, stored)?;
        }
        Ok(changed.into_iter().map(|(key, _)| key).collect())
    }

    fn take(&mut self, key: Key, stored: &Stored) -> Result<(), String> {
        let rows = Rc::make_mut(self.folders.entry(key.folder).or_default());
        let place = (key.kind, key.id);
        let Some(doc) = &stored.doc else {
            rows.remove(&place);
            self.grants.remove(&key);
            return Ok(());
        };
        let record = Record::decode(key.folder, key.kind.code(), key.id, doc)
            .map_err(|why| format!("the server stored what cannot be read: {key:?} {why:?}"))?;
        self.grants.insert(key, record.grants());
        let row = Row { rev: stored.rev, doc: doc.clone(), record, no: stored.no };
        rows.insert(place, Rc::new(row));
        Ok(())
    }

    /// A record as it stands.
    #[must_use]
    pub fn row(&self, key: &Key) -> Option<&Row> {
        self.folders.get(&key.folder)?.get(&(key.kind, key.id)).map(Rc::as_ref)
    }

    /// Every record of a kind.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        let span = (kind, Uuid::nil())..=(kind, Uuid::max());
        self.folders
            .values()
            .flat_map(move |rows| rows.range(span.clone()))
            .map(|(_, row)| &row.record)
    }

    /// What somebody may see now; it is remembered that they once might.
    pub fn sight(&mut self, person: Person, now: Moment) -> Sight {
        let grantees = self.grantees(person);
        let holds = |grant: &&Grant| {
            let as_this = |(who, term): &(Grantee, Term)| {
                *who == grant.grantee && grant.term.and(*term).holds_at(now)
            };
            grantees.iter().any(as_this)
        };
        let granted = self.grants.values().flatten().filter(holds).map(|grant| grant.folder);
        let folders: BTreeSet<Folder> = granted.collect();
        self.ever.entry(person).or_default().extend(&folders);
        let rows = |folder| self.folders.get(folder).cloned().unwrap_or_default();
        folders.iter().map(|folder| (*folder, rows(folder))).collect()
    }

    /// Whether somebody was ever seen to be allowed a folder.
    #[must_use]
    pub fn ever(&self, person: Person, folder: Folder) -> bool {
        self.ever.get(&person).is_some_and(|folders| folders.contains(&folder))
    }

    fn grantees(&self, person: Person) -> Vec<(Grantee, Term)> {
        let (folder, kind, id) = match person {
            Person::Medarbejder(id) => (Folder::Faelles(THYLAND), Kind::Medarbejder, id.0),
            Person::Ung(id) => (Folder::Plan(id), Kind::Ung, id.0),
            Person::System => return Vec::new(),
        };
        match self.row(&Key { folder, kind, id }).map(|row| &row.record) {
            Some(Record::Medarbejder(medarbejder)) => medarbejder.grantees(),
            Some(Record::Ung(ung)) => ung.grantees(),
            _ => Vec::new(),
        }
    }
}

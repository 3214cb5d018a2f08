//! What `decide` may look at on the server: loaded only as far as it asks. The rule is pure, so it is run
//! over what is loaded; what it asked for in vain is loaded, and it runs again, until it has seen all.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::{Folder, Key, Kind, Record, View};
use uuid::Uuid;

use crate::store::{Fault, FolderState, Read, Stored};

/// How often a rule may ask for more before it counts as one that never ends.
pub const ROUNDS: usize = 12;

/// What is loaded so far.
#[derive(Debug, Default)]
pub struct Loaded {
    records: BTreeMap<Key, Found>,
    lists: BTreeSet<(Folder, Kind)>,
    /// Whether there is such a record in another folder, too.
    elsewhere: BTreeMap<Key, bool>,
    /// Sums of folders, as changes found or left them.
    pub folders: BTreeMap<Folder, FolderState>,
}

/// What stands at a key: a living record, a removed one, or nothing at all.
#[derive(Debug, Default)]
pub struct Found {
    pub record: Option<Record>,
    pub stored: Option<Stored>,
}

/// What was asked for and is not loaded.
#[derive(Debug, Default)]
pub struct Wants {
    records: BTreeSet<Key>,
    elsewhere: BTreeSet<Key>,
    lists: BTreeSet<(Folder, Kind)>,
}

/// Answers from what is loaded and notes what is not.
pub struct Looking<'a> {
    loaded: &'a Loaded,
    wants: RefCell<Wants>,
}

impl Loaded {
    /// Forgets the records. What folders come to stays: it may not be written yet.
    pub fn forget_records(&mut self) {
        *self = Self { folders: std::mem::take(&mut self.folders), ..Self::default() };
    }

    /// Runs a rule over what is loaded.
    pub fn look<T>(&self, rule: impl FnOnce(&dyn View) -> T) -> (T, Wants) {
        let looking = Looking { loaded: self, wants: RefCell::default() };
        let found = rule(&looking);
        (found, looking.wants.into_inner())
    }

    /// Loads what was asked for. A document this version cannot read is a fault, never an absence: the
    /// rule would write over it.
    pub async fn load<R: Read>(&mut self, tx: &mut R, wants: Wants) -> Result<(), Fault> {
        for key in wants.records {
            let stored = tx.record(&key).await?;
            self.records.insert(key, read(&key, stored)?);
        }
        for key in wants.elsewhere {
            self.elsewhere.insert(key, tx.lies_elsewhere(&key).await?);
        }
        for (folder, kind) in wants.lists {
            for (id, stored) in tx.records(folder, kind).await? {
                let key = Key { folder, kind, id };
                self.records.insert(key, read(&key, Some(stored))?);
            }
            self.lists.insert((folder, kind));
        }
        Ok(())
    }

    /// What stands at a key, if that was looked at.
    #[must_use]
    pub fn at(&self, key: &Key) -> Option<&Found> {
        self.records.get(key)
    }

    /// Notes what stands after a change.
    pub fn note(&mut self, key: Key, found: Found) {
        self.elsewhere.clear();
        self.records.insert(key, found);
    }
}

impl Wants {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.lists.is_empty() && self.elsewhere.is_empty()
    }
}

impl View for Looking<'_> {
    fn get(&self, key: &Key) -> Option<&Record> {
        match self.loaded.records.get(key) {
            Some(found) => found.record.as_ref(),
            None if self.loaded.lists.contains(&(key.folder, key.kind)) => None,
            None => {
                self.wants.borrow_mut().records.insert(*key);
                None
            }
        }
    }

    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record> {
        if !self.loaded.lists.contains(&(folder, kind)) {
            self.wants.borrow_mut().lists.insert((folder, kind));
        }
        let first = Key { folder, kind, id: Uuid::nil() };
        let last = Key { folder, kind, id: Uuid::max() };
        let all = self.loaded.records.range(first..=last);
        all.filter_map(|(_, found)| found.record.as_ref()).collect()
    }

    fn lies_elsewhere(&self, key: &Key) -> bool {
        self.loaded.elsewhere.get(key).copied().unwrap_or_else(|| {
            self.wants.borrow_mut().elsewhere.insert(*key);
            false
        })
    }
}

fn read(key: &Key, stored: Option<Stored>) -> Result<Found, Fault> {
    let doc = stored.as_ref().and_then(|stored| stored.doc.as_deref());
    let decode = |doc| Record::decode(key.folder, key.kind.code(), key.id, doc);
    let record = doc.map(decode).transpose().or(Err(Fault::Corrupt("record")))?;
    Ok(Found { record, stored })
}

//! Carrying a decision out: records with their revisions, numbers and digests, and all that follows from
//! them (the folder's sum, grants, seats). Fields that a newer version wrote stay in the document.

use std::collections::BTreeMap;

use domain::decide::Change;
use domain::digest::Digest;
use domain::grant::Grant;
use domain::id::{CommandId, OrganisationId, PladsId, SnusepraktikId};
use domain::record::Follows;
use domain::{Day, Folder, Key, Record};
use serde_json::value::RawValue;

use super::Touched;
use super::view::{Found, Loaded};
use crate::store::{Fault, FolderState, RecordRow, Stored, Write};

/// What a decision comes to, worked out before any of it is written.
#[derive(Debug, Default)]
pub struct Effects {
    steps: Vec<Step>,
    pub touched: Touched,
    /// What folders come to.
    pub sums: BTreeMap<Folder, FolderState>,
}

/// One record's new revision and all that follows from it.
#[derive(Debug)]
struct Step {
    key: Key,
    stored: Stored,
    /// What it grants, if that differs from before.
    grants: Option<Vec<Grant>>,
    /// What its folder is found by, if that differs from before.
    found_by: Option<FoundBy>,
    /// Who sits where, if it is a day with seats.
    seats: Option<Seats>,
}

/// What a folder is found by; nothing if nobody finds it.
#[derive(Debug, PartialEq)]
struct FoundBy(Option<String>);

#[derive(Debug)]
struct Seats {
    vaert: OrganisationId,
    plads: PladsId,
    dag: Day,
    taken: Vec<Option<SnusepraktikId>>,
}

/// Works out what changes come to, in their order. Only reads the database. The records
/// that are loaded are as they will be, and good for nothing if it is then not written.
pub async fn work_out<W: Write>(
    tx: &mut W,
    loaded: &mut Loaded,
    changes: Vec<Change>,
) -> Result<Effects, Fault> {
    let mut effects = Effects::default();
    for change in changes {
        let key = change.key();
        let old = replaced(tx, loaded, &key).await?;
        let Some((record, stored)) = revision(change, old.as_ref(), tx.next_no())? else {
            continue;
        };
        effects.sum(tx, loaded, key.folder, old.as_ref(), &stored).await?;
        effects.touched.folders.insert(key.folder);
        effects.follow(&key, old.as_ref(), record.as_ref(), &stored);
        loaded.note(key, Found { record, stored: Some(stored) });
    }
    Ok(effects)
}

impl Effects {
    /// Whether a unique key could stand in the way: seats have one, and so has the history.
    #[must_use]
    pub fn may_collide(&self) -> bool {
        self.steps.iter().any(|step| step.seats.is_some() || step.stored.rev > 1)
    }

    /// How much is written: each revision is whole, and so is the history it leaves.
    #[must_use]
    pub fn size(&self) -> usize {
        self.steps.iter().filter_map(|step| step.stored.doc.as_ref()).map(String::len).sum()
    }

    /// Writes it, but for what folders come to: that is written once a request.
    pub async fn write<W: Write>(&self, tx: &mut W, command: CommandId) -> Result<(), Fault> {
        for Step { key, stored, grants, found_by, seats } in &self.steps {
            tx.put_record(&RecordRow { key: *key, stored, command }).await?;
            if let Some(grants) = grants {
                tx.put_grants(key, grants).await?;
            }
            if let Some(FoundBy(words)) = found_by {
                tx.put_found_by(key.folder, words.as_deref()).await?;
            }
            if let Some(seats) = seats {
                seats.write(tx).await?;
            }
        }
        Ok(())
    }

    /// Keeps the folder's sum: last change, living records, digest.
    async fn sum<W: Write>(
        &mut self,
        tx: &mut W,
        loaded: &Loaded,
        folder: Folder,
        old: Option<&Stored>,
        new: &Stored,
    ) -> Result<(), Fault> {
        let mut state = match self.sums.get(&folder).or_else(|| loaded.folders.get(&folder)) {
            Some(state) => *state,
            None => tx.folder(folder).await?,
        };
        if let Some(old) = old.filter(|old| old.doc.is_some()) {
            state.live = state.live.saturating_sub(1);
            state.digest ^= old.digest;
        }
        if new.doc.is_some() {
            state.live += 1;
            state.digest ^= new.digest;
        }
        state.last_no = new.no;
        self.sums.insert(folder, state);
        Ok(())
    }

    /// What a record implies beyond itself, and whether somebody's access may have changed.
    fn follow(&mut self, key: &Key, old: Option<&Stored>, new: Option<&Record>, stored: &Stored) {
        let doc = old.and_then(|old| old.doc.as_deref());
        let decode = |doc| Record::decode(key.folder, key.kind.code(), key.id, doc).ok();
        let before = doc.and_then(decode);
        let granted = |record: Option<&Record>| record.map(Record::grants).unwrap_or_default();
        let (was, is) = (granted(before.as_ref()), granted(new));
        // Of a document that cannot be read nobody knows what it granted.
        let differs = was != is || (doc.is_some() && before.is_none());
        self.touched.access |= differs || key.kind.follows() == Follows::AnyAccess;
        let named = |record: Option<&Record>| FoundBy(record.and_then(Record::found_by));
        let (was_named, is_named) = (named(before.as_ref()), named(new));
        let found_by = (was_named != is_named).then_some(is_named);
        let seats = new.or(before.as_ref()).and_then(|record| seats(record, new.is_some()));
        let grants = differs.then_some(is);
        self.steps.push(Step { key: *key, stored: stored.clone(), grants, found_by, seats });
    }
}

/// What a record that stands implies beyond itself, written anew. One that this version cannot read grants nothing,
/// seats nobody and is found by nothing new: it is a newer version's, which works it out for itself.
pub(super) async fn derive<W: Write>(tx: &mut W, key: &Key, doc: &str) -> Result<(), Fault> {
    let record = Record::decode(key.folder, key.kind.code(), key.id, doc).ok();
    if record.is_none() {
        tracing::error!(kind = key.kind.code(), "a record cannot be read and grants nothing");
    }
    let grants = record.as_ref().map(Record::grants).unwrap_or_default();
    tx.put_grants(key, &grants).await?;
    if let Some(words) = record.as_ref().and_then(Record::found_by) {
        tx.put_found_by(key.folder, Some(&words)).await?;
    }
    match record.as_ref().and_then(|record| seats(record, true)) {
        Some(seats) => seats.write(tx).await,
        None => Ok(()),
    }
}

impl Seats {
    async fn write<W: Write>(&self, tx: &mut W) -> Result<(), Fault> {
        tx.put_seats(self.vaert, self.plads, self.dag, &self.taken).await
    }
}

/// A day's seats; on a day that is removed nobody sits.
fn seats(record: &Record, stands: bool) -> Option<Seats> {
    let Record::Pladsdag(day) = record else { return None };
    let taken = if stands { day.saeder.clone() } else { Vec::new() };
    Some(Seats { vaert: day.organisation, plads: day.plads, dag: day.dag, taken })
}

/// The revision that stood before, removed ones included.
async fn replaced<W: Write>(
    tx: &mut W,
    loaded: &Loaded,
    key: &Key,
) -> Result<Option<Stored>, Fault> {
    match loaded.at(key) {
        Some(found) => Ok(found.stored.clone()),
        None => tx.record(key).await,
    }
}

/// The new revision; none if nothing would differ.
fn revision(
    change: Change,
    old: Option<&Stored>,
    no: u64,
) -> Result<Option<(Option<Record>, Stored)>, Fault> {
    let rev = old.map_or(1, |old| old.rev + 1);
    let before = old.and_then(|old| old.doc.as_deref());
    let key = change.key();
    let (record, doc) = match change {
        Change::Put(record) => {
            let doc = document(&record, before)?;
            (Some(record), Some(doc))
        }
        Change::Remove(_) => (None, None),
    };
    if doc.as_deref() == before {
        return Ok(None);
    }
    let digest = doc.as_deref().map(|doc| Digest::of_row(key.kind.code(), key.id, rev, doc));
    Ok(Some((record, Stored { rev, no, doc, digest: digest.unwrap_or_default() })))
}

/// A record's document. Top-level fields of the one before that this version does not know come along.
fn document(record: &Record, before: Option<&str>) -> Result<String, Fault> {
    let fresh = record.encode().or(Err(Fault::Corrupt("record")))?;
    let unknown = before.map(|before| unknown_fields(record, before, fresh.get()));
    match unknown {
        Some(unknown) if !unknown.is_empty() => join(fresh.get(), &unknown),
        _ => Ok(String::from(Box::<str>::from(fresh))),
    }
}

type Fields = BTreeMap<String, Box<RawValue>>;

fn unknown_fields(record: &Record, before: &str, fresh: &str) -> Fields {
    let key = record.key();
    let Ok(mut fields) = serde_json::from_str::<Fields>(before) else { return Fields::new() };
    let old = Record::decode(key.folder, key.kind.code(), key.id, before);
    let known = old.ok().and_then(|old| old.encode().ok());
    for text in known.iter().map(|known| known.get()).chain([fresh]) {
        let known: Fields = serde_json::from_str(text).unwrap_or_default();
        fields.retain(|name, _| !known.contains_key(name));
    }
    fields
}

fn join(fresh: &str, unknown: &Fields) -> Result<String, Fault> {
    let mut doc = fresh.strip_suffix('}').ok_or(Fault::Corrupt("record"))?.to_owned();
    for (name, value) in unknown {
        let name = serde_json::to_string(name).or(Err(Fault::Corrupt("record")))?;
        if !doc.ends_with('{') {
            doc.push(',');
        }
        doc.push_str(&name);
        doc.push(':');
        doc.push_str(value.get());
    }
    doc.push('}');
    Ok(doc)
}

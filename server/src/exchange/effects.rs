//! Carrying a decision out: records with their revisions, numbers and digests, and all that follows from
//! them (the folder's sum, grants, seats). Fields that a newer version wrote stay in the document.

use std::collections::BTreeMap;

use domain::decide::Change;
use domain::digest::Digest;
use domain::id::CommandId;
use domain::{Folder, Key, Record};
use serde_json::value::RawValue;

use super::Touched;
use super::view::{Found, Loaded};
use crate::store::{Fault, RecordRow, Stored, Write};

/// Carries out changes, in their order.
pub async fn apply<W: Write>(
    tx: &mut W,
    loaded: &mut Loaded,
    changes: Vec<Change>,
    command: CommandId,
) -> Result<Touched, Fault> {
    let mut touched = Touched::default();
    for change in changes {
        let key = change.key();
        let old = replaced(tx, loaded, &key).await?;
        let Some((record, new)) = revision(change, old.as_ref(), tx.next_no())? else { continue };
        tx.put_record(&RecordRow { key, stored: &new, command }).await?;
        sum(tx, loaded, key.folder, old.as_ref(), &new).await?;
        touched.folders.insert(key.folder);
        touched.access |= follow(tx, &key, old.as_ref(), record.as_ref()).await?;
        loaded.note(key, Found { record, stored: Some(new) });
    }
    for folder in &touched.folders {
        let state = loaded.folders.get(folder).copied().unwrap_or_default();
        tx.put_folder(*folder, &state).await?;
    }
    Ok(touched)
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

/// Keeps the folder's sum: last change, living records, digest.
async fn sum<W: Write>(
    tx: &mut W,
    loaded: &mut Loaded,
    folder: Folder,
    old: Option<&Stored>,
    new: &Stored,
) -> Result<(), Fault> {
    let mut state = match loaded.folders.get(&folder) {
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
    loaded.folders.insert(folder, state);
    Ok(())
}

/// What a record implies beyond itself. Tells whether somebody's access may have changed.
async fn follow<W: Write>(
    tx: &mut W,
    key: &Key,
    old: Option<&Stored>,
    new: Option<&Record>,
) -> Result<bool, Fault> {
    let doc = old.and_then(|old| old.doc.as_deref());
    let decode = |doc| Record::decode(key.folder, key.kind.code(), key.id, doc).ok();
    let before = doc.and_then(decode);
    let granted = |record: Option<&Record>| record.map(Record::grants).unwrap_or_default();
    let (was, is) = (granted(before.as_ref()), granted(new));
    // Of a document that cannot be read nobody knows what it granted.
    let differs = was != is || (doc.is_some() && before.is_none());
    if differs {
        tx.put_grants(key, &is).await?;
    }
    match new.or(before.as_ref()) {
        Some(Record::Pladsdag(day)) => {
            let seats = if new.is_some() { day.saeder.as_slice() } else { &[] };
            tx.put_seats(day.plads, day.dag, seats).await?;
            Ok(false)
        }
        Some(Record::Medarbejder(_)) => Ok(true),
        _ => Ok(differs),
    }
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

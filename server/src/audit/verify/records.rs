//! Whether what is stored beside the records follows from them: sums, grants, search keys and seats; and whether each
//! record's revisions are all there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use domain::digest::Digest;
use domain::grant::Grant;
use domain::record::Unreadable;
use domain::{Folder, Key, Kind, Record};
use uuid::Uuid;

use super::Verdict;
use crate::store::{Derived, Fault, FolderState, Read, Revision};

/// What does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    /// A revision is missing, or there is one too many.
    History,
    /// A record does not read as what it must be.
    Unreadable,
    /// The folder's sum.
    Sum,
    /// A record's own digest.
    Digest,
    /// The municipality's changes are counted as fewer than there were.
    Counted,
    /// Somebody is granted what no record grants, or not what one does.
    Grants,
    /// What it is found by.
    FoundBy,
}

/// What is wrong first; none if everything follows.
pub(super) async fn verify<R: Read>(tx: &mut R) -> Result<Option<Verdict>, Fault> {
    let stored = tx.derived().await?;
    let mut computed = Derived { filled: stored.filled.clone(), ..Derived::default() };
    for folder in &stored.filled {
        let revisions = tx.revisions(*folder).await?;
        let mut found = add(&mut computed, *folder, &revisions);
        if found.is_ok() && !digests_follow(tx, *folder, &revisions).await? {
            found = Err(Differs::Digest);
        }
        if let Err(how) = found {
            return Ok(Some(Verdict::Derived { folder: *folder, how }));
        }
    }
    if let Some(found) = first_difference(&stored, &computed) {
        return Ok(Some(found));
    }
    // What is changed next would take a number that is taken.
    let counted = tx.head().await?.no;
    let behind = computed.folders.iter().find(|(_, sum)| sum.last_no > counted);
    Ok(behind.map(|(folder, _)| Verdict::Derived { folder: *folder, how: Differs::Counted }))
}

/// Whether each record's own digest is that of its text: the folder's sum is reckoned on with it at every change.
async fn digests_follow<R: Read>(
    tx: &mut R,
    folder: Folder,
    revisions: &[Revision],
) -> Result<bool, Fault> {
    let kinds: BTreeSet<_> =
        revisions.iter().filter_map(|one| Kind::from_code(&one.kind)).collect();
    for kind in kinds {
        for (id, stored) in tx.records(folder, kind).await? {
            let Some(doc) = &stored.doc else { continue };
            if stored.digest != Digest::of_row(kind.code(), id, stored.rev, doc) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Adds what follows from one folder's records.
fn add(computed: &mut Derived, folder: Folder, revisions: &[Revision]) -> Result<(), Differs> {
    let mut latest = BTreeMap::<(&str, Uuid), &Revision>::new();
    let mut sum = FolderState::default();
    for revision in revisions {
        // They come in the order of their numbers, so that a record's own must rise by one each.
        let before = latest.insert((&revision.kind, revision.id), revision);
        if revision.rev != before.map_or(1, |before| before.rev + 1) || revision.no <= sum.last_no {
            return Err(Differs::History);
        }
        sum.last_no = revision.no;
    }
    for ((kind, id), revision) in latest {
        let Some(doc) = &revision.doc else { continue };
        sum.live += 1;
        sum.digest ^= Digest::of_row(kind, id, revision.rev, doc);
        match Record::decode(folder, kind, id, doc) {
            Ok(record) => follow(computed, &record),
            // A newer edition wrote it: what follows from it is that edition's to say.
            Err(Unreadable::UnknownKind) => {}
            Err(Unreadable::Malformed | Unreadable::Misplaced) => return Err(Differs::Unreadable),
        }
    }
    computed.folders.insert(folder, sum);
    Ok(())
}

fn follow(computed: &mut Derived, record: &Record) {
    let (key, grants) = (record.key(), record.grants());
    if !grants.is_empty() {
        computed.grants.insert(key, grants);
    }
    computed.found_by.extend(record.found_by().map(|words| (key.folder, words)));
    if let Record::Pladsdag(day) = record {
        computed.seats.insert((day.organisation, day.plads, day.dag), day.saeder.clone());
    }
}

fn first_difference(stored: &Derived, computed: &Derived) -> Option<Verdict> {
    let differs = |folder: Folder, how| Some(Verdict::Derived { folder, how });
    if let Some(folder) = unequal(&stored.folders, &computed.folders) {
        return differs(folder, Differs::Sum);
    }
    let (given, due) = (in_order(&stored.grants), in_order(&computed.grants));
    if let Some(source) = unequal(&given, &due) {
        return differs(source.folder, Differs::Grants);
    }
    if let Some(folder) = unequal(&stored.found_by, &computed.found_by) {
        return differs(folder, Differs::FoundBy);
    }
    let (_, plads, dag) = unequal(&stored.seats, &computed.seats)?;
    Some(Verdict::Seats { plads, dag })
}

/// The first key under which two maps do not hold the same.
fn unequal<K: Ord + Copy, V: PartialEq>(one: &BTreeMap<K, V>, other: &BTreeMap<K, V>) -> Option<K> {
    let keys: BTreeSet<_> = one.keys().chain(other.keys()).copied().collect();
    keys.into_iter().find(|key| one.get(key) != other.get(key))
}

/// Grants of one record in an order of their own: the database keeps none.
fn in_order(grants: &BTreeMap<Key, Vec<Grant>>) -> BTreeMap<Key, Vec<String>> {
    let told = |grants: &Vec<Grant>| {
        let mut told: Vec<_> = grants.iter().map(|grant| format!("{grant:?}")).collect();
        told.sort_unstable();
        told
    };
    grants.iter().map(|(key, grants)| (*key, told(grants))).collect()
}

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::History => "a record's revisions do not follow one another",
            Self::Unreadable => "a record does not read as what it must be",
            Self::Sum => "the folder's sum is not that of its records",
            Self::Digest => "a record's digest is not that of its text",
            Self::Counted => "fewer changes are counted than there were",
            Self::Grants => "what is granted is not what the records grant",
            Self::FoundBy => "what it is found by is not what its records are found by",
        })
    }
}

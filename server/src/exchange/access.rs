//! What a person may see and do: the grants for all that they are, each cut to the time they are it.

use std::collections::{BTreeMap, BTreeSet};

use domain::grant::{Basis, Grant, Permit, Permits, Term};
use domain::organisation::Medarbejder;
use domain::person::Grantee;
use domain::record::Kept;
use domain::ung::Ung;
use domain::{Folder, Key, Moment, Person};

use super::Sender;
use crate::store::{Fault, Read};

/// Everything the person may or might have, permits that have ended included.
pub async fn permits<R: Read>(tx: &mut R, who: Sender) -> Result<Permits, Fault> {
    let all = all(tx, who).await?;
    Ok(all.into_iter().map(|(folder, permit, _)| (folder, permit)).collect())
}

/// The folders the person may see now. Where several grants hold, the farthest reaching access, for as
/// long as any of them lets the person see the folder.
pub async fn visible<R: Read>(
    tx: &mut R,
    who: Sender,
    now: Moment,
) -> Result<BTreeMap<Folder, Permit>, Fault> {
    let mut visible = BTreeMap::new();
    for (folder, permit, _) in all(tx, who).await? {
        if permit.term.holds_at(now) {
            let joined = |held: &mut Permit| *held = join(*held, permit);
            visible.entry(folder).and_modify(joined).or_insert(permit);
        }
    }
    Ok(visible)
}

/// Why the person may see each folder now: every ground there is.
pub async fn bases<R: Read>(
    tx: &mut R,
    who: Sender,
    now: Moment,
) -> Result<BTreeMap<Folder, BTreeSet<Basis>>, Fault> {
    let mut bases = BTreeMap::<Folder, BTreeSet<Basis>>::new();
    for (folder, permit, basis) in all(tx, who).await? {
        if permit.term.holds_at(now) {
            bases.entry(folder).or_default().insert(basis);
        }
    }
    Ok(bases)
}

async fn all<R: Read>(tx: &mut R, who: Sender) -> Result<Vec<(Folder, Permit, Basis)>, Fault> {
    let grantees = grantees(tx, who).await?;
    if grantees.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<_> = grantees.iter().map(|(grantee, _)| *grantee).collect();
    let grants = tx.grants(&names).await?;
    Ok(grants.iter().flat_map(|grant| meet(grant, &grantees)).collect())
}

/// A grant through each way the person is its grantee, where the two times meet at all.
fn meet(grant: &Grant, grantees: &[(Grantee, Term)]) -> Vec<(Folder, Permit, Basis)> {
    let fitting = grantees.iter().filter(|(grantee, _)| *grantee == grant.grantee);
    let terms = fitting.map(|(_, held)| grant.term.and(*held));
    terms
        .filter(|term| !term.ended_at(term.from))
        .map(|term| (grant.folder, Permit { access: grant.access, term }, grant.basis))
        .collect()
}

async fn grantees<R: Read>(tx: &mut R, who: Sender) -> Result<Vec<(Grantee, Term)>, Fault> {
    match who.person {
        Person::Medarbejder(id) => {
            let found = kept::<R, Medarbejder>(tx, Folder::Faelles(who.kommune), id.0).await?;
            Ok(found.map(|medarbejder| medarbejder.grantees()).unwrap_or_default())
        }
        Person::Ung(id) => {
            let found = kept::<R, Ung>(tx, Folder::Plan(id), id.0).await?;
            Ok(found.map(|ung| ung.grantees()).unwrap_or_default())
        }
        Person::System => Ok(Vec::new()),
    }
}

/// A stored record of one type.
pub async fn kept<R: Read, K: Kept>(
    tx: &mut R,
    folder: Folder,
    id: uuid::Uuid,
) -> Result<Option<K>, Fault> {
    let key = Key { folder, kind: K::KIND, id };
    let doc = tx.record(&key).await?.and_then(|stored| stored.doc);
    let read = |doc: String| serde_json::from_str(&doc).or(Err(Fault::Corrupt("record")));
    doc.map(read).transpose()
}

/// All stored records of one type in a folder.
pub async fn kept_all<R: Read, K: Kept>(tx: &mut R, folder: Folder) -> Result<Vec<K>, Fault> {
    let rows = tx.records(folder, K::KIND).await?;
    let docs = rows.into_iter().filter_map(|(_, stored)| stored.doc);
    docs.map(|doc| serde_json::from_str(&doc).or(Err(Fault::Corrupt("record")))).collect()
}

fn join(a: Permit, b: Permit) -> Permit {
    let until = match (a.term.until, b.term.until) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => None,
    };
    let term = Term { from: a.term.from.min(b.term.from), until };
    Permit { access: a.access.max(b.access), term }
}

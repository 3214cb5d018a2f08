//! What a person may see and do: the grants for all that they are, each cut to the time they are it. What they
//! are by law reaches far, so it is asked only for what a phone has brought along, or for a name.

use std::collections::{BTreeMap, BTreeSet};

use domain::grant::{Basis, Grant, Permit, Permits, Term};
use domain::id::InstallationId;
use domain::lovhjemmel::Lovhjemmel;
use domain::organisation::Medarbejder;
use domain::person::Grantee;
use domain::record::Kept;
use domain::soegning::{MOST, STAYS};
use domain::ung::Ung;
use domain::{Folder, Key, Moment, Person};

use super::Sender;
use crate::store::{Fault, Read};

/// What was brought along to a phone, and when it was last used (design 3). Whoever by law sees thousands of
/// folders holds these of them.
pub type Brought = BTreeMap<Folder, Moment>;

/// A folder the person may see now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub permit: Permit,
    /// When it was last used, if it is only here because it was brought along.
    pub used: Option<Moment>,
}

/// Everything the person may or might have, permits that have ended included.
pub async fn permits<R: Read>(
    tx: &mut R,
    who: Sender,
    phone: InstallationId,
) -> Result<Permits, Fault> {
    let is = Is::of(tx, who).await?;
    let brought = if is.by_law.is_empty() { Brought::new() } else { brought(tx, phone).await? };
    let all = is.near(tx).await?.into_iter().chain(is.wide(tx, &brought).await?);
    Ok(all.map(|(folder, permit, _)| (folder, permit)).collect())
}

/// What was brought along to a phone, and is not to be left.
pub async fn brought<R: Read>(tx: &mut R, phone: InstallationId) -> Result<Brought, Fault> {
    let held = tx.holdings(phone).await?;
    Ok(held.into_iter().filter_map(|(held, _)| Some((held.folder, held.used?))).collect())
}

/// The folders the person may see now: all that are theirs, and those that were brought along. Where several
/// grants hold, the farthest reaching access, for as long as any of them lets the person see the folder; what
/// was brought along, for as long as it is used.
pub async fn visible<R: Read>(
    tx: &mut R,
    who: Sender,
    brought: &Brought,
    now: Moment,
) -> Result<BTreeMap<Folder, Seen>, Fault> {
    let is = Is::of(tx, who).await?;
    let holds = |(_, permit, _): &Held| permit.term.holds_at(now);
    let mut visible = BTreeMap::new();
    for (folder, permit, _) in is.wide(tx, brought).await?.into_iter().filter(holds) {
        let Some(used) = brought.get(&folder).copied() else { continue };
        add(&mut visible, folder, Seen { permit, used: Some(used) });
    }
    for seen in visible.values_mut() {
        let stays = seen.used.map(|used| used.plus(STAYS));
        seen.permit.term = seen.permit.term.and(Term { from: Moment(i64::MIN), until: stays });
    }
    visible.retain(|_, seen| seen.permit.term.holds_at(now));
    let mut near = BTreeMap::new();
    for (folder, permit, _) in is.near(tx).await?.into_iter().filter(holds) {
        add(&mut near, folder, Seen { permit, used: None });
    }
    visible.extend(near);
    Ok(visible)
}

/// Why the person may see each folder now: every ground there is.
pub async fn bases<R: Read>(
    tx: &mut R,
    who: Sender,
    brought: &Brought,
    now: Moment,
) -> Result<BTreeMap<Folder, BTreeSet<Basis>>, Fault> {
    let is = Is::of(tx, who).await?;
    let all = is.near(tx).await?.into_iter().chain(is.wide(tx, brought).await?);
    let mut bases = BTreeMap::<Folder, BTreeSet<Basis>>::new();
    for (folder, permit, basis) in all {
        if permit.term.holds_at(now) {
            bases.entry(folder).or_default().insert(basis);
        }
    }
    Ok(bases)
}

/// A folder, what may be done in it, and why.
type Held = (Folder, Permit, Basis);

/// All that a person is towards grants, each with the time they are it.
#[derive(Debug, Default)]
pub struct Is {
    grantees: Vec<(Grantee, Term)>,
    /// What they are only by law: this reaches far more folders than a phone should hold.
    by_law: Vec<(Grantee, Term)>,
}

impl Is {
    /// Reads it from the records.
    pub async fn of<R: Read>(tx: &mut R, who: Sender) -> Result<Self, Fault> {
        let faelles = Folder::Faelles(who.kommune);
        match who.person {
            Person::Medarbejder(id) => {
                let Some(found) = kept::<R, Medarbejder>(tx, faelles, id.0).await? else {
                    return Ok(Self::default());
                };
                let law = if found.may_hold_by_law() {
                    kept_all::<R, Lovhjemmel>(tx, faelles).await?
                } else {
                    Vec::new()
                };
                Ok(Self { grantees: found.grantees(), by_law: found.grantees_by_law(&law) })
            }
            Person::Ung(id) => {
                let found = kept::<R, Ung>(tx, Folder::Plan(id), id.0).await?;
                let grantees = found.map(|ung| ung.grantees()).unwrap_or_default();
                Ok(Self { grantees, by_law: Vec::new() })
            }
            Person::System => Ok(Self::default()),
        }
    }

    async fn near<R: Read>(&self, tx: &mut R) -> Result<Vec<Held>, Fault> {
        if self.grantees.is_empty() {
            return Ok(Vec::new());
        }
        let grants = tx.grants(&names(&self.grantees)).await?;
        Ok(grants.iter().flat_map(|grant| meet(grant, &self.grantees)).collect())
    }

    async fn wide<R: Read>(&self, tx: &mut R, brought: &Brought) -> Result<Vec<Held>, Fault> {
        if self.by_law.is_empty() || brought.is_empty() {
            return Ok(Vec::new());
        }
        let folders = brought.keys().copied().collect();
        let grants = tx.grants_in(&names(&self.by_law), &folders).await?;
        Ok(grants.iter().flat_map(|grant| meet(grant, &self.by_law)).collect())
    }

    /// The folders about somebody whose name has all of the words in it, that the person may see by law now.
    pub async fn found<R: Read>(
        &self,
        tx: &mut R,
        words: &[String],
        now: Moment,
    ) -> Result<Vec<Folder>, Fault> {
        let held: Vec<_> = self.by_law.iter().filter(|(_, term)| term.holds_at(now)).collect();
        if held.is_empty() || words.is_empty() {
            return Ok(Vec::new());
        }
        let grantees: Vec<_> = held.into_iter().map(|(grantee, _)| *grantee).collect();
        let mut found = Vec::new();
        for grant in tx.search(&grantees, words, now, MOST).await? {
            if !found.contains(&grant.folder) {
                found.push(grant.folder);
            }
        }
        Ok(found)
    }
}

fn names(grantees: &[(Grantee, Term)]) -> Vec<Grantee> {
    grantees.iter().map(|(grantee, _)| *grantee).collect()
}

/// A grant through each way the person is its grantee, where the two times meet at all.
fn meet(grant: &Grant, grantees: &[(Grantee, Term)]) -> Vec<Held> {
    let fitting = grantees.iter().filter(|(grantee, _)| *grantee == grant.grantee);
    let terms = fitting.map(|(_, held)| grant.term.and(*held));
    terms
        .filter(|term| !term.is_empty())
        .map(|term| (grant.folder, Permit { access: grant.access, term }, grant.basis))
        .collect()
}

fn add(seen: &mut BTreeMap<Folder, Seen>, folder: Folder, new: Seen) {
    let joined = |held: &mut Seen| held.permit = join(held.permit, new.permit);
    seen.entry(folder).and_modify(joined).or_insert(new);
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

//! What a person may see and do: the grants for all that they are, each cut to the time they are it. What they
//! are by law reaches far, so it is asked only for what a phone has brought along, or for a name.

use std::collections::{BTreeMap, BTreeSet};

use domain::grant::{Basis, Grant, Permit, Permits, Term};
use domain::id::InstallationId;
use domain::lovhjemmel::Lovhjemmel;
use domain::organisation::Medarbejder;
use domain::person::Grantee;
use domain::record::Listed;
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
    // What has been left counts: a command may have been written before.
    let ever = if is.by_law.is_empty() { BTreeSet::new() } else { brought(tx, phone).await? };
    Ok(is.grounds(tx, &ever).await?.permits())
}

async fn brought<R: Read>(tx: &mut R, phone: InstallationId) -> Result<BTreeSet<Folder>, Fault> {
    let held = tx.holdings(phone).await?.into_iter();
    Ok(held.filter(|(held, _)| held.used.is_some()).map(|(held, _)| held.folder).collect())
}

/// The folders that are the person's own to see now, with nothing brought along.
pub async fn own<R: Read>(
    tx: &mut R,
    who: Sender,
    now: Moment,
) -> Result<BTreeMap<Folder, Seen>, Fault> {
    let grounds = Grounds::of(tx, who, &BTreeSet::new()).await?;
    Ok(grounds.visible(&Brought::new(), now))
}

/// On what grounds a person may see folders, at any time: read once, and asked for what holds at a moment.
#[derive(Debug, Default)]
pub struct Grounds {
    /// What is theirs.
    near: Vec<Held>,
    /// What the law opens of the folders that were asked for.
    wide: Vec<Held>,
}

impl Grounds {
    /// Reads them from the records; what the law opens only of these folders, of thousands there may be.
    pub async fn of<R: Read>(
        tx: &mut R,
        who: Sender,
        folders: &BTreeSet<Folder>,
    ) -> Result<Self, Fault> {
        Is::of(tx, who).await?.grounds(tx, folders).await
    }

    /// The folders the person may see now: all that are theirs, and those that were brought along. Where several
    /// grants hold, the farthest reaching access, for as long as any of them lets the person see the folder; what
    /// was brought along, for as long as it is used.
    #[must_use]
    pub fn visible(&self, brought: &Brought, now: Moment) -> BTreeMap<Folder, Seen> {
        let mut visible = BTreeMap::new();
        for (folder, permit, _) in now_of(&self.wide, now) {
            let Some(used) = brought.get(folder).copied() else { continue };
            add(&mut visible, *folder, Seen { permit: *permit, used: Some(used) });
        }
        for seen in visible.values_mut() {
            let stays = seen.used.map(|used| used.plus(STAYS));
            seen.permit.term = seen.permit.term.and(Term { from: Moment(i64::MIN), until: stays });
        }
        visible.retain(|_, seen| seen.permit.term.holds_at(now));
        let mut near = BTreeMap::new();
        for (folder, permit, _) in now_of(&self.near, now) {
            add(&mut near, *folder, Seen { permit: *permit, used: None });
        }
        visible.extend(near);
        visible
    }

    /// Why the person may see a folder now: every ground there is.
    #[must_use]
    pub fn bases(&self, folder: Folder, now: Moment) -> BTreeSet<Basis> {
        let all = now_of(&self.near, now).chain(now_of(&self.wide, now));
        all.filter(|(of, _, _)| *of == folder).map(|(_, _, basis)| *basis).collect()
    }

    fn permits(self) -> Permits {
        let all = self.near.into_iter().chain(self.wide);
        all.map(|(folder, permit, _)| (folder, permit)).collect()
    }
}

fn now_of(all: &[Held], now: Moment) -> impl Iterator<Item = &Held> {
    all.iter().filter(move |(_, permit, _)| permit.term.holds_at(now))
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

    async fn grounds<R: Read>(
        &self,
        tx: &mut R,
        folders: &BTreeSet<Folder>,
    ) -> Result<Grounds, Fault> {
        let (mut near, mut wide) = (Vec::new(), Vec::new());
        if !self.grantees.is_empty() {
            near = tx.grants(&names(&self.grantees)).await?;
        }
        if !self.by_law.is_empty() && !folders.is_empty() {
            wide = tx.grants_in(&names(&self.by_law), folders).await?;
        }
        let near = near.iter().flat_map(|grant| meet(grant, &self.grantees)).collect();
        let wide = wide.iter().flat_map(|grant| meet(grant, &self.by_law)).collect();
        Ok(Grounds { near, wide })
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
pub async fn kept<R: Read, K: Listed>(
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
pub async fn kept_all<R: Read, K: Listed>(tx: &mut R, folder: Folder) -> Result<Vec<K>, Fault> {
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

//! What a phone is to hold: the folders its person may see now, against what it was given before. A folder
//! that is new gets a fresh number, so that any copy which reaches less far has it from the beginning; one
//! that may no longer be seen stays listed until the phone has been told.

use std::collections::BTreeMap;

use domain::exchange::{Cursor, Request};
use domain::grant::Permit;
use domain::opslag::NewOpslag;
use domain::{Folder, Moment};

use super::Sender;
use super::access::{Brought, Grounds, Seen};
use crate::audit::{self, Act, Entry};
use crate::store::{Fault, FolderState, Head, Holding, Read, Write};

/// What must change for a phone's holdings to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It may be seen, and is not held or is about to be left.
    Begin(Folder, Seen),
    /// It is held, on other terms.
    Amend(Holding, Seen),
    /// It is held and may no longer be seen.
    Leave(Holding),
    /// It was to be left, and the phone has heard of it.
    Forget(Folder),
}

/// Brings a phone's holdings up to date. One that was revoked holds nothing.
pub async fn settle<W: Write>(
    tx: &mut W,
    sender: Sender,
    request: &Request,
    revoked: bool,
    now: Moment,
) -> Result<(), Fault> {
    let reached = cursor(tx.head().await?, request).no;
    let reach = Reach { reached, revoked };
    let Compared { steps, grounds, .. } = compare(tx, sender, request, reach, now).await?;
    if steps.is_empty() {
        return Ok(());
    }
    tell(tx, sender, request, &steps, &grounds, now).await?;
    let no = tx.next_no();
    let phone = request.installation;
    for step in steps {
        match step {
            Step::Begin(folder, seen) => tx.put_holding(phone, &begun(folder, seen, no)).await?,
            Step::Amend(held, Seen { permit, used }) => {
                tx.put_holding(phone, &Holding { permit, permit_no: no, used, ..held }).await?;
            }
            Step::Leave(held) => {
                tx.put_holding(phone, &Holding { left: Some(no), ..held }).await?;
            }
            Step::Forget(folder) => tx.drop_holding(phone, folder).await?,
        }
    }
    Ok(())
}

/// Writes down which folders about people the phone is given, on what grounds, and which are taken from it.
async fn tell<W: Write>(
    tx: &mut W,
    sender: Sender,
    request: &Request,
    steps: &[Step],
    grounds: &Grounds,
    now: Moment,
) -> Result<(), Fault> {
    let given = |folder: Folder, permit: &Permit| {
        let basis = grounds.bases(folder, now);
        Act::Given { folder, access: permit.access, basis }
    };
    let acts = steps.iter().filter_map(|step| match step {
        Step::Begin(folder, seen) if is_told_of(*folder) => Some(given(*folder, &seen.permit)),
        Step::Amend(held, seen) if is_told_of(held.folder) => {
            Some(given(held.folder, &seen.permit))
        }
        Step::Leave(held) if is_told_of(held.folder) => Some(Act::Taken { folder: held.folder }),
        _ => None,
    });
    let (who, phone) = (sender.person, Some(request.installation));
    let entries: Vec<_> = acts.map(|did| Entry { at: now, who, phone, did }).collect();
    audit::append(tx, &entries).await
}

const fn is_told_of(folder: Folder) -> bool {
    folder.kind().is_about_people()
}

/// How far a phone may reach.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// Up to which change its copy does.
    pub reached: u64,
    /// It gets nothing more.
    pub revoked: bool,
}

/// A phone beside what its person may see.
#[derive(Debug)]
pub struct Compared {
    /// What it holds.
    pub held: Vec<(Holding, FolderState)>,
    /// What would have to change.
    pub steps: Vec<Step>,
    /// Why its person may see what they see.
    pub grounds: Grounds,
}

/// Compares what the phone holds with what its person may see.
pub async fn compare<R: Read>(
    tx: &mut R,
    sender: Sender,
    request: &Request,
    Reach { reached, revoked }: Reach,
    now: Moment,
) -> Result<Compared, Fault> {
    let mut held = tx.holdings(request.installation).await?;
    held.sort_unstable_by_key(|(holding, _)| holding.folder);
    let brought = brought(&held, &request.opslag, now);
    let grounds = if revoked {
        Grounds::default()
    } else {
        Grounds::of(tx, sender, &brought.keys().copied().collect()).await?
    };
    let visible = grounds.visible(&brought, now);
    let steps = steps(held.iter().map(|(holding, _)| *holding), visible, reached);
    Ok(Compared { held, steps, grounds })
}

/// What was brought along and when it was last used: as it is noted, or as the phone tells now.
fn brought(held: &[(Holding, FolderState)], told: &[NewOpslag], now: Moment) -> Brought {
    let living = held.iter().filter(|(held, _)| held.left.is_none());
    let mut brought: Brought =
        living.filter_map(|(held, _)| Some((held.folder, held.used?))).collect();
    for NewOpslag { ung, kl } in told {
        for folder in Folder::of_ung(*ung) {
            if let Some(used) = brought.get_mut(&folder) {
                *used = (*kl).min(now).max(*used);
            }
        }
    }
    brought
}

/// A folder that is new on a phone.
#[must_use]
pub const fn begun(folder: Folder, Seen { permit, used }: Seen, no: u64) -> Holding {
    Holding { folder, since: no, permit, permit_no: no, used, left: None }
}

fn steps(
    held: impl Iterator<Item = Holding>,
    mut visible: BTreeMap<Folder, Seen>,
    reached: u64,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for holding in held {
        let seen = visible.remove(&holding.folder);
        let as_it_is = Seen { permit: holding.permit, used: holding.used };
        steps.extend(match (seen, holding.left) {
            (Some(seen), None) if seen == as_it_is => None,
            (Some(seen), None) => Some(Step::Amend(holding, seen)),
            (Some(seen), Some(_)) => Some(Step::Begin(holding.folder, seen)),
            (None, None) => Some(Step::Leave(holding)),
            (None, Some(left)) if left <= reached => Some(Step::Forget(holding.folder)),
            (None, Some(_)) => None,
        });
    }
    steps.extend(visible.into_iter().map(|(folder, seen)| Step::Begin(folder, seen)));
    steps
}

/// How far the phone's copy reaches in this state of the database. A copy of another state, or from a
/// future that was lost, is worth nothing.
#[must_use]
pub fn cursor(head: Head, request: &Request) -> Cursor {
    let same = request.epoch == Some(head.epoch) && request.cursor.no <= head.no;
    if same { request.cursor.clone() } else { Cursor::default() }
}

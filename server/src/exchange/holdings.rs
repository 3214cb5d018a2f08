//! What a phone is to hold: the folders its person may see now, against what it was given before. A folder
//! that is new gets a fresh number, so that any copy which reaches less far has it from the beginning; one
//! that may no longer be seen stays listed until the phone has been told.

use std::collections::BTreeMap;

use domain::exchange::{Cursor, Request};
use domain::grant::Permit;
use domain::{Folder, Moment};

use super::{Sender, access};
use crate::audit::{self, Act, Entry};
use crate::store::{Fault, FolderState, Head, Holding, Read, Write};

/// What must change for a phone's holdings to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It may be seen, and is not held or is about to be left.
    Begin(Folder, Permit),
    /// It is held, on other terms.
    Amend(Holding, Permit),
    /// It is held and may no longer be seen.
    Leave(Holding),
    /// It was to be left, and the phone has heard of it.
    Forget(Folder),
}

/// Brings a phone's holdings up to date.
pub async fn settle<W: Write>(
    tx: &mut W,
    sender: Sender,
    request: &Request,
    now: Moment,
) -> Result<(), Fault> {
    let cursor = cursor(tx.head().await?, request);
    let (_, steps) = compare(tx, sender, request, cursor.no, now).await?;
    if steps.is_empty() {
        return Ok(());
    }
    tell(tx, sender, request, &steps, now).await?;
    let no = tx.next_no();
    let phone = request.installation;
    for step in steps {
        match step {
            Step::Begin(folder, permit) => {
                let begun = Holding { folder, since: no, permit, permit_no: no, left: None };
                tx.put_holding(phone, &begun).await?;
            }
            Step::Amend(held, permit) => {
                tx.put_holding(phone, &Holding { permit, permit_no: no, ..held }).await?;
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
    now: Moment,
) -> Result<(), Fault> {
    let begins = |step: &Step| match step {
        Step::Begin(folder, _) => is_told_of(*folder),
        Step::Amend(held, _) => is_told_of(held.folder),
        Step::Leave(_) | Step::Forget(_) => false,
    };
    let grounds = if steps.iter().any(begins) {
        access::bases(tx, sender, now).await?
    } else {
        BTreeMap::new()
    };
    let given = |folder: Folder, permit: &Permit| {
        let basis = grounds.get(&folder).cloned().unwrap_or_default();
        Act::Given { folder, access: permit.access, basis }
    };
    let acts = steps.iter().filter_map(|step| match step {
        Step::Begin(folder, permit) if is_told_of(*folder) => Some(given(*folder, permit)),
        Step::Amend(held, permit) if is_told_of(held.folder) => Some(given(held.folder, permit)),
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

/// What the phone holds, and what would have to change.
pub async fn compare<R: Read>(
    tx: &mut R,
    sender: Sender,
    request: &Request,
    reached: u64,
    now: Moment,
) -> Result<(Vec<(Holding, FolderState)>, Vec<Step>), Fault> {
    let mut held = tx.holdings(request.installation).await?;
    held.sort_unstable_by_key(|(holding, _)| holding.folder);
    let visible = access::visible(tx, sender, now).await?;
    let steps = steps(held.iter().map(|(holding, _)| *holding), visible, reached);
    Ok((held, steps))
}

fn steps(
    held: impl Iterator<Item = Holding>,
    mut visible: BTreeMap<Folder, Permit>,
    reached: u64,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for holding in held {
        let permit = visible.remove(&holding.folder);
        steps.extend(match (permit, holding.left) {
            (Some(permit), None) if permit == holding.permit => None,
            (Some(permit), None) => Some(Step::Amend(holding, permit)),
            (Some(permit), Some(_)) => Some(Step::Begin(holding.folder, permit)),
            (None, None) => Some(Step::Leave(holding)),
            (None, Some(left)) if left <= reached => Some(Step::Forget(holding.folder)),
            (None, Some(_)) => None,
        });
    }
    steps.extend(visible.into_iter().map(|(folder, permit)| Step::Begin(folder, permit)));
    steps
}

/// How far the phone's copy reaches in this state of the database. A copy of another state, or from a
/// future that was lost, is worth nothing.
#[must_use]
pub fn cursor(head: Head, request: &Request) -> Cursor {
    let same = request.epoch == Some(head.epoch) && request.cursor.no <= head.no;
    if same { request.cursor.clone() } else { Cursor::default() }
}

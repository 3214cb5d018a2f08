//! Look-ups that a phone tells of: each is decided by the same rule as a command and written down in the young
//! person's plan, and is an entry of the audit trail, refused ones of somebody who once had the case too. None has a
//! place in line. A phone tells one again until it has heard that it arrived; the trail tells of it once.

use std::collections::BTreeMap;

use domain::digest::derived_uuid;
use domain::envelope::Envelope;
use domain::exchange::Outcome;
use domain::id::{CommandId, InstallationId, UngId};
use domain::opslag::{NewOpslag, NoteOpslag};
use domain::{Command, Folder, Moment, Rejection, moment};

use super::judge::{Judge, judge};
use super::ledger::Ledger;
use crate::audit::{Act, Entry};
use crate::store::{Fault, Write};

/// Of look-ups of one page that lie closer, the first is told of: a page that is opened twice was looked at once.
const APART: i64 = moment::MINUTE;

/// Writes them down.
pub(super) async fn note<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    ledger: &mut Ledger<'_>,
    phone: InstallationId,
    told: &[NewOpslag],
) -> Result<(), Fault> {
    let person = by.sender.person;
    let mut noted = BTreeMap::<UngId, Option<Moment>>::new();
    for NewOpslag { ung, kl } in told {
        let plan = Folder::Plan(*ung);
        let before = by.sum(plan);
        let id = CommandId(derived_uuid(phone.0, &format!("opslag {ung} {}", kl.0)));
        let command = Command::from(NoteOpslag { ung: *ung });
        let envelope = Envelope::new(id, person, *kl, env!("CARGO_PKG_VERSION"), &command);
        let envelope = envelope.or(Err(Fault::Corrupt("look-up")))?;
        let outcome = judge(tx, by, &envelope).await?;
        if is_nobodys(outcome) {
            continue;
        }
        let last = match noted.get(ung) {
            Some(last) => *last,
            None => tx.opslag_noted(person, *ung).await?,
        };
        let is_new = by.sum(plan) != before || last.is_none_or(|last| *kl >= last.plus(APART));
        noted.insert(*ung, last);
        if is_new {
            let seen = (*kl).min(by.now);
            noted.insert(*ung, Some(last.map_or(seen, |last| last.max(seen))));
            let did = Act::Seen { folder: plan, kl: *kl, outcome };
            ledger.tell(Entry { at: by.now, who: person, phone: Some(phone), did });
        }
    }
    for (ung, last) in noted {
        if let Some(last) = last {
            tx.note_opslag(person, ung, last).await?;
        }
    }
    Ok(())
}

/// Whether it tells of a page that they never could see: that says nothing, and of ids there is no end.
const fn is_nobodys(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Refused { why: Rejection::AccessMissing })
}

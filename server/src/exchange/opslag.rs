//! Look-ups that a phone tells of: each is decided by the same rule as a command and written down in the young
//! person's plan, and is an entry of the audit trail, whatever came of it. None has a place in line.

use domain::digest::derived_uuid;
use domain::envelope::Envelope;
use domain::id::{CommandId, InstallationId};
use domain::opslag::{NewOpslag, NoteOpslag};
use domain::{Command, Folder};

use super::judge::{Judge, judge};
use super::ledger::Ledger;
use crate::audit::{Act, Entry};
use crate::store::{Fault, Write};

/// Writes them down.
pub(super) async fn note<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    ledger: &mut Ledger<'_>,
    phone: InstallationId,
    told: &[NewOpslag],
) -> Result<(), Fault> {
    let person = by.sender.person;
    for NewOpslag { ung, kl } in told {
        let id = CommandId(derived_uuid(phone.0, &format!("opslag {ung} {}", kl.0)));
        let command = Command::from(NoteOpslag { ung: *ung });
        let envelope = Envelope::new(id, person, *kl, env!("CARGO_PKG_VERSION"), &command);
        let envelope = envelope.or(Err(Fault::Corrupt("look-up")))?;
        let outcome = judge(tx, by, &envelope).await?;
        let did = Act::Seen { folder: Folder::Plan(*ung), kl: *kl, outcome };
        ledger.tell(Entry { at: by.now, who: person, phone: Some(phone), did });
    }
    Ok(())
}

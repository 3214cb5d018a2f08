//! Carrying a story out: each person has a phone, and what they asked goes through the same door as from
//! any phone, at the time it was asked. All of it in one transaction: half a demo is none.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Person;
use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::{MAX_COMMANDS, Outcome, Request};
use domain::id::{CommandId, InstallationId};

use super::script::Step;
use super::{DemoFault, id, kommune};
use crate::exchange::{Part, Rules, Sender, push};
use crate::state::World;
use crate::store::{Store, Write};

const APP: &str = "demo";

pub(super) async fn run<S: Store>(
    store: &S,
    world: &World,
    steps: Arc<[Step]>,
) -> Result<(), DemoFault> {
    let mut tx = store.write(kommune()).await?;
    let mut phones = BTreeMap::new();
    let together = |a: &Step, b: &Step| a.at == b.at && a.by == b.by;
    for spell in steps.chunk_by(together) {
        for part in spell.chunks(MAX_COMMANDS) {
            send(&mut tx, &world.rules, &mut phones, part).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What one person asks at one moment.
async fn send<W: Write>(
    tx: &mut W,
    rules: &Rules,
    phones: &mut BTreeMap<Person, Seq>,
    steps: &[Step],
) -> Result<(), DemoFault> {
    let Some(Step { at, by, .. }) = steps.first().cloned() else { return Ok(()) };
    let next = phones.entry(by).or_insert(Seq(1));
    let mut commands = Vec::with_capacity(steps.len());
    for step in steps {
        commands.push(seal(step, *next)?);
        *next = next.next();
    }
    let sender = Sender { kommune: kommune(), person: by };
    let phone = InstallationId(id(&format!("phone {by}")));
    let request = Request::handing_in(commands, phone, by, APP, at);
    let pushed = push::push(tx, rules, sender, &request, Part::Desk, at).await?;
    let receipts = pushed.map(|pushed| pushed.receipts).unwrap_or_default();
    for (place, step) in steps.iter().enumerate() {
        let outcome = receipts.get(place).map_or(Outcome::Unknown, |receipt| receipt.outcome);
        if !matches!(outcome, Outcome::Applied | Outcome::AppliedLate | Outcome::Merged) {
            return Err(DemoFault::Refused { command: step.command.name(), outcome });
        }
    }
    Ok(())
}

fn seal(step: &Step, seq: Seq) -> Result<Sealed, DemoFault> {
    let command = CommandId(id(&format!("command {} {}", step.by, seq.0)));
    let envelope = Envelope::new(command, step.by, step.at, APP, &step.command);
    envelope.and_then(|envelope| envelope.seal(seq)).map_err(DemoFault::Command)
}

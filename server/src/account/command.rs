//! What somebody asks for on a page of the server: a command like any other, judged by the same rule, in a
//! line of its own for each person, as if the pages were a phone. Its id follows from whose it is, and anybody can work
//! it out: no phone is let in under such an id (`exchange`, `installation`).

use domain::digest::derived_uuid;
use domain::envelope::{Envelope, Seq};
use domain::exchange::{Outcome, Refusal, Request};
use domain::id::{CommandId, InstallationId};
use domain::{Command, Person};

use crate::exchange::{Part, Sender, Touched, push};
use crate::state::World;
use crate::store::{Enrolment, Fault, Installation, Write};

/// The line of what somebody asks for on the pages.
#[must_use]
pub fn desk_of(person: Person) -> InstallationId {
    let desks = uuid::Uuid::from_u128(0x0764_6573_6b00_8000_8000_0000_0000_0001);
    InstallationId(derived_uuid(desks, &person.to_string()))
}

/// Has a command judged and carried out, in a transaction that somebody else commits.
pub async fn ask<W: Write>(
    tx: &mut W,
    world: &World,
    who: Sender,
    command: &Command,
) -> Result<Result<(Outcome, Touched), Refusal>, Fault> {
    let (now, app) = (world.clock.now(), env!("CARGO_PKG_VERSION"));
    let installation = desk_of(who.person);
    let seq = match tx.installation(installation).await? {
        Some(desk) => place(tx, desk, who.person).await?,
        None => Seq(1),
    };
    let id = CommandId(world.id()?);
    let sealed = Envelope::new(id, who.person, now, app, command)
        .and_then(|envelope| envelope.seal(seq))
        .or(Err(Fault::Corrupt("command")))?;
    let request = Request::handing_in(vec![sealed], installation, who.person, app, now);
    let pushed = push::push(tx, &world.rules, who, &request, Part::Desk, now).await?;
    Ok(pushed.map(|pushed| {
        let outcome = pushed.receipts.first().map_or(Outcome::Unknown, |receipt| receipt.outcome);
        (outcome, pushed.touched)
    }))
}

/// The next place in somebody's line. One that a phone once claimed, or that was revoked as if it were a phone, is theirs
/// again, without what the phone was given by it.
async fn place<W: Write>(tx: &mut W, desk: Installation, whose: Person) -> Result<Seq, Fault> {
    if desk.person == whose && desk.revoked.is_none() {
        return Ok(desk.next_seq);
    }
    for (held, _) in tx.holdings(desk.id).await? {
        tx.drop_holding(desk.id, held.folder).await?;
    }
    if let Some(before) = tx.enrolment(desk.id).await? {
        tx.put_enrolment(&Enrolment { signed_in: Enrolment::VOID, ..before }).await?;
    }
    // A phone says where its line goes on, and may have said the end of all numbers.
    let mut next_seq = Seq(1);
    while tx.receipt(desk.id, next_seq).await?.is_some() {
        next_seq = next_seq.next();
    }
    tx.put_installation(&Installation { person: whose, next_seq, revoked: None, ..desk }).await?;
    Ok(next_seq)
}

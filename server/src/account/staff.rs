//! What a local administrator does to accounts. Who is on the staff and in which roles are commands like any
//! other (`command`); this is what goes with them.

use std::collections::BTreeSet;

use domain::digest::is_derived;
use domain::exchange::Outcome;
use domain::grant::{Basis, Grant, Term};
use domain::id::MedarbejderId;
use domain::noedadgang::{EndNoedadgang, Noedadgang};
use domain::organisation::{Medarbejder, RegisterMedarbejder, Rolletid};
use domain::person::Grantee;
use domain::tilknytning::{EndTilknytning, Tilknytning};
use domain::{Command, Folder, Moment, Person, Rolle};

use crate::audit::{self, Act, Entry};
use crate::exchange::{Sender, Touched, access};
use crate::state::World;
use crate::store::{Fault, Installation, Read, Write};

use super::command;
use super::installation::revoke;
use super::session;

/// Ends somebody's account: nobody is signed in as them when this is committed, and nobody can be. Their phones
/// get nothing more; one that comes with its own secret hands in and is told to wipe (`installation::open`). Whom they
/// helped they help no longer, and what they opened is shut: were the account opened again, no case would be theirs that
/// nobody gave them since. What roles they have in the records is another matter, see [`without_roles`].
pub async fn end_account<W: Write>(
    tx: &mut W,
    world: &World,
    by: Sender,
    whom: MedarbejderId,
) -> Result<Touched, Fault> {
    let (now, person) = (world.clock.now(), Person::Medarbejder(whom));
    tx.put_account(person, Some(now)).await?;
    session::drop_all(tx, person).await?;
    tx.drop_link(whom).await?;
    audit::append(tx, &[Entry::by(by.person, now, Act::AccountEnded { whom: person })]).await?;
    for phone in phones(tx, Some(person)).await? {
        revoke(tx, now, by.person, Some(person), phone.id).await?;
    }
    end_access(tx, world, by, whom).await
}

/// Ends all that lets somebody into a case. Nobody but a case's tovholder ends an assignment, nobody an emergency access,
/// and no administrator knows of any: the system does.
async fn end_access<W: Write>(
    tx: &mut W,
    world: &World,
    by: Sender,
    whom: MedarbejderId,
) -> Result<Touched, Fault> {
    let (now, mut ends) = (world.clock.now(), Vec::<Command>::new());
    let ways = ways_in(tx, whom, now).await?;
    for Tilknytning { id: tilknytning, ung, term, .. } in ways.assigned {
        ends.push(EndTilknytning { tilknytning, ung, until: now.max(term.from) }.into());
    }
    for Noedadgang { id, ung, .. } in ways.opened {
        ends.push(EndNoedadgang { id, ung }.into());
    }
    let system = Sender { person: Person::System, ..by };
    let mut touched = Touched::default();
    for end in ends {
        match command::ask(tx, world, system, &end).await? {
            Ok((Outcome::Applied, changed)) => touched.join(changed),
            _ => return Err(Fault::Corrupt("access")),
        }
    }
    Ok(touched)
}

/// What lets a member of staff into cases and is not over.
#[derive(Debug, Default)]
pub struct WaysIn {
    pub assigned: Vec<Tilknytning>,
    pub opened: Vec<Noedadgang>,
}

/// The cases of a member of staff, by what they were assigned and by what they opened themselves.
pub async fn ways_in<R: Read>(
    tx: &mut R,
    whom: MedarbejderId,
    now: Moment,
) -> Result<WaysIn, Fault> {
    let as_any = Rolle::ALL.map(|rolle| Grantee::Holder(whom, rolle));
    let plan = |grant: Grant| {
        let Folder::Plan(ung) = grant.folder else { return None };
        Some((ung, grant.basis))
    };
    let granted: BTreeSet<_> = tx.grants(&as_any).await?.into_iter().filter_map(plan).collect();
    let mut ways = WaysIn::default();
    for (ung, basis) in granted {
        match basis {
            Basis::Tilknytning(id) => {
                ways.assigned.extend(access::kept(tx, Folder::Plan(ung), id.0).await?);
            }
            Basis::Noedadgang(id) => {
                ways.opened.extend(access::kept(tx, Folder::Journal(ung), id.0).await?);
            }
            Basis::Self_
            | Basis::Samtykke(_)
            | Basis::Lov(_)
            | Basis::Rolle(_)
            | Basis::Faelles => {}
        }
    }
    ways.assigned.retain(|held| !held.term.ended_at(now));
    ways.opened.retain(|held| !held.term.ended_at(now));
    Ok(ways)
}

/// The phones of one person or of everybody; what the server's own pages and the set-up asked came from none.
pub async fn phones<R: Read>(tx: &mut R, of: Option<Person>) -> Result<Vec<Installation>, Fault> {
    let mut all = tx.installations(of).await?;
    all.retain(|phone| phone.person != Person::System && !is_derived(phone.id.0));
    Ok(all)
}

/// The command by which a member of staff has no role from now on. What they held stays told.
#[must_use]
pub fn without_roles(medarbejder: Medarbejder, now: Moment) -> RegisterMedarbejder {
    let roller = medarbejder.roller.iter().filter_map(|held| ended(*held, now)).collect();
    RegisterMedarbejder { medarbejder: Medarbejder { roller, ..medarbejder } }
}

/// A role that is held ends now; one that was to begin later never does.
#[must_use]
pub fn ended(held: Rolletid, now: Moment) -> Option<Rolletid> {
    if held.term.ended_at(now) {
        return Some(held);
    }
    let term = Term { until: Some(now), ..held.term };
    (held.term.from < now).then_some(Rolletid { term, ..held })
}

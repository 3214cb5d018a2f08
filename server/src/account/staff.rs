//! What a local administrator does to accounts. Who is on the staff and in which roles are commands like any
//! other (`command`); this is what goes with them.

use domain::grant::Term;
use domain::organisation::{Medarbejder, RegisterMedarbejder, Rolletid};
use domain::{Moment, Person};

use crate::audit::{self, Act, Entry};
use crate::store::{Fault, Installation, Read, Write};

use super::command::desk_of;
use super::installation::revoke;
use super::session;

/// Ends somebody's account: nobody is signed in as them when this is committed, and nobody can be. Their phones
/// get nothing more; one that comes with its own secret hands in and is told to wipe (`installation::open`). What
/// they are in the records is another matter, see [`without_roles`].
pub async fn end_account<W: Write>(
    tx: &mut W,
    now: Moment,
    by: Person,
    whom: Person,
) -> Result<(), Fault> {
    tx.put_account(whom, Some(now)).await?;
    session::drop_all(tx, whom).await?;
    if let Person::Medarbejder(medarbejder) = whom {
        tx.drop_link(medarbejder).await?;
    }
    audit::append(tx, &[Entry::by(by, now, Act::AccountEnded { whom })]).await?;
    for phone in phones(tx, Some(whom)).await? {
        revoke(tx, now, by, Some(whom), phone.id).await?;
    }
    Ok(())
}

/// The phones of one person or of everybody; what the server's own pages and the set-up asked came from none.
pub async fn phones<R: Read>(tx: &mut R, of: Option<Person>) -> Result<Vec<Installation>, Fault> {
    let mut all = tx.installations(of).await?;
    all.retain(|phone| phone.person != Person::System && phone.id != desk_of(phone.person));
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

//! Fetching it: the young person themself, while it is given out, and written down before they have it.

use domain::id::IndsigtId;
use domain::indsigt::Indsigt;
use domain::{Folder, Moment, Person};
use tokio::sync::Semaphore;

use super::{Udskrift, gather};
use crate::audit::{self, Act, Entry};
use crate::exchange::{Sender, access};
use crate::store::{Fault, Store, Write as _};

/// Gathering walks through the whole log: one at a time, so that phones are always answered meanwhile.
static GATHERING: Semaphore = Semaphore::const_new(1);

/// All that is written about whoever asks; none if this is not theirs, not given out, or too old by now.
pub async fn fetch<S: Store>(
    store: &S,
    sender: Sender,
    id: &str,
    now: Moment,
) -> Result<Option<Udskrift>, Fault> {
    let Sender { kommune, person } = sender;
    let (Some(ung), Ok(id)) = (person.ung(), id.parse::<IndsigtId>()) else { return Ok(None) };
    // Closed it never is; if it were, nobody would be the worse for going on.
    let _one_at_a_time = GATHERING.acquire().await.ok();
    let mut tx = store.read(kommune).await?;
    let held = access::kept::<_, Indsigt>(&mut tx, Folder::Plan(ung), id.0).await?;
    let Some(indsigt) = held.filter(|held| held.can_be_fetched(now)) else { return Ok(None) };
    let udskrift = gather(&mut tx, kommune, indsigt, now).await?;
    drop(tx);
    let mut tx = store.write(kommune).await?;
    let did = Act::Fetched { indsigt: id };
    audit::append(&mut tx, &[Entry::by(Person::Ung(ung), now, did)]).await?;
    tx.commit().await?;
    Ok(Some(udskrift))
}

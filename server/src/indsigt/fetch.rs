//! Fetching it: the young person themself, while it is given out, not without end, and written down before they have it.

use domain::id::{IndsigtId, KommuneId, UngId};
use domain::indsigt::Indsigt;
use domain::{Folder, Moment, Person};
use tokio::sync::Semaphore;

use super::{Udskrift, gather};
use crate::audit::{self, Act, Entry};
use crate::auth::limit::Indsigtsform;
use crate::error::Problem;
use crate::exchange::{Sender, access};
use crate::state::App;
use crate::store::{Fault, Read, Store, Write as _};

/// Gathering walks through the whole log: one at a time, so that phones are always answered meanwhile.
static GATHERING: Semaphore = Semaphore::const_new(1);

/// All that is written about whoever asks, once in ten minutes in each form; none if this is not theirs, not
/// given out, or too old by now.
pub async fn fetch<S: Store>(
    app: &App<S>,
    sender: Sender,
    id: &str,
    form: Indsigtsform,
) -> Result<Option<Udskrift>, Problem> {
    let now = app.world.clock.now();
    let (Some(ung), Ok(id)) = (sender.person.ung(), id.parse::<IndsigtId>()) else {
        return Ok(None);
    };
    let mut tx = app.store.read(sender.kommune).await?;
    if open(&mut tx, ung, id, now).await?.is_none() {
        return Ok(None);
    }
    drop(tx);
    // In a demo many are the same person.
    let spell = (sender.person, form);
    if !app.site.demo {
        app.limits.indsigt.begin(spell, now)?;
    }
    let gathered = Box::pin(take(&app.store, sender.kommune, ung, id, now)).await;
    if gathered.is_err() {
        app.limits.indsigt.forgive(&spell);
    }
    Ok(gathered?)
}

async fn open<R: Read>(
    tx: &mut R,
    ung: UngId,
    id: IndsigtId,
    now: Moment,
) -> Result<Option<Indsigt>, Fault> {
    let held = access::kept::<_, Indsigt>(tx, Folder::Plan(ung), id.0).await?;
    Ok(held.filter(|held| held.can_be_fetched(now)))
}

async fn take<S: Store>(
    store: &S,
    kommune: KommuneId,
    ung: UngId,
    id: IndsigtId,
    now: Moment,
) -> Result<Option<Udskrift>, Fault> {
    // Closed it never is; if it were, nobody would be the worse for going on.
    let _one_at_a_time = GATHERING.acquire().await.ok();
    let mut tx = store.read(kommune).await?;
    let Some(indsigt) = open(&mut tx, ung, id, now).await? else { return Ok(None) };
    let udskrift = gather(&mut tx, kommune, indsigt, now).await?;
    drop(tx);
    let mut tx = store.write(kommune).await?;
    let did = Act::Fetched { indsigt: id };
    audit::append(&mut tx, &[Entry::by(Person::Ung(ung), now, did)]).await?;
    tx.commit().await?;
    Ok(Some(udskrift))
}

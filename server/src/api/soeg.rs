//! `POST /api/soeg` and `POST /api/tag-med`: finding somebody by name, and bringing their case along. Both want
//! the network; what they mean is in `exchange::bring`, how much of it there is a day in `exchange::daily`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::Moment;
use domain::exchange::Refusal;
use domain::soegning::{Fundet, Soegning, TagMed};

use super::body::Body;
use super::exchange;
use crate::auth::session::{OnPhone, SignedIn};
use crate::error::Problem;
use crate::exchange::bring;
use crate::state::App;
use crate::store::{Store, Write as _};

/// Finds.
pub async fn search<S: Store>(
    State(app): State<App<S>>,
    SignedIn(who): SignedIn,
    Body(search): Body<Soegning>,
) -> Result<Json<Vec<Fundet>>, Problem> {
    let now = app.world.clock.now();
    let _counts = app.limits.searches.admit(who.person, now)?;
    let mut tx = app.store.write(who.kommune).await?;
    let found = bring::search(&mut tx, who, &search, app.bounds, now).await?;
    let found = found.map_err(|why| told(why, now))?;
    tx.commit().await?;
    Ok(Json(found))
}

/// Brings along.
pub async fn bring<S: Store>(
    State(app): State<App<S>>,
    OnPhone(current): OnPhone,
    Body(wanted): Body<TagMed>,
) -> Result<StatusCode, Problem> {
    let who = current.row.sender();
    let now = app.world.clock.now();
    let _counts = app.limits.brought.admit(who.person, now)?;
    let mut tx = app.store.write(who.kommune).await?;
    let brought = bring::bring(&mut tx, who, wanted, app.bounds, now).await?;
    brought.map_err(|why| told(why, now))?;
    tx.commit().await?;
    exchange::be_on(&app, &current, wanted.installation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where there is no more today, it is told when there is.
fn told(why: Refusal, now: Moment) -> Problem {
    match why {
        Refusal::EnoughToday => {
            let left = now.day().plus(1).begins().0.saturating_sub(now.0);
            Problem::EnoughToday(u64::try_from(left).unwrap_or(0).div_ceil(1_000))
        }
        why => why.into(),
    }
}

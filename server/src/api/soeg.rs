//! `POST /api/soeg` and `POST /api/tag-med`: finding somebody by name, and bringing their case along. Both want
//! the network; what they mean is in `exchange::bring`.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use domain::exchange::Refusal;
use domain::soegning::{Fundet, Soegning, TagMed};

use crate::auth::session::SignedIn;
use crate::error::Problem;
use crate::exchange::bring;
use crate::state::App;
use crate::store::{Store, Write as _};

/// Finds.
pub async fn search<S: Store>(
    State(app): State<App<S>>,
    SignedIn(who): SignedIn,
    body: Result<Json<Soegning>, JsonRejection>,
) -> Result<Json<Vec<Fundet>>, Problem> {
    let Json(search) = body.or(Err(Refusal::Malformed))?;
    let now = app.world.clock.now();
    let _counts = app.limits.searches.admit(who.person, now)?;
    let mut tx = app.store.write(who.kommune).await?;
    let found = bring::search(&mut tx, who, &search, now).await?;
    tx.commit().await?;
    Ok(Json(found))
}

/// Brings along.
pub async fn bring<S: Store>(
    State(app): State<App<S>>,
    SignedIn(who): SignedIn,
    body: Result<Json<TagMed>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let Json(wanted) = body.or(Err(Refusal::Malformed))?;
    let now = app.world.clock.now();
    let _counts = app.limits.brought.admit(who.person, now)?;
    let mut tx = app.store.write(who.kommune).await?;
    bring::bring(&mut tx, who, wanted, now).await??;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

//! `POST /api/exchange`: the body is read, unpacked and bounded here; what it means is in `exchange`.

use std::error::Error as _;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::Request as HttpRequest;
use domain::exchange::{MAX_BODY, MAX_DEPTH, Refusal, Reply, Request};
use domain::id::InstallationId;
use domain::{Moment, json};

use super::body::is_json;
use crate::account::session::stand_on;
use crate::auth::session::Current;
use crate::error::Problem;
use crate::exchange::{exchange, shape};
use crate::state::App;
use crate::store::{SessionRow, Store, Write as _};

/// One exchange. A phone that was revoked has one too, for itself alone: it hands in what it wrote.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    current: Current,
    request: HttpRequest<Body>,
) -> Result<Json<Reply>, Problem> {
    current.must_be_in(&app)?;
    let row = current.row;
    let now = app.world.clock.now();
    admit(&app, &row, now)?;
    if !is_json(request.headers()) {
        return Err(Refusal::Malformed.into());
    }
    let body = to_bytes(request.into_body(), MAX_BODY).await.map_err(|error| why(&error))?;
    let request = Arc::new(parse(&body)?);
    let (sender, phone) = (row.sender(), request.installation);
    if row.confined && row.phone != Some(phone) {
        return Err(Refusal::Revoked.into());
    }
    let reply = Box::pin(exchange(&app.store, &app.writer, sender, request, now)).await??;
    // Only now is it known whose phone it is, and whether it was revoked.
    if reply.wipe && !row.confined {
        note(&app, &current, phone).await?;
    } else {
        be_on(&app, &current, phone).await?;
    }
    Ok(Json(reply))
}

/// A session is on one phone: one that asks for another's sake is there from now on.
pub(super) async fn be_on<S: Store>(
    app: &App<S>,
    current: &Current,
    phone: InstallationId,
) -> Result<(), Problem> {
    if current.row.phone == Some(phone) { Ok(()) } else { note(app, current, phone).await }
}

async fn note<S: Store>(
    app: &App<S>,
    Current { token, row }: &Current,
    phone: InstallationId,
) -> Result<(), Problem> {
    let mut tx = app.store.write(row.kommune).await?;
    let stands = stand_on(&mut tx, token, row, phone).await?;
    tx.commit().await?;
    if stands { Ok(()) } else { Err(Refusal::Revoked.into()) }
}

/// Whether there may be another one now. In a demo many are the same person, and would share one count.
pub(super) fn admit<S: Store>(app: &App<S>, row: &SessionRow, now: Moment) -> Result<(), Problem> {
    if app.site.demo {
        return Ok(());
    }
    // Whoever holds a phone that was shut out keeps its owner's others from nothing.
    let alone = row.phone.filter(|_| row.confined);
    app.limits.exchanges.admit((row.person, alone), now).map(|_counts| ())
}

fn why(error: &axum::Error) -> Refusal {
    let too_large = |error: &dyn std::error::Error| error.to_string() == "length limit exceeded";
    let mut source = error.source();
    while let Some(inner) = source {
        if too_large(inner) {
            return Refusal::TooLarge;
        }
        source = inner.source();
    }
    if too_large(error) { Refusal::TooLarge } else { Refusal::Malformed }
}

/// A single command that nests too deeply is put aside later and holds up nobody; here is for the frame.
fn parse(body: &Bytes) -> Result<Request, Refusal> {
    let text = std::str::from_utf8(body).or(Err(Refusal::Malformed))?;
    let too_deep = || shape::depth(text) > MAX_DEPTH;
    let request: Request = json::read(text)
        .map_err(|_| if too_deep() { Refusal::TooDeep } else { Refusal::Malformed })?;
    let deep = |sealed: &domain::envelope::Sealed| shape::depth(sealed.body.get()) + 3 > MAX_DEPTH;
    if too_deep() && !request.commands.iter().any(deep) {
        return Err(Refusal::TooDeep);
    }
    Ok(request)
}

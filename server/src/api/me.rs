//! `GET /api/me`: who is signed in, for the app's first screen. `POST /api/logout` ends it. What is on
//! the phone stays there: signing out never clears anything.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;
use domain::id::KommuneId;
use domain::{Person, Rolle};
use serde::Serialize;

use crate::account::session::end;
use crate::account::{Known, known};
use crate::auth::session::{self, Current, SignedIn};
use crate::error::Problem;
use crate::exchange::Sender;
use crate::state::App;
use crate::store::{Fault, Store, Write as _};

/// Who is signed in.
#[derive(Debug, Serialize)]
pub struct Me {
    pub person: Person,
    pub kommune: KommuneId,
    pub navn: String,
    /// The roles held now; none for a young person.
    pub roller: Vec<Rolle>,
    pub demo: bool,
}

/// Tells who is signed in.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    SignedIn(sender): SignedIn,
) -> Result<Json<Me>, Problem> {
    let mut tx = app.store.read(sender.kommune).await?;
    let found = known(&mut tx, sender, app.world.clock.now()).await?;
    let Known { navn, roller } = found.ok_or(Refusal::SignedOut)?;
    let Sender { kommune, person } = sender;
    Ok(Json(Me { person, kommune, navn, roller, demo: app.site.demo }))
}

/// Signs out.
pub async fn logout<S: Store>(
    State(app): State<App<S>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    sign_out(&app, &headers).await?;
    let cookie = session::unset(app.site.demo);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// Ends the session of this browser, if it has one.
pub async fn sign_out<S: Store>(app: &App<S>, headers: &HeaderMap) -> Result<(), Fault> {
    let Some(Current { row, .. }) = Current::of(headers, app).await? else { return Ok(()) };
    let mut tx = app.store.write(row.kommune).await?;
    end(&mut tx, app.world.clock.now(), row.person, row.person, row.id).await?;
    tx.commit().await
}

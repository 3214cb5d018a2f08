//! `/api/installation/…`: a phone is enrolled by whoever has just signed in, asks for its share of the key, and
//! signs its person in by itself. What these mean is in `account::installation`.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;
use domain::id::InstallationId;
use serde::{Deserialize, Serialize};

use super::body::Body;
use super::exchange;
use crate::account::installation::{self, Keys};
use crate::account::session::stand_on;
use crate::auth::address::Address;
use crate::auth::session::{Current, OnPhone, RecentPerson, set};
use crate::error::Problem;
use crate::state::App;
use crate::store::{How, Store, Write as _};
use domain::hex;

/// Which phone asks.
#[derive(Debug, Deserialize)]
pub struct Which {
    installation: InstallationId,
}

/// Which phone, and what it shows.
#[derive(Deserialize)]
pub struct Shows {
    installation: InstallationId,
    secret: String,
}

/// What an enrolled phone gets; keys as hex digits.
#[derive(Serialize)]
pub struct Enrolled {
    share: String,
    recovery: String,
    secret: String,
    /// For how many milliseconds the phone may keep the share without asking again.
    keep_for: i64,
}

/// The share alone.
#[derive(Serialize)]
pub struct Share {
    share: String,
    keep_for: i64,
}

/// `POST /api/installation/enrol`.
pub async fn enrol<S: Store>(
    State(app): State<App<S>>,
    RecentPerson(current): RecentPerson,
    Body(Which { installation: id }): Body<Which>,
) -> Result<Json<Enrolled>, Problem> {
    exchange::admit(&app, &current.row, app.world.clock.now())?;
    let mut tx = app.store.write(current.row.kommune).await?;
    let enrolled = installation::enrol(&mut tx, &app.world, &current.row, id).await?;
    let Keys { share, recovery, secret, keep_for } = enrolled?;
    if !stand_on(&mut tx, &current.token, &current.row, id).await? {
        return Err(Refusal::Revoked.into());
    }
    tx.commit().await?;
    let [share, recovery, secret] = [share, recovery, secret].map(|key| hex::encode(&key));
    Ok(Json(Enrolled { share, recovery, secret, keep_for }))
}

/// `POST /api/installation/share`.
pub async fn share<S: Store>(
    State(app): State<App<S>>,
    OnPhone(current): OnPhone,
    Body(Which { installation: id }): Body<Which>,
) -> Result<Json<Share>, Problem> {
    let who = current.row.sender();
    let mut tx = app.store.read(who.kommune).await?;
    let (share, keep_for) = installation::share(&mut tx, who, id).await??;
    drop(tx);
    exchange::be_on(&app, &current, id).await?;
    Ok(Json(Share { share: hex::encode(&share), keep_for }))
}

/// `POST /api/installation/session`. Whatever is wrong is answered alike; a revoked phone's right secret is not
/// wrong.
pub async fn session<S: Store>(
    State(app): State<App<S>>,
    from: Address,
    headers: HeaderMap,
    shown: Result<Body<Shows>, Problem>,
) -> Result<Response, Problem> {
    let now = app.world.clock.now();
    let shown =
        shown.ok().and_then(|Body(shown)| Some((shown.installation, hex::decode(&shown.secret)?)));
    let its = match &shown {
        Some((id, secret)) => installation::is_its(&app.store, *id, secret).await?,
        None => false,
    };
    let Some((id, secret)) = shown.filter(|_| its) else {
        app.limits.devices.admit(from, now).map(|_counts| ())?;
        app.refused.count(How::Device);
        return Err(Refusal::SignedOut.into());
    };
    app.limits.phones.admit(id, now).map(|_counts| ())?;
    let instead_of = Current::id(&headers, &app).await?;
    let opened = installation::open(&app.store, &app.world, id, &secret, instead_of).await?;
    let token = opened.ok_or(Refusal::SignedOut)?;
    let cookie = set(app.site.demo, &token);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

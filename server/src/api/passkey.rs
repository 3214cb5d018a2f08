//! `/api/passkey/…`: the two steps of making a passkey and of signing in with one, for the script on the pages.
//! The question is bound to a cookie of its own, or lies in it sealed, and is answered once (`account::passkey`).

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;
use serde::Serialize;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};

use super::body::Body;
use crate::account::known;
use crate::account::passkey::{self, No, PATIENCE, Question};
use crate::account::session::Token;
use crate::auth::browser::Source;
use crate::auth::session::{Current, Recent, cookie, line, sealed, set};
use crate::error::Problem;
use crate::public::landing;
use crate::state::App;
use crate::store::{Fault, How, Store};
use domain::hex;

/// The cookie that a question for making a passkey is bound to.
const CEREMONY: &str = "overgang-ceremony";
/// The cookie in which a question for signing in lies.
const QUESTION: &str = "overgang-question";

/// Where to go once signed in.
#[derive(Serialize)]
struct To {
    to: &'static str,
}

/// `POST /api/passkey/make/begin`.
pub async fn begin_making<S: Store>(
    State(app): State<App<S>>,
    Recent(current): Recent,
) -> Result<Response, Problem> {
    let (who, now) = (current.row.sender(), app.world.clock.now());
    let found = known(&mut app.store.read(who.kommune).await?, who, now).await?;
    let navn = found.ok_or(Refusal::SignedOut)?.navn;
    let (asked, token) =
        passkey::begin_making(&app.store, &app.world, &app.webauthn, who, &navn).await?;
    Ok(question(&app, &asked, &token))
}

/// `POST /api/passkey/make/finish`.
pub async fn finish_making<S: Store>(
    State(app): State<App<S>>,
    Recent(current): Recent,
    headers: HeaderMap,
    Body(answer): Body<RegisterPublicKeyCredential>,
) -> Result<Response, Problem> {
    let who = current.row.sender();
    let made = match cookie(&headers, CEREMONY, app.site.demo) {
        Some(token) => {
            let (store, world, webauthn) = (&app.store, &app.world, &app.webauthn);
            passkey::finish_making(store, world, webauthn, who, &token, &answer).await?
        }
        None => Err(No::NotAsked),
    };
    let done = [(header::SET_COOKIE, line(app.site.demo, CEREMONY, "", 0))];
    match made {
        Ok(_) => Ok((StatusCode::NO_CONTENT, done).into_response()),
        Err(why) => {
            tracing::info!(?why, "a passkey was not made");
            Err(Refusal::Malformed.into())
        }
    }
}

/// `POST /api/passkey/sign-in/begin`. Nothing is kept of it here, so anybody may ask however often.
pub async fn begin_sign_in<S: Store>(
    State(app): State<App<S>>,
    from: Source,
) -> Result<Response, Problem> {
    let (asked, question) = passkey::begin_sign_in(&app.world, &app.webauthn)?;
    let question = serde_json::to_vec(&question).or(Err(Fault::Corrupt("question")))?;
    let question = app.seal.close(&app.world, QUESTION, &question)?;
    let cookie = line(app.site.demo, QUESTION, &question, PATIENCE / 1_000);
    let mut response = ([(header::SET_COOKIE, cookie)], Json(asked)).into_response();
    from.greet(&app, &mut response)?;
    Ok(response)
}

/// `POST /api/passkey/sign-in/finish`. Whatever is wrong is answered alike.
pub async fn finish_sign_in<S: Store>(
    State(app): State<App<S>>,
    from: Source,
    headers: HeaderMap,
    answer: Result<Body<PublicKeyCredential>, Problem>,
) -> Result<Response, Problem> {
    let tried = app.limits.passkeys.admit(&from, app.world.clock.now())?;
    let question = sealed(&headers, QUESTION, app.site.demo);
    let question = question.and_then(|sealed| app.seal.open(QUESTION, sealed));
    let question: Option<Question> =
        question.and_then(|question| serde_json::from_slice(&question).ok());
    let signed_in = match (question, answer) {
        (Some(question), Ok(Body(answer))) => {
            let instead_of = Current::id(&headers, &app).await?;
            let (store, world, webauthn) = (&app.store, &app.world, &app.webauthn);
            Box::pin(passkey::finish_sign_in(store, world, webauthn, question, &answer, instead_of))
                .await?
        }
        _ => Err(No::NotAsked),
    };
    let (who, token) = match signed_in {
        Ok(signed_in) => signed_in,
        Err(why) => {
            tracing::info!(?why, "a passkey did not sign anybody in");
            app.refused.count(How::Passkey);
            return Err(Refusal::SignedOut.into());
        }
    };
    tried.was_right();
    let now = app.world.clock.now();
    let to = landing::of(known(&mut app.store.read(who.kommune).await?, who, now).await?.as_ref());
    let mut response = Json(To { to }).into_response();
    for cookie in [set(app.site.demo, &token), line(app.site.demo, QUESTION, "", 0)] {
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    from.was_right(&app, &mut response)?;
    Ok(response)
}

fn question<S: Store>(app: &App<S>, asked: &impl Serialize, token: &Token) -> Response {
    let cookie = line(app.site.demo, CEREMONY, &hex::encode(token), PATIENCE / 1_000);
    ([(header::SET_COOKIE, cookie)], Json(asked)).into_response()
}

//! `/kode`: a one-time code is typed here. What a code is, is in `account::code`; how often one may be tried in
//! `auth::limit`.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use leptos::prelude::*;
use serde::Deserialize;

use super::layout::{Frame, page};
use super::parts::{alert, code_field};
use super::visitor::{Asked, NoPage, way_back};
use crate::account::code::{self, Code};
use crate::auth::browser::Source;
use crate::auth::session::{Current, set};
use crate::error::Problem;
use crate::state::App;
use crate::store::{Fault, How, Store};
use crate::text::Spoken as _;

/// What is typed, and where its owner was on the way to.
#[derive(Debug, Deserialize)]
pub struct Typed {
    kode: String,
    videre: Option<String>,
}

/// `GET /kode`.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    from: Source,
    asked: Asked,
) -> Result<Response, Problem> {
    let frame = asked.frame(&app, None).await;
    let (title, to) = (frame.lang.text().account.code, asked.way_back());
    let mut page = page(StatusCode::OK, &frame, title, |frame| form(frame, to, false));
    from.greet(&app, &mut page)?;
    Ok(page)
}

/// `POST /kode`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    from: Source,
    asked: Asked,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    let made = enter(&app, from, &asked, typed).await;
    asked.answer(&app, made).await
}

async fn enter<S: Store>(
    app: &App<S>,
    from: Source,
    asked: &Asked,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, NoPage> {
    let typed = typed.map(|Form(typed)| typed);
    let to = typed.as_ref().ok().and_then(|typed| way_back(typed.videre.as_deref()?));
    let code = typed.ok().and_then(|typed| Code::parse(&typed.kode));
    let tried = app.limits.codes.admit(&from, app.world.clock.now())?;
    let signed_in = match code {
        Some(code) => {
            let instead_of = Current::id(&asked.headers, app).await?;
            code::enter(&app.store, &app.world, code, instead_of).await?
        }
        None => None,
    };
    let Some((_, token)) = signed_in else {
        app.refused.count(How::Code);
        let frame = asked.frame(app, None).await;
        let title = frame.lang.text().account.code;
        return Ok(page(StatusCode::UNAUTHORIZED, &frame, title, |frame| form(frame, to, true)));
    };
    tried.was_right();
    let lang = asked.lang.query().replace('?', "&");
    let next = match to {
        Some(to) => format!("/konto/ny?videre={to}{lang}"),
        None => format!("/konto/ny{}", asked.lang.query()),
    };
    let cookie = [(header::SET_COOKIE, set(app.site.demo, &token))];
    let mut response = (cookie, axum::response::Redirect::to(&next)).into_response();
    from.was_right(app, &mut response).map_err(Fault::from)?;
    Ok(response)
}

fn form(frame: &Frame, to: Option<String>, wrong: bool) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let to = to.map(|to| view! { <input type="hidden" name="videre" value=to/> });
    let told = || alert("alert-error", Some(text.code_wrong), text.code_wrong_body.to_owned());
    view! {
        <section class="band desk">
            <h1>{text.code}</h1>
            <p class="lead">{text.code_lead}</p>
            {wrong.then(told)}
            <form class="form" method="post" action=frame.link("/kode")>
                {to}
                {code_field(frame, wrong)}
                <p><button class="button button-primary button-full" type="submit">{text.sign_in}</button></p>
            </form>
        </section>
    }
}

//! `/ind`: signing in. With a passkey by the script beside the page; with a code on the next page; through
//! the organisation by a link.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::layout::{Frame, page};
use super::openid::own;
use super::parts::{alert, passkey};
use super::visitor::Asked;
use crate::auth::browser::Source;
use crate::error::Problem;
use crate::openid::Provider;
use crate::state::App;
use crate::store::Store;
use crate::text::Spoken as _;

/// `GET /ind`.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    from: Source,
    asked: Asked,
) -> Result<Response, Problem> {
    let frame = asked.frame(&app, None).await;
    let (title, to) = (frame.lang.text().account.sign_in, asked.way_back());
    let again = asked.query.split('&').any(|word| word == "igen");
    let provider = app.openid.as_deref();
    let mut page = page(StatusCode::OK, &frame, title, |frame| door(frame, provider, to, again));
    from.greet(&app, &mut page)?;
    Ok(page)
}

fn door(
    frame: &Frame,
    provider: Option<&Provider>,
    to: Option<String>,
    again: bool,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let code = match &to {
        Some(to) => format!("/kode?videre={to}{}", frame.lang.query().replace('?', "&")),
        None => frame.link("/kode"),
    };
    let through = provider.map(|provider| own::door(frame, provider, to.as_deref()));
    view! {
        <section class="band desk">
            {again.then(|| alert("alert-info", None, text.sign_in_again.to_owned()))}
            <h1>{text.sign_in}</h1>
            <p class="lead">{text.sign_in_lead}</p>
            {passkey(frame, "sign-in", text.sign_in_passkey, "button-primary button-full", to)}
            {through}
            <p><a class="button button-secondary button-full" href=code>{text.sign_in_code}</a></p>
            {frame.demo.then(|| {
                view! { <p><a href=frame.link("/demo")>{frame.lang.text().try_demo}</a></p> }
            })}
            <h2>{text.sign_in_neither}</h2>
            <p class="soft">{text.sign_in_neither_body}</p>
        </section>
    }
}

//! What the pages of signing in through the organisation show.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::openid::{No, Provider};
use crate::public::layout::Frame;
use crate::public::parts::{alert, code_field};
use crate::text::{Lang, Spoken as _};

/// What somebody is told who was not signed in: a status, a heading, what to do.
pub(super) fn told(lang: Lang, why: No) -> (StatusCode, [&'static str; 2]) {
    let text = &lang.text().openid;
    match why {
        No::NotAsked | No::Unknown => (StatusCode::UNAUTHORIZED, text.begin_anew),
        No::Declined => (StatusCode::UNAUTHORIZED, text.declined),
        No::Unreachable | No::Rubbish => (StatusCode::SERVICE_UNAVAILABLE, text.down),
        No::Level => (StatusCode::FORBIDDEN, text.too_weak),
        No::Ended => (StatusCode::FORBIDDEN, text.ended),
        No::Taken => (StatusCode::CONFLICT, text.taken),
        No::NotRedeemed
        | No::UnknownKey
        | No::Signature
        | No::Issuer
        | No::Audience
        | No::Nonce
        | No::Clock
        | No::NotShown
        | No::Nameless => (StatusCode::UNAUTHORIZED, text.doubtful),
    }
}

/// A sentence with the provider's name in it.
pub(super) fn named(sentence: &str, provider: &Provider) -> String {
    sentence.replace("{}", &provider.setting.name)
}

pub(super) fn refused(
    frame: &Frame,
    provider: &Provider,
    [head, body]: [&'static str; 2],
    linking: bool,
) -> impl IntoView + use<> {
    let (text, account) = (&frame.lang.text().openid, &frame.lang.text().account);
    let to = |path, label, look| way(frame.link(path), label, look);
    // Whoever wanted a link is signed in, and is not to be led in as whoever the provider knows instead.
    let ways = if linking {
        vec![to("/konto", account.account, "button-primary")]
    } else {
        vec![
            to("/ind/openid", text.try_again, "button-primary"),
            to("/ind", text.other_ways, "button-secondary"),
        ]
    };
    view! {
        <section class="band desk">
            <h1>{head}</h1>
            <p class="lead">{named(body, provider)}</p>
            {ways}
        </section>
    }
}

/// For somebody who is signed in, and whose return nobody waits for.
pub(super) fn already(frame: &Frame, on: &'static str) -> impl IntoView + use<> {
    let (text, account) = (&frame.lang.text().openid, &frame.lang.text().account);
    let [head, body] = text.already;
    view! {
        <section class="band desk">
            <h1>{head}</h1>
            <p class="lead">{body}</p>
            {way(frame.link(on), text.go_on, "button-primary")}
            {way(frame.link("/konto"), account.account, "button-secondary")}
        </section>
    }
}

pub(super) fn unknown(frame: &Frame, provider: &Provider, wrong: bool) -> impl IntoView + use<> {
    let (text, account) = (&frame.lang.text().openid, &frame.lang.text().account);
    let told =
        || alert("alert-error", Some(account.code_wrong), account.code_wrong_body.to_owned());
    view! {
        <section class="band desk">
            <h1>{text.unknown}</h1>
            <p class="lead">{named(text.unknown_body, provider)}</p>
            {wrong.then(told)}
            <form class="form" method="post" action=frame.link("/ind/openid/kode")>
                {code_field(frame, wrong)}
                <p><button class="button button-primary button-full" type="submit">{text.link_by_code}</button></p>
            </form>
            <h2>{text.unknown_none}</h2>
            <p class="soft">{text.unknown_none_body}</p>
            {way(frame.link("/ind"), text.other_ways, "button-secondary")}
        </section>
    }
}

fn way(to: String, label: &'static str, look: &'static str) -> impl IntoView {
    view! { <p><a class=format!("button {look} button-full") href=to>{label}</a></p> }
}

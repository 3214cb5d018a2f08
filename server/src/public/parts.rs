//! Pieces that several pages are made of: messages, form fields, a passkey's button.

use domain::Moment;
use leptos::prelude::*;

use super::layout::{Frame, icon};
use crate::account::code::Code;
use crate::text::{Lang, Spoken as _, date};

/// A message in the page.
#[must_use]
pub fn alert(kind: &'static str, head: Option<&'static str>, body: String) -> impl IntoView {
    let head = head.map(|head| view! { <h2 class="alert-heading">{head}</h2> });
    view! {
        <div class=format!("alert {kind}") role="alert">
            <div class="alert-body">{head}<p class="alert-text">{body}</p></div>
        </div>
    }
}

/// A field of a form with its label.
pub fn field(
    name: &'static str,
    label: impl IntoView,
    kind: &'static str,
    value: String,
    needed: bool,
) -> impl IntoView {
    view! {
        <div class="form-group">
            <label class="form-label" for=name>{label}</label>
            <input class="form-input" id=name name=name type=kind value=value required=needed/>
        </div>
    }
}

/// Stands first in a form of several fields, so that Enter in one of them does not send the form: its button does.
#[must_use]
pub fn sent_by_its_button() -> impl IntoView {
    view! { <button type="submit" disabled=true hidden=true></button> }
}

/// A box to tick.
#[must_use]
pub fn tick(name: String, label: &'static str, ticked: bool) -> impl IntoView {
    view! {
        <div class="form-check">
            <input class="form-checkbox" type="checkbox" id=name.clone() name=name.clone() checked=ticked/>
            <label for=name>{label}</label>
        </div>
    }
}

/// A button that does one thing to one thing, as a form of its own.
#[must_use]
pub fn act(
    frame: &Frame,
    act: &'static str,
    id: Option<String>,
    label: &'static str,
    look: &'static str,
) -> impl IntoView + use<> {
    let id = id.map(|id| view! { <input type="hidden" name="id" value=id/> });
    view! {
        <form method="post" action=frame.link(&frame.here)>
            <input type="hidden" name="act" value=act/>
            {id}
            <button class=format!("button {look}") type="submit">{label}</button>
        </form>
    }
}

/// The same for what cannot be taken back: a first tap only shows the button.
#[must_use]
pub fn act_for_sure(
    frame: &Frame,
    name: &'static str,
    id: Option<String>,
    [label, sure]: [&'static str; 2],
) -> impl IntoView + use<> {
    view! {
        <details class="for-sure">
            <summary class="button button-secondary button-small">{label}</summary>
            {act(frame, name, id, sure, "button-warning button-small")}
        </details>
    }
}

/// What must be done before anything can be changed, if anything must: sign in again, or make a passkey and sign in
/// with it.
#[must_use]
pub fn stale(frame: &Frame, fresh: bool) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let lang = if frame.lang == Lang::En { "&lang=en" } else { "" };
    let (make, sign_in) =
        (format!("/konto/ny?videre={}{lang}", frame.here), format!("/ind?videre={}", frame.here));
    let by_code = frame.by_code;
    (!fresh).then(|| {
        let (head, body, buttons) = if by_code {
            let buttons =
                vec![(make, text.passkey_make), (format!("{sign_in}{lang}"), text.sign_in_passkey)];
            (text.by_code, text.by_code_body, buttons)
        } else {
            (
                text.stale,
                text.stale_body,
                vec![(format!("{sign_in}&igen{lang}"), text.stale_button)],
            )
        };
        let buttons = buttons.into_iter().map(|(to, label)| {
            view! { <a class="button button-secondary" href=to>{label}</a> }
        });
        view! {
            <div class="alert alert-info">
                <div class="alert-body">
                    <h2 class="alert-heading">{head}</h2>
                    <p class="alert-text">{body}</p>
                    <div class="button-group">{buttons.collect::<Vec<_>>()}</div>
                </div>
            </div>
        }
    })
}

/// What a passkey is asked for, by the script beside the page; without it, what to do instead.
#[must_use]
pub fn passkey(
    frame: &Frame,
    step: &'static str,
    label: &'static str,
    look: &'static str,
    to: Option<String>,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let script = frame.build.assets.get("public/adgangsnoegle.js").cloned();
    view! {
        <div data-passkey=step data-to=to data-again=format!("/ind?videre={}&igen", frame.here)>
            <button class=format!("button {look}") type="button" hidden=true>
                {icon(frame, "lock")}<span>{label}</span>
            </button>
            <div class="alert alert-error" role="alert" hidden=true data-failed="">
                <div class="alert-body">
                    <h2 class="alert-heading">{text.passkey_failed}</h2>
                    <p class="alert-text">{text.passkey_failed_body}</p>
                </div>
            </div>
            <p class="soft" data-impossible="">{text.passkey_impossible}</p>
            {script.map(|script| view! { <script type="module" src=script></script> })}
        </div>
    }
}

/// A code, to be read aloud or shown.
#[must_use]
pub fn code(
    frame: &Frame,
    code: Code,
    navn: &str,
    lasts: &'static str,
    origin: &str,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let head = text.code_for.replace("{}", navn);
    let how = text.code_how.replace("{}", origin);
    view! {
        <section class="card code-card" aria-labelledby="kode-til">
            <h2 class="card-heading" id="kode-til">{head}</h2>
            <p>{how}</p>
            <p class="code" data-code="">{code.to_string()}</p>
            <p class="soft">{lasts}</p>
        </section>
    }
}

/// Where a code is typed.
#[must_use]
pub fn code_field(frame: &Frame, wrong: bool) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    view! {
        <div class="form-group">
            <label class="form-label" for="kode">{text.code_label}</label>
            <span class="form-hint" id="kode-hint">{text.code_hint}</span>
            <input class="form-input code-input" id="kode" name="kode" required=true
                maxlength="20" autocomplete="one-time-code" autocapitalize="characters"
                spellcheck="false" autofocus=true aria-describedby="kode-hint"
                aria-invalid=wrong.then_some("true")/>
        </div>
    }
}

/// A sentence with a moment in it.
#[must_use]
pub fn told(sentence: &'static str, at: Moment, lang: Lang) -> String {
    sentence.replace("{}", &date::short(lang, at))
}

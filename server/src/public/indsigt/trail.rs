//! Who has seen it, from the audit trail and the look-ups; and what was asked for, from the command log.

use domain::exchange::Outcome;
use domain::grant::Basis;
use leptos::prelude::*;
use serde_json::{Map, Value};

use super::data::{facts, fields};
use super::records::{SEEN, of_kind, record};
use super::words::Words;
use crate::audit::{Act, Entry};
use crate::indsigt::{Asked, Told, Udskrift};
use crate::text::indsigt::{self as t, dictionary};
use crate::text::{Lang, Spoken as _, date};

/// Who has looked, and to whose phone something was given. What was asked for has a list of its own.
pub(super) fn seen(words: &Words<'_>, udskrift: &Udskrift) -> AnyView {
    let lang = words.lang;
    let rows: Vec<_> = udskrift.trail.iter().filter_map(|told| entry(words, told)).collect();
    let months: Vec<_> = of_kind(udskrift, SEEN).map(|found| record(words, found)).collect();
    view! {
        <section class="band">
            <h2>{t::seen(lang)}</h2>
            <p>{t::seen_intro(lang)}</p>
            <ul class="rows">{rows}</ul>
            {months}
        </section>
    }
    .into_any()
}

fn entry(words: &Words<'_>, told: &Told) -> Option<AnyView> {
    let lang = words.lang;
    let Ok(Entry { at, who, did, .. }) = serde_json::from_str::<Entry>(told.entry.get()) else {
        return Some(as_data(t::other_act(lang).to_owned(), told.entry.get()));
    };
    if matches!(did, Act::Command { .. }) {
        return None;
    }
    let who = words.actor(Some(who));
    let Some((deed, more)) = deed(words, did) else {
        return Some(as_data(format!("{who} {}", t::other_act(lang)), told.entry.get()));
    };
    let purpose = told.role.map(|role| (t::purpose(lang), t::purpose_of(lang, role).to_owned()));
    let said = more.into_iter().chain(purpose).map(|(word, says)| format!("{word}: {says}"));
    let meta = std::iter::once(date::moment(lang, at)).chain(said).collect();
    Some(row(format!("{who} {deed}"), meta, None))
}

/// What somebody did, and what there is to say of it. None where it can be about no young person.
fn deed(words: &Words<'_>, did: Act) -> Option<(String, Option<(&'static str, String)>)> {
    let lang = words.lang;
    let plain = |says: fn(Lang) -> &'static str| Some((says(lang).to_owned(), None));
    match did {
        Act::Seen { kl, outcome, .. } => {
            let refused = matches!(outcome, Outcome::Refused { .. } | Outcome::Quarantined { .. });
            let looked = if refused { t::looked_refused(lang) } else { t::looked(lang) };
            Some((looked.to_owned(), Some((t::at(lang), date::moment(lang, kl)))))
        }
        Act::Given { folder, basis, .. } => {
            let got = format!("{}: {}", t::got(lang), words.folder(folder));
            let grounds: Vec<_> = basis.into_iter().map(|one: Basis| t::basis(lang, one)).collect();
            Some((got, Some((t::ground(lang), grounds.join(", ")))))
        }
        Act::Taken { folder } => {
            Some((format!("{}: {}", t::lost(lang), words.folder(folder)), None))
        }
        Act::SignedIn { how } => {
            let how = lang.text().account.in_by(how).to_owned();
            Some((t::signed_in(lang).to_owned(), Some((t::by_what(lang), how))))
        }
        Act::Found { .. } => plain(t::found),
        Act::Fetched { .. } => plain(t::fetched),
        Act::CodeMade { .. } => plain(t::code_made),
        Act::PasskeyAdded { .. } => plain(t::passkey_added),
        Act::PasskeyRemoved { .. } => plain(t::passkey_removed),
        Act::PasskeyFellBack { .. } => plain(t::passkey_fell_back),
        Act::SessionEnded { .. } => plain(t::session_ended),
        Act::SignedOut { .. } => plain(t::all_closed),
        Act::AccountEnded { .. } => plain(t::account_ended),
        Act::AccountOpened { .. } => plain(t::account_opened),
        Act::Enrolled => plain(t::enrolled),
        Act::Revoked { .. } => plain(t::revoked),
        Act::Command { .. }
        | Act::Much { .. }
        | Act::NoSuchCase
        | Act::Refused { .. }
        | Act::Linked
        | Act::Unlinked => None,
    }
}

/// What was sent to the server about them or by them.
pub(super) fn asked(words: &Words<'_>, udskrift: &Udskrift) -> AnyView {
    let lang = words.lang;
    let rows: Vec<_> = udskrift.commands.iter().map(|asked| command(words, asked)).collect();
    view! {
        <section class="band">
            <h2>{t::asked_of(lang)}</h2>
            <p>{t::asked_of_intro(lang)}</p>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn command(words: &Words<'_>, asked: &Asked) -> AnyView {
    let lang = words.lang;
    let body: Map<String, Value> = asked
        .body
        .as_ref()
        .and_then(|body| serde_json::from_str(body.get()).ok())
        .unwrap_or_default();
    let name = body.get("name").and_then(Value::as_str).unwrap_or_else(|| t::not_shown(lang));
    let who = words.actor(asked.sender);
    let title = format!("{who}: {}", dictionary::command(lang, name).unwrap_or(name));
    let meta = vec![
        format!("{}: {}", t::received(lang), date::moment(lang, asked.received)),
        t::outcome(lang, asked.outcome).to_owned(),
    ];
    let done = matches!(asked.outcome, Outcome::Applied | Outcome::AppliedLate | Outcome::Merged);
    let args = body.get("args").and_then(Value::as_object).filter(|_| !done);
    let unread = asked.body.as_ref().filter(|_| !done && args.is_none());
    let text = match (args, unread) {
        (Some(args), _) => Some(facts(fields(words, args))),
        (None, Some(body)) => Some(code(body.get())),
        (None, None) => None,
    };
    row(title, meta, text)
}

fn as_data(title: String, data: &str) -> AnyView {
    row(title, Vec::new(), Some(code(data)))
}

fn code(data: &str) -> AnyView {
    view! { <p class="small"><code>{data.to_owned()}</code></p> }.into_any()
}

pub(super) fn row(title: String, meta: Vec<String>, more: Option<AnyView>) -> AnyView {
    let meta: Vec<_> = meta.into_iter().map(|part| view! { <span>{part}</span> }).collect();
    view! {
        <li class="row">
            <div class="row-body"><strong>{title}</strong><p class="row-meta">{meta}</p>{more}</div>
        </li>
    }
    .into_any()
}

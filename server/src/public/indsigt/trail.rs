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
use crate::text::date;
use crate::text::indsigt::{self as t, dictionary};

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
    let mut meta = vec![date::moment(lang, at)];
    let who = words.actor(Some(who));
    let mut named = |word: &str, says: String| meta.push(format!("{word}: {says}"));
    let did = if let Act::Seen { kl, outcome, .. } = did {
        named(t::at(lang), date::moment(lang, kl));
        let refused = matches!(outcome, Outcome::Refused { .. } | Outcome::Quarantined { .. });
        if refused { t::looked_refused(lang) } else { t::looked(lang) }.to_owned()
    } else if let Act::Given { folder, basis, .. } = did {
        let grounds: Vec<_> = basis.into_iter().map(|one: Basis| t::basis(lang, one)).collect();
        named(t::ground(lang), grounds.join(", "));
        format!("{}: {}", t::got(lang), words.folder(folder))
    } else if let Act::Taken { folder } = did {
        format!("{}: {}", t::lost(lang), words.folder(folder))
    } else if let Act::Found { .. } = did {
        t::found(lang).to_owned()
    } else if let Act::Fetched { .. } = did {
        t::fetched(lang).to_owned()
    } else {
        return Some(as_data(format!("{who} {}", t::other_act(lang)), told.entry.get()));
    };
    if let Some(role) = told.role {
        named(t::purpose(lang), t::purpose_of(lang, role).to_owned());
    }
    Some(row(format!("{who} {did}"), meta, None))
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

fn row(title: String, meta: Vec<String>, more: Option<AnyView>) -> AnyView {
    let meta: Vec<_> = meta.into_iter().map(|part| view! { <span>{part}</span> }).collect();
    view! {
        <li class="row">
            <div class="row-body"><strong>{title}</strong><p class="row-meta">{meta}</p>{more}</div>
        </li>
    }
    .into_any()
}

//! The records, grouped by what they are about. Each says what stands, and below it what stood before: of an earlier
//! revision only the fields that were otherwise, as the rest is the same.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::data::{Says, facts, fields, is_empty, label};
use super::words::Words;
use crate::indsigt::{Edition, Udskrift, WholeRecord};
use crate::text::Lang;
use crate::text::indsigt::{self as t, dictionary};

/// A heading, what is said under it, and the kinds of record that stand there.
struct Group {
    title: fn(Lang) -> &'static str,
    intro: Option<fn(Lang) -> &'static str>,
    kinds: &'static [&'static str],
}

const GROUPS: [Group; 8] = [
    Group { title: t::you, intro: None, kinds: &["ung"] },
    Group { title: t::plan, intro: None, kinds: &["plan", "aftale"] },
    Group { title: t::notes, intro: Some(t::notes_intro), kinds: &["notat"] },
    Group { title: t::tasters, intro: None, kinds: &["snusepraktik", "vaertsbooking"] },
    Group { title: t::helpers, intro: None, kinds: &["tilknytning"] },
    Group { title: t::consents, intro: None, kinds: &["samtykke"] },
    Group {
        title: t::sent,
        intro: None,
        kinds: &["oplysning", "samtykkebrev", "delt_oplysning", "besked"],
    },
    Group { title: t::requests, intro: None, kinds: &["indsigt"] },
];

/// The kind that stands with the trail.
pub(super) const SEEN: &str = "opslag";

/// Every group in turn; last what belongs to none.
pub(super) fn groups(words: &Words<'_>, udskrift: &Udskrift) -> AnyView {
    let mut told = BTreeSet::from([SEEN]);
    let mut views = Vec::new();
    for Group { title, intro, kinds } in GROUPS {
        told.extend(kinds);
        let there = kinds.iter().flat_map(|kind| of_kind(udskrift, kind)).collect::<Vec<_>>();
        views.push(group(words, title, intro, &there));
    }
    let rest: Vec<_> =
        udskrift.records.iter().filter(|record| !told.contains(record.kind.as_str())).collect();
    if !rest.is_empty() {
        views.push(group(words, t::rest, Some(t::rest_intro), &rest));
    }
    views.into_any()
}

/// The records of one kind.
pub(super) fn of_kind<'a>(
    udskrift: &'a Udskrift,
    kind: &str,
) -> impl Iterator<Item = &'a WholeRecord> + use<'a> {
    let kind = kind.to_owned();
    udskrift.records.iter().filter(move |record| record.kind == kind)
}

fn group(
    words: &Words<'_>,
    title: fn(Lang) -> &'static str,
    intro: Option<fn(Lang) -> &'static str>,
    records: &[&WholeRecord],
) -> AnyView {
    let lang = words.lang;
    let none = records.is_empty().then(|| view! { <p class="soft">{t::nothing(lang)}</p> });
    let cards: Vec<_> = records.iter().map(|found| record(words, found)).collect();
    view! {
        <section class="band">
            <h2>{title(lang)}</h2>
            {intro.map(|intro| view! { <p>{intro(lang)}</p> })}
            {none}
            {cards}
        </section>
    }
    .into_any()
}

/// One record: what stands, and what stood.
pub(super) fn record(words: &Words<'_>, record: &WholeRecord) -> AnyView {
    let lang = words.lang;
    let title =
        dictionary::kind(lang, &record.kind).map_or_else(|| record.kind.clone(), str::to_owned);
    let last = record.revisions.last().map(|last| stands(words, last));
    let pairs = record.revisions.iter().zip(record.revisions.iter().skip(1));
    let before: Vec<_> = pairs
        .rev()
        .map(|(was, then)| {
            let head = format!("{} ({})", t::earlier(lang), t::edition(lang, was.rev));
            view! { <h4 class="small">{head}</h4>{stood(words, was, then)} }
        })
        .collect();
    view! { <article class="card group"><h3>{title}</h3>{last}{before}</article> }.into_any()
}

fn stands(words: &Words<'_>, edition: &Edition) -> AnyView {
    match document(edition) {
        Some(doc) => facts(fields(words, &doc)),
        None => removed(words.lang, edition),
    }
}

/// What an edition said that the one after it does not.
fn stood(words: &Words<'_>, was: &Edition, then: &Edition) -> AnyView {
    let Some(doc) = document(was) else { return removed(words.lang, was) };
    let after = document(then).unwrap_or_default();
    let gone = |(name, value): &(&String, &Value)| after.get(*name) != Some(value);
    let mut differ = Map::new();
    differ.extend(doc.iter().filter(gone).map(|(name, value)| (name.clone(), value.clone())));
    // What was empty then and is not now.
    let empty = differ.iter().filter(|(_, value)| is_empty(value));
    let nothing = |name| (label(words, name), Says::Text(t::not_given(words.lang).to_owned()));
    let mut all: Vec<(String, Says)> = empty.map(|(name, _)| nothing(name)).collect();
    all.extend(fields(words, &differ));
    facts(all)
}

/// A revision that removed the record, or a document that cannot be read, which is shown as it is.
fn removed(lang: Lang, edition: &Edition) -> AnyView {
    match &edition.doc {
        None => view! { <p class="soft">{t::removed(lang)}</p> }.into_any(),
        Some(doc) => view! { <p><code>{doc.get().to_owned()}</code></p> }.into_any(),
    }
}

fn document(edition: &Edition) -> Option<Map<String, Value>> {
    serde_json::from_str(edition.doc.as_ref()?.get()).ok()
}

//! The records, grouped by what they are about. Each says what stands, and below it what stood before: of an earlier
//! revision only the fields that were otherwise, as the rest is the same.

use domain::Kind;
use leptos::prelude::*;
use serde_json::{Map, Value};

use super::data::{Says, facts, fields, is_empty, label};
use super::words::Words;
use crate::indsigt::{Edition, Udskrift, WholeRecord};
use crate::text::Lang;
use crate::text::indsigt::{self as t, dictionary};

/// What records tell of, in the order in which it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    You,
    Plan,
    Notes,
    Tasters,
    Helpers,
    School,
    Consents,
    Sent,
    Requests,
    Opened,
    /// What is about nobody, and what this edition does not know.
    Rest,
    /// With the trail, not among the records.
    Trail,
}

const GROUPS: [Group; 11] = [
    Group::You,
    Group::Plan,
    Group::Notes,
    Group::Tasters,
    Group::Helpers,
    Group::School,
    Group::Consents,
    Group::Sent,
    Group::Requests,
    Group::Opened,
    Group::Rest,
];

impl Group {
    /// Where a record is read.
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Ung => Self::You,
            Kind::Plan | Kind::Aftale => Self::Plan,
            Kind::Notat => Self::Notes,
            Kind::Snusepraktik | Kind::Vaertsbooking => Self::Tasters,
            Kind::Tilknytning => Self::Helpers,
            Kind::Indskrivning | Kind::Elev => Self::School,
            Kind::Samtykke => Self::Consents,
            Kind::Oplysning | Kind::Samtykkebrev | Kind::DeltOplysning | Kind::Besked => Self::Sent,
            Kind::Indsigt => Self::Requests,
            Kind::Noedadgang | Kind::Henlagt => Self::Opened,
            Kind::Opslag => Self::Trail,
            Kind::Kommune
            | Kind::Organisation
            | Kind::Medarbejder
            | Kind::Netvaerksmoede
            | Kind::Tilbud
            | Kind::Lovhjemmel
            | Kind::Besoeg
            | Kind::Loefte
            | Kind::Conflict
            | Kind::Plads
            | Kind::Pladsdag
            | Kind::Samtykketekst => Self::Rest,
        }
    }

    /// Its heading.
    const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::You => t::you(lang),
            Self::Plan => t::plan(lang),
            Self::Notes => t::notes(lang),
            Self::Tasters => t::tasters(lang),
            Self::Helpers => t::helpers(lang),
            Self::School => t::school(lang),
            Self::Consents => t::consents(lang),
            Self::Sent => t::sent(lang),
            Self::Requests => t::requests(lang),
            Self::Opened => t::opened(lang),
            Self::Rest | Self::Trail => t::rest(lang),
        }
    }

    /// What is said under it.
    const fn intro(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Notes => Some(t::notes_intro(lang)),
            Self::Rest => Some(t::rest_intro(lang)),
            Self::You
            | Self::Plan
            | Self::Tasters
            | Self::Helpers
            | Self::School
            | Self::Consents
            | Self::Sent
            | Self::Requests
            | Self::Opened
            | Self::Trail => None,
        }
    }

    /// Whether it is told that there is nothing.
    const fn is_told_when_empty(self) -> bool {
        !matches!(self, Self::Rest | Self::Opened)
    }
}

/// The kind that stands with the trail.
pub(super) const SEEN: &str = "opslag";

/// Every group in turn; last what belongs to none. Within one, a kind after the other.
pub(super) fn groups(words: &Words<'_>, udskrift: &Udskrift) -> AnyView {
    let mut all: Vec<_> = udskrift.records.iter().map(|found| (place(found), found)).collect();
    all.sort_by_key(|((_, kind), _)| *kind);
    let view = |one: Group| {
        let there = all.iter().filter(|((group, _), _)| *group == one);
        let there: Vec<_> = there.map(|(_, found)| *found).collect();
        (one.is_told_when_empty() || !there.is_empty()).then(|| group(words, one, &there))
    };
    GROUPS.into_iter().map(view).collect_view().into_any()
}

fn place(record: &WholeRecord) -> (Group, Option<Kind>) {
    let kind = Kind::from_code(&record.kind);
    (kind.map_or(Group::Rest, Group::of), kind)
}

/// The records of one kind.
pub(super) fn of_kind<'a>(
    udskrift: &'a Udskrift,
    kind: &str,
) -> impl Iterator<Item = &'a WholeRecord> + use<'a> {
    let kind = kind.to_owned();
    udskrift.records.iter().filter(move |record| record.kind == kind)
}

fn group(words: &Words<'_>, group: Group, records: &[&WholeRecord]) -> AnyView {
    let lang = words.lang;
    let none = records.is_empty().then(|| view! { <p class="soft">{t::nothing(lang)}</p> });
    let cards: Vec<_> = records.iter().map(|found| record(words, found)).collect();
    view! {
        <section class="band">
            <h2>{group.title(lang)}</h2>
            {group.intro(lang).map(|intro| view! { <p>{intro}</p> })}
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

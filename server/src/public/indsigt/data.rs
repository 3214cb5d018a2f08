//! A stored document in words: every field of it, whatever kind it is of. What there are no words for is shown as
//! it is stored, so that nothing is left out.

use domain::{Day, Folder, Moment, Person};
use leptos::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::words::Words;
use crate::text::date;
use crate::text::indsigt::{self as t, dictionary};

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Text(String),
    Many(Vec<Self>),
    Parts(Vec<(String, Self)>),
}

/// Fields that hold a moment, in milliseconds.
const MOMENTS: [&str; 10] = [
    "bedt",
    "from",
    "kl",
    "modtaget",
    "myndig",
    "seneste",
    "sket",
    "skrevet",
    "underskrevet",
    "until",
];

/// Every field of a document that says something.
pub(super) fn fields(words: &Words<'_>, doc: &Map<String, Value>) -> Vec<(String, Says)> {
    let mut given: Vec<_> = doc.iter().filter(|(_, value)| !is_empty(value)).collect();
    given.sort_by_key(|(name, _)| dictionary::place(name));
    let said = given.into_iter();
    said.map(|(name, value)| (label(words, name), read(words, name, value))).collect()
}

/// What a field is called; a day is called what it is.
pub(super) fn label(words: &Words<'_>, name: &str) -> String {
    let day = || name.parse::<Day>().ok().map(|day| date::day(words.lang, day));
    let word = dictionary::field(words.lang, name).map(str::to_owned);
    word.or_else(day).unwrap_or_else(|| name.to_owned())
}

/// What a field says.
pub(super) fn read(words: &Words<'_>, name: &str, value: &Value) -> Says {
    let lang = words.lang;
    match value {
        Value::Null => Says::Text(t::not_given(lang).to_owned()),
        Value::Bool(true) => Says::Text(t::yes(lang).to_owned()),
        Value::Bool(false) => Says::Text(t::no(lang).to_owned()),
        Value::Number(number) => Says::Text(
            number
                .as_i64()
                .and_then(|number| in_words(words, name, number))
                .unwrap_or_else(|| number.to_string()),
        ),
        Value::String(text) => Says::Text(say(words, name, text)),
        Value::Array(items) => {
            Says::Many(items.iter().map(|item| read(words, name, item)).collect())
        }
        Value::Object(doc) => Says::Parts(fields(words, doc)),
    }
}

fn in_words(words: &Words<'_>, name: &str, number: i64) -> Option<String> {
    if MOMENTS.contains(&name) {
        return Some(date::moment(words.lang, Moment(number)));
    }
    let minutes = u32::try_from(number).ok().filter(|_| name == "klokken")?;
    Some(date::minutes(words.lang, minutes))
}

fn say(words: &Words<'_>, name: &str, text: &str) -> String {
    let lang = words.lang;
    if let Some(word) = dictionary::value(lang, name, text) {
        return word.to_owned();
    }
    if let Ok(day) = text.parse::<Day>() {
        return date::day(lang, day);
    }
    // "system" alone is a word like any other.
    if let Some(person) = text.contains(':').then(|| text.parse::<Person>().ok()).flatten() {
        return words.person(person);
    }
    if let Ok(folder) = text.parse::<Folder>() {
        return words.folder(folder);
    }
    let named = || Uuid::parse_str(text).ok().and_then(|id| words.named(id));
    let named = if name == "id" { None } else { named() };
    named.unwrap_or_else(|| text.to_owned())
}

/// Whether nothing was given.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// The fields as a list of what each says.
pub(super) fn facts(fields: Vec<(String, Says)>) -> AnyView {
    let row = |(word, says)| view! { <div><dt>{word}</dt><dd>{shown(says)}</dd></div> };
    view! { <dl class="facts">{fields.into_iter().map(row).collect::<Vec<_>>()}</dl> }.into_any()
}

fn shown(says: Says) -> AnyView {
    match says {
        Says::Text(text) => paragraphs(&text),
        Says::Parts(fields) => facts(fields),
        Says::Many(items) => {
            let item = |item| view! { <li>{shown(item)}</li> };
            view! { <ul>{items.into_iter().map(item).collect::<Vec<_>>()}</ul> }.into_any()
        }
    }
}

/// A text with the line breaks it was written with.
pub(super) fn paragraphs(text: &str) -> AnyView {
    let line = |line: &str| view! { <span>{line.to_owned()}<br/></span> };
    if text.contains('\n') {
        text.lines().map(line).collect::<Vec<_>>().into_any()
    } else {
        text.to_owned().into_any()
    }
}

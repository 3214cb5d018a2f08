//! What a form of the pages says, field by field: texts, days, and spans of days. What is made of it is told where
//! the form is.

use std::collections::BTreeMap;

use domain::grant::Term;
use domain::text::ShortText;
use domain::{Day, Moment};

/// What a form holds: its fields by name.
pub type Fields = BTreeMap<String, String>;

/// A form does not say what it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit;

/// A line, or none where nothing was typed.
pub fn text(fields: &Fields, name: &str) -> Result<Option<ShortText>, Unfit> {
    let typed = fields.get(name).map(String::as_str).unwrap_or_default();
    ShortText::parse_optional(typed).or(Err(Unfit))
}

/// A day, or none where nothing was typed.
pub fn day(fields: &Fields, name: &str) -> Result<Option<Day>, Unfit> {
    match fields.get(name).map(String::as_str) {
        None | Some("") => Ok(None),
        Some(typed) => typed.parse().map(Some).or(Err(Unfit)),
    }
}

/// From a moment to the end of a day, if it has a last one.
pub fn term(from: Moment, last: Option<Day>) -> Result<Term, Unfit> {
    let term = Term { from, until: last.map(|last| last.plus(1).begins()) };
    if term.is_empty() { Err(Unfit) } else { Ok(term) }
}

/// Where a span begins whose first day is said: today is now, so that what it opens is told as of when it was.
#[must_use]
pub fn begins(first: Option<Day>, now: Moment) -> Moment {
    first.filter(|first| *first != now.day()).map_or(now, Day::begins)
}

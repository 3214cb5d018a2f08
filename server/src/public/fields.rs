//! What a form of the pages says, field by field: texts, days, and spans of days; what it shows when it is drawn again;
//! and whether it was drawn from what stands now. What is made of it is told where the form is.

use std::collections::BTreeMap;

use domain::digest::ContentHash;
use domain::grant::Term;
use domain::text::ShortText;
use domain::{Day, Moment, hex};
use serde::Serialize;

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

/// What a field shows: what was typed and not taken, or else what is known.
#[must_use]
pub fn shown(typed: Option<&Fields>, name: &str, known: String) -> String {
    typed.map_or(known, |typed| typed.get(name).cloned().unwrap_or_default())
}

/// The same for a box to tick.
#[must_use]
pub fn is_ticked(typed: Option<&Fields>, name: &str, known: bool) -> bool {
    typed.map_or(known, |typed| typed.contains_key(name))
}

/// The field of a form that says from which record it was drawn.
pub const SEEN: &str = "seen";

/// What that field holds: it is another for each state of the record.
#[must_use]
pub fn mark(record: &impl Serialize) -> String {
    let text = serde_json::to_string(record).unwrap_or_default();
    hex::encode(&ContentHash::of(&text).0)
}

/// Whether a form was drawn from the record as it stands. Saving any other would undo, unseen, what somebody else saved
/// meanwhile.
#[must_use]
pub fn is_as_seen(fields: &Fields, record: &impl Serialize) -> bool {
    fields.get(SEEN).is_some_and(|seen| *seen == mark(record))
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

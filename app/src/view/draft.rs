//! A kept form read again, by an edition of the app that may not be the one that kept it. Every field falls back by
//! itself, and words that have no place any more are handed out. Under which name a draft lies is in `row`, and how it
//! gets there in `components::form`.

pub mod row;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

/// What a form keeps as a draft.
pub trait Draft: Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The id of what sending it makes; none where it only adds to something.
    fn makes(&self) -> Option<Uuid>;

    /// Gives everything that sending it makes another id: what was kept under the ids it has was sent already.
    fn renew(&mut self, id: &mut dyn FnMut() -> Uuid);
}

/// What could be read of a kept form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The form as this edition keeps it; none if nothing of it could be read.
    pub text: Option<String>,
    /// The words that it has no place for.
    pub lost: Vec<String>,
}

/// Reads a kept form. `fresh` is an untouched one as it is kept, and `again` reads a text as such a form and keeps it
/// anew, if it is one.
#[must_use]
pub fn mend(text: &str, fresh: &str, again: &dyn Fn(&str) -> Option<String>) -> Mended {
    let mut lost = Vec::new();
    let (Ok(kept), Ok(fresh)) = (serde_json::from_str(text), serde_json::from_str(fresh)) else {
        return Mended { text: None, lost: vec![text.to_owned()] };
    };
    let mended = nearest(&kept, &fresh, &|value| again(&value.to_string()).is_some());
    let text = again(&mended.to_string()).filter(|_| kept.is_object());
    let stands = text.as_deref().and_then(|text| serde_json::from_str(text).ok());
    missing(&kept, &stands.unwrap_or_default(), &mut lost);
    Mended { text, lost }
}

/// The nearest to what was kept that fits in its place.
fn nearest(kept: &Value, fresh: &Value, fits: &dyn Fn(&Value) -> bool) -> Value {
    if fits(kept) {
        return kept.clone();
    }
    let near = match (kept, fresh) {
        (Value::Object(kept), Value::Object(fresh)) => Value::Object(fields(kept, fresh, fits)),
        (Value::Array(kept), Value::Array(fresh)) => Value::Array(items(kept, fresh, fits)),
        _ => fresh.clone(),
    };
    if fits(&near) { near } else { fresh.clone() }
}

fn fields(
    kept: &Map<String, Value>,
    fresh: &Map<String, Value>,
    fits: &dyn Fn(&Value) -> bool,
) -> Map<String, Value> {
    let mut all = fresh.clone();
    for (name, value) in kept {
        let Some(fresh) = fresh.get(name) else { continue };
        let with = |value: &Value| {
            let mut all = all.clone();
            all.insert(name.clone(), value.clone());
            fits(&Value::Object(all))
        };
        let value = nearest(value, fresh, &with);
        all.insert(name.clone(), value);
    }
    all
}

/// The items that fit. One with fields is mended after the first of an untouched form.
fn items(kept: &[Value], fresh: &[Value], fits: &dyn Fn(&Value) -> bool) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for item in kept {
        let with =
            |item: &Value| fits(&Value::Array([&all[..], std::slice::from_ref(item)].concat()));
        let pattern = fresh.first().filter(|first| first.is_object() && item.is_object());
        let item = match pattern {
            Some(first) => Some(nearest(item, first, &with)),
            None => with(item).then(|| item.clone()),
        };
        all.extend(item);
    }
    all
}

/// The words of what was kept that do not stand any more.
fn missing(kept: &Value, stands: &Value, lost: &mut Vec<String>) {
    match (kept, stands) {
        (kept, stands) if kept == stands => {}
        (Value::Object(kept), Value::Object(stands)) => {
            for (name, value) in kept {
                missing(value, stands.get(name).unwrap_or(&Value::Null), lost);
            }
        }
        (Value::Array(kept), Value::Array(stands)) if kept.len() == stands.len() => {
            kept.iter().zip(stands).for_each(|(kept, stands)| missing(kept, stands, lost));
        }
        (Value::Array(kept), Value::Array(stands)) => {
            let gone = kept.iter().filter(|item| !stands.contains(item));
            gone.for_each(|item| words(item, lost));
        }
        _ => words(kept, lost),
    }
}

/// Every word in it, but for ids, which say nothing to anybody.
fn words(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => all.push(number.to_string()),
        Value::String(text) if text.trim().is_empty() || text.parse::<Uuid>().is_ok() => {}
        Value::String(text) => all.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| words(item, all)),
        Value::Object(fields) => fields.values().for_each(|value| words(value, all)),
    }
}

/// What somebody wrote in a kept form, for showing it without the form: everything but what was chosen.
#[must_use]
pub fn written(text: &str) -> Vec<String> {
    let mut kept: Value = serde_json::from_str(text).unwrap_or_default();
    if let Some(fields) = kept.as_object_mut() {
        fields.retain(|name, _| !CHOSEN.contains(&name.as_str()));
    }
    let mut all = Vec::new();
    words(&kept, &mut all);
    all
}

/// The fields of forms that are chosen or counted, and what an edit began from. A word in any other was written.
const CHOSEN: [&str; 24] = [
    "ambassadoerer",
    "antal",
    "dag",
    "dage",
    "emne",
    "fra",
    "frist",
    "klokken",
    "linjer",
    "maade",
    "materialer",
    "minutter",
    "modtager",
    "moedetype",
    "naeste",
    "omfang",
    "punkter",
    "seen",
    "situation",
    "situationer",
    "slags",
    "som",
    "synlighed",
    "tid",
];

#[cfg(test)]
mod tests {
    use domain::fixtures::NOW;
    use domain::id::{AftaleId, BesoegId, LoefteId, NotatId};
    use domain::notat::{Notatslags, Opmaerksomhedspunkt};
    use domain::{Person, fixtures, json};

    use super::*;
    use crate::view::log_besoeg::{BesoegForm, LoefteInput};
    use crate::view::notat::NotatForm;
    use crate::view::world::World;

    #[test]
    fn what_was_written_is_told_from_what_was_chosen() {
        let kept = r#"{"id":"01a22da8-e82d-7ad5-b4b7-afbd0291b364","slags":"samtale","frist":"2026-09-15",
            "tekst":"22 33 44 55","punkter":["fravaer"],"aftale":"selvmordstanker","antal":"12","klokken":"08:30"}"#;
        assert_eq!(written(kept), ["selvmordstanker", "22 33 44 55"]);
        assert_eq!(written(r#"["bolig","hjemmebesoeg"]"#), ["bolig", "hjemmebesoeg"], "put aside");
        assert_eq!(written("ikke JSON"), Vec::<String>::new());
    }

    fn read<F: Draft>(text: &str, fresh: &F) -> (Option<F>, Vec<String>) {
        let keep = |form: &F| serde_json::to_string(form).expect("a form is JSON");
        let again = |text: &str| json::read::<F>(text).ok().map(|form| keep(&form));
        let Mended { text, lost } = mend(text, &keep(fresh), &again);
        (text.map(|text| json::read(&text).expect("a form")), lost)
    }

    fn note() -> NotatForm {
        let (id, aftale) = (NotatId(Uuid::from_u128(0x960)), AftaleId(Uuid::from_u128(0x961)));
        NotatForm {
            slags: Some(Notatslags::Telefon),
            tekst: "Ringede, og det gik godt".to_owned(),
            aftale: "Møde på skolen".to_owned(),
            punkter: [Opmaerksomhedspunkt::Psyke, Opmaerksomhedspunkt::Netvaerk].into(),
            ..NotatForm::fresh(id, aftale, NOW)
        }
    }

    fn fresh_note() -> NotatForm {
        let (id, aftale) = (NotatId(Uuid::from_u128(1)), AftaleId(Uuid::from_u128(2)));
        NotatForm::fresh(id, aftale, NOW.plus(1))
    }

    fn kept(form: &impl Serialize) -> Value {
        serde_json::to_value(form).expect("a form is JSON")
    }

    #[test]
    fn a_draft_of_this_edition_comes_back_as_it_was() {
        let text = kept(&note()).to_string();
        assert_eq!(read(&text, &fresh_note()), (Some(note()), Vec::new()));
    }

    #[test]
    fn whichever_field_is_missing_all_the_others_are_kept() {
        let Value::Object(all) = kept(&note()) else { panic!("an object") };
        for name in all.keys() {
            let mut some = all.clone();
            some.remove(name);
            let (found, lost) = read(&Value::Object(some.clone()).to_string(), &fresh_note());
            let Value::Object(found) = kept(&found.expect("the rest")) else { panic!("an object") };
            for (other, value) in &some {
                assert_eq!(found.get(other), Some(value), "{other} without {name}");
            }
            assert_eq!(lost, Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn a_word_that_is_not_known_is_handed_out_and_what_stands_beside_it_is_kept() {
        let mut draft = kept(&note());
        draft["slags"] = "hjemmebesoeg".into();
        draft["punkter"] = serde_json::json!(["psyke", "bolig", "netvaerk"]);
        draft["hensigt"] = "Et felt fra en nyere udgave".into();
        let (found, mut lost) = read(&draft.to_string(), &fresh_note());
        assert_eq!(found, Some(NotatForm { slags: None, ..note() }));
        lost.sort();
        assert_eq!(lost, ["Et felt fra en nyere udgave", "bolig", "hjemmebesoeg"]);
    }

    #[test]
    fn a_promise_of_an_older_edition_keeps_its_words() {
        let (id, loefte) = (BesoegId(Uuid::from_u128(3)), LoefteId(Uuid::from_u128(4)));
        let fresh = World::thyland().seen_by(Person::Medarbejder(fixtures::CLARA), |sight| {
            BesoegForm::fresh(id, loefte, None, sight)
        });
        let hvad = "Sende folderen".to_owned();
        let loefter =
            vec![LoefteInput { hvad, ..LoefteInput::empty(LoefteId(Uuid::from_u128(5))) }];
        let mut draft = kept(&BesoegForm { loefter: loefter.clone(), ..fresh.clone() });
        let _frist = draft["loefter"][0].as_object_mut().expect("a line").remove("frist");
        let (found, lost) = read(&draft.to_string(), &fresh);
        assert_eq!((found.expect("a visit").loefter, lost), (loefter, Vec::new()));
    }

    #[test]
    fn what_is_no_form_at_all_is_handed_out_whole() {
        let (found, lost) = read(r#"["Kun ord", 7, null]"#, &fresh_note());
        assert_eq!((found, lost), (None, vec!["Kun ord".to_owned(), "7".to_owned()]));
        let (found, lost) = read("{\"tekst\":\"halv", &fresh_note());
        assert_eq!((found, lost), (None, vec!["{\"tekst\":\"halv".to_owned()]));
    }
}

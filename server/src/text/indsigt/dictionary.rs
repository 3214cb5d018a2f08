//! What stored documents say in code words, in words: their fields, and the values of those that are code words. Kinds of
//! record and commands have theirs in the crate `words`. What is not here is shown as it is stored; a test asks every
//! stored sample.

use domain::Kind;
use domain::command::CommandKind;

use super::super::Lang;

/// Code word, Danish, English.
type Word = (&'static str, &'static str, &'static str);

/// In the order in which they are read: what it says first, numbers last.
const FIELDS: [Word; 86] = [
    ("navn", "Navn", "Name"),
    ("fornavn", "Fornavn", "First name"),
    ("foedt", "Født", "Born"),
    ("telefon", "Telefon", "Phone"),
    ("skole", "Skole", "School"),
    ("hvad", "Hvad", "What"),
    ("slags", "Slags", "Kind"),
    ("medarbejder", "Hvem", "Who"),
    ("funktion", "Som", "As"),
    ("edit", "Ændring", "Change"),
    ("was", "Før", "Before"),
    ("now", "Nu", "Now"),
    ("maal", "Mål", "Goal"),
    ("egne_ord", "Dine egne ord", "Your own words"),
    ("grund", "Hvorfor", "Why"),
    ("leder", "Leder", "Manager"),
    ("konvolut", "Sådan kom det", "As it came"),
    ("tekst", "Tekst", "Text"),
    ("rettelser", "Rettelser", "Corrections"),
    ("punkter", "Opmærksomhedspunkter", "Points of attention"),
    ("bemaerkning", "Bemærkning", "Remark"),
    ("emne", "Om", "About"),
    ("situation", "Hvornår det må fortælles", "When it may be told"),
    ("omfang", "Må fortælles", "May be told"),
    ("situationer", "Hvornår det må fortælles", "When it may be told"),
    ("linje", "Linje", "Line"),
    ("linjer", "Valgte linjer", "Chosen lines"),
    ("organisation", "Hvor", "Where"),
    ("modtager", "Til", "To"),
    ("dage", "Dage", "Days"),
    ("dag", "Dag", "Day"),
    ("moedested", "Hvor I mødes", "Where you meet"),
    ("sted", "Sted", "Place"),
    ("moedetid", "Hvornår", "When"),
    ("medbring", "Medbring", "Bring along"),
    ("status", "Hvad det blev til", "What became of it"),
    ("afvist", "Afvist", "Not possible"),
    ("venteliste", "Nummer på ventelisten", "Number on the waiting list"),
    ("fremmoede", "Fremmøde", "Attendance"),
    ("plan", "Plan", "Plan"),
    ("trin", "Trin", "Steps"),
    ("hvem", "Hvem", "Who"),
    ("hvornaar", "Hvornår", "When"),
    ("naaet", "Nået", "Reached"),
    ("frist", "Frist", "Due"),
    ("klokken", "Klokken", "Time"),
    ("med", "Med", "With"),
    ("fra", "Fra", "From"),
    ("til", "Til", "Until"),
    ("term", "Periode", "Period"),
    ("from", "Fra", "From"),
    ("until", "Til", "Until"),
    ("som", "Som", "As"),
    ("bevis", "Sådan ved vi det", "How it is known"),
    ("mundtligt", "Sagt, mens en anden hørte det", "Said while somebody heard it"),
    ("vidne", "Hørt af", "Heard by"),
    ("bedt", "Bedt om", "Asked"),
    ("givet", "Givet ud", "Given out"),
    ("sket", "Hvornår det skete", "When it happened"),
    ("kl", "Hvornår", "When"),
    ("seneste", "Senest", "Last"),
    ("skrevet", "Skrevet", "Written"),
    ("modtaget", "Modtaget af serveren", "Received by the server"),
    ("af", "Af", "By"),
    ("kontakt", "Hvem man kan spørge", "Whom to ask"),
    ("synlighed", "Hvem kan se det", "Who can see it"),
    ("foer_overdragelse", "Skrevet før overdragelsen", "Written before the handover"),
    ("udfoert", "Krydset af", "Ticked off"),
    ("underskrifter", "Underskrifter", "Signatures"),
    ("set", "Læst af tovholderen", "Read by the coordinator"),
    ("indskrivning", "Tid på en skole", "Time at a school"),
    ("underskrevet", "Sidste underskrift", "Last signature"),
    ("myndig", "Du bliver myndig", "You come of age"),
    ("trukket", "Trukket tilbage", "Withdrawn"),
    ("erstattet", "Erstattet", "Replaced"),
    ("erstatter", "I stedet for samtykke nummer", "In place of consent number"),
    ("why", "Hvorfor", "Why"),
    ("aftale", "Aftale", "Agreement"),
    ("notat", "Notat", "Note"),
    ("plads", "Plads", "Place"),
    ("samtykke", "Samtykke", "Consent"),
    ("deling", "Mappe", "Folder"),
    ("indsigt", "Nummer på det, du bad om", "Number of what you asked for"),
    ("tilknytning", "Hjælper", "Helper"),
    ("id", "Nummer", "Number"),
    ("ung", "Om", "About"),
];

const VALUES: [Word; 42] = [
    ("aflyst", "Aflyst", "Cancelled"),
    ("andet", "Andet", "Other"),
    ("bekraeftet", "Bekræftet", "Confirmed"),
    ("dag_passeret", "Dagen var forbi", "The day had passed"),
    ("foraeldremyndighed", "Forældremyndighedens indehaver", "The holder of custody"),
    ("frafald", "Ved fare for frafald", "At risk of dropping out"),
    ("fravaer", "Ved fravær", "In case of absence"),
    ("fremmoede", "Fremmøde og fravær", "Attendance and absence"),
    ("gennemfoert", "Gennemført", "Completed"),
    ("givet", "Samtykket er givet", "The consent was given"),
    ("journal", "Tovholder og mentor", "Coordinator and mentor"),
    ("kontakt", "Hvem der hjælper", "Who helps"),
    ("moedt", "Mødt", "Came"),
    ("netvaerk", "Mangler netværk", "Lacks a network"),
    ("oekonomi", "Økonomi", "Money"),
    ("oensket", "Ønsket", "Requested"),
    ("opbakning", "Mangler opbakning hjemme", "Lacks backing at home"),
    ("opmaerksomhed", "Hvad skolen skal lægge mærke til", "What to watch for"),
    ("opstart", "Før og ved start", "Before and at the start"),
    ("optaget", "Du var et andet sted den dag", "You were somewhere else on that day"),
    ("overgangsmentor", "Overgangsmentor", "Transition mentor"),
    ("papir", "På papir", "On paper"),
    ("plads_lukket", "Stedet tog ikke imod flere", "The place took nobody more"),
    ("plan", "Mål og aftaler", "Goals and agreements"),
    ("psyke", "Psykisk sårbarhed", "Mental fragility"),
    ("samtale", "Samtale", "Talk"),
    ("skaerm", "På en skærm", "On a screen"),
    ("skift", "Ved skift", "At a change"),
    ("skolebesoeg", "Skolebesøg", "School visit"),
    ("stoette", "Hvad der hjælper", "What helps"),
    ("telefon", "Telefon", "Phone call"),
    ("tovholder", "Tovholder", "Coordinator"),
    ("trukket", "Samtykket er trukket tilbage", "The consent was withdrawn"),
    ("uddannelsesvalg", "Uafklaret uddannelsesvalg", "Unclear choice of education"),
    ("udeblevet", "Kom ikke", "Did not come"),
    ("umodenhed", "Umodenhed", "Immaturity"),
    ("ung", "Dig", "You"),
    ("vejleder", "Vejleder", "Counsellor"),
    ("venteliste", "Venteliste", "Waiting list"),
    ("access_missing", "Uden adgang", "Without access"),
    ("access_ended", "Adgangen var slut", "The access had ended"),
    ("record_missing", "Det fandtes ikke", "It did not exist"),
];

/// What a kind of record is called.
#[must_use]
pub fn kind(lang: Lang, code: &str) -> Option<&'static str> {
    Kind::from_code(code).map(|kind| words::kind::kind(lang, kind))
}

/// What a field is called.
#[must_use]
pub fn field(lang: Lang, code: &str) -> Option<&'static str> {
    find(lang, &FIELDS, code)
}

/// Where among the fields of a document one is read; what is not known comes before numbers.
#[must_use]
pub fn place(code: &str) -> usize {
    let numbers = FIELDS.iter().position(|(word, ..)| *word == "aftale");
    let place = FIELDS.iter().position(|(word, ..)| *word == code);
    place.or(numbers).unwrap_or_default()
}

/// What a code word in a field means.
#[must_use]
pub fn value(lang: Lang, field: &str, code: &str) -> Option<&'static str> {
    // The one code word that means two things.
    if (field, code) == ("synlighed", "plan") {
        return Some(lang.pick("Du og alle, der hjælper", "You and all who help"));
    }
    find(lang, &VALUES, code)
}

/// What a command asks.
#[must_use]
pub fn command(lang: Lang, name: &str) -> Option<&'static str> {
    let known = CommandKind::from_name(name);
    known.map(|kind| words::command::did(lang, kind))
}

fn find(lang: Lang, words: &[Word], code: &str) -> Option<&'static str> {
    let found = words.iter().find(|(word, ..)| *word == code);
    found.map(|(_, danish, english)| lang.pick(*danish, *english))
}

#[cfg(test)]
mod tests {
    use domain::{Day, Folder, Person};
    use serde_json::Value;
    use serde_json::value::RawValue;
    use uuid::Uuid;

    use super::*;

    /// Fields that hold what somebody typed.
    const TYPED: [&str; 17] = [
        "bemaerkning",
        "egne_ord",
        "sted",
        "moedetid",
        "medbring",
        "fornavn",
        "grund",
        "konvolut",
        "linje",
        "linjer",
        "maal",
        "navn",
        "tekst",
        "telefon",
        "vidne",
        "hvad",
        "trin",
    ];

    /// Calls with each text in a document, and the field it stands in; maps by day have no field of their own.
    fn walk(field: &str, value: &Value, at: &mut impl FnMut(&str, Option<&str>)) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let name = if name.parse::<Day>().is_ok() { field } else { name };
                    at(name, None);
                    walk(name, value, at);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| walk(field, item, at)),
            Value::String(text) => at(field, Some(text)),
            _ => {}
        }
    }

    #[test]
    fn every_stored_sample_about_a_young_person_reads_in_words() {
        let samples = include_str!("../../../../domain/tests/kept/records.jsonl");
        for line in samples.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let folder: Folder = line["folder"].as_str().unwrap().parse().unwrap();
            if !folder.kind().is_about_people() {
                continue;
            }
            let name = line["name"].as_str().unwrap();
            assert!(kind(Lang::Da, name).is_some(), "{name} has no word");
            walk("", &line["doc"], &mut |at, text| {
                assert!(field(Lang::Da, at).is_some(), "{at} of {name} has no word");
                let Some(text) = text.filter(|_| !TYPED.contains(&at)) else { return };
                let is_known = text.parse::<Day>().is_ok()
                    || text.parse::<Person>().is_ok()
                    || Uuid::parse_str(text).is_ok()
                    || value(Lang::Da, at, text).is_some();
                assert!(is_known, "{text} in {at} of {name} has no word");
            });
        }
    }

    #[test]
    fn what_a_command_asks_reads_in_words() {
        let samples = include_str!("../../../../domain/tests/kept/commands.jsonl");
        for line in samples.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let name = line["name"].as_str().unwrap();
            let args = RawValue::from_string(line["doc"].to_string()).unwrap();
            let asked = domain::Command::decode(name, &args).unwrap();
            if asked.ung().is_some() {
                walk("", &line["doc"], &mut |at, _| {
                    assert!(field(Lang::Da, at).is_some(), "{at} of {name} has no word");
                });
            }
        }
    }
}

//! What stored documents say in code words, in words: kinds of record, their fields, and the values of those
//! that are code words. What is not here is shown as it is stored; a test asks every stored sample.

use super::super::Lang;

/// Code word, Danish, English.
type Word = (&'static str, &'static str, &'static str);

const KINDS: [Word; 14] = [
    ("ung", "Dig", "You"),
    ("plan", "Plan", "Plan"),
    ("aftale", "Aftale", "Agreement"),
    ("notat", "Notat", "Note"),
    ("snusepraktik", "Ønske om snusepraktik", "Request for a taster placement"),
    ("vaertsbooking", "Det, værten ser", "What the host sees"),
    ("tilknytning", "Hjælper", "Helper"),
    ("samtykke", "Samtykke", "Consent"),
    ("samtykkebrev", "Samtykket, som skolen ser det", "The consent as the school sees it"),
    ("oplysning", "Fortalt til skolen", "Told to the school"),
    ("delt_oplysning", "Fortalt, som skolen ser det", "What was told as the school sees it"),
    ("besked", "Besked til skolen", "Notice to the school"),
    ("opslag", "Set på din side", "Looked at your page"),
    ("indsigt", "Du bad om at se det hele", "You asked to see it all"),
];

const FIELDS: [Word; 70] = [
    ("af", "Af", "By"),
    ("aftale", "Aftale nummer", "Agreement number"),
    ("afvist", "Afvist", "Not possible"),
    ("bedt", "Bedt om", "Asked"),
    ("bemaerkning", "Bemærkning", "Remark"),
    ("bevis", "Sådan ved vi det", "How it is known"),
    ("dage", "Dage", "Days"),
    ("deling", "Mappe nummer", "Folder number"),
    ("egne_ord", "Dine egne ord", "Your own words"),
    ("emne", "Om", "About"),
    ("erstatter", "I stedet for samtykke nummer", "In place of consent number"),
    ("erstattet", "Erstattet", "Replaced"),
    ("foedt", "Født", "Born"),
    ("foer_overdragelse", "Skrevet før overdragelsen", "Written before the handover"),
    ("fornavn", "Fornavn", "First name"),
    ("fra", "Fra", "From"),
    ("fremmoede", "Fremmøde", "Attendance"),
    ("frist", "Frist", "Due"),
    ("from", "Fra", "From"),
    ("funktion", "Som", "As"),
    ("givet", "Givet ud", "Given out"),
    ("hvad", "Hvad", "What"),
    ("hvem", "Hvem", "Who"),
    ("hvornaar", "Hvornår", "When"),
    ("id", "Nummer", "Number"),
    ("kl", "Hvornår", "When"),
    ("klokken", "Klokken", "Time"),
    ("kontakt", "Hvem man kan spørge", "Whom to ask"),
    ("linje", "Linje", "Line"),
    ("linjer", "Valgte linjer", "Chosen lines"),
    ("maal", "Mål", "Goal"),
    ("med", "Med", "With"),
    ("medarbejder", "Hvem", "Who"),
    ("modtager", "Til", "To"),
    ("modtaget", "Modtaget af serveren", "Received by the server"),
    ("mundtligt", "Sagt, mens en anden hørte det", "Said while somebody heard it"),
    ("myndig", "Du bliver myndig", "You come of age"),
    ("naaet", "Nået", "Reached"),
    ("navn", "Navn", "Name"),
    ("notat", "Notat nummer", "Note number"),
    ("omfang", "Må fortælles", "May be told"),
    ("organisation", "Hvor", "Where"),
    ("plads", "Plads nummer", "Place number"),
    ("punkter", "Opmærksomhedspunkter", "Points of attention"),
    ("rettelser", "Rettelser", "Corrections"),
    ("samtykke", "Samtykke nummer", "Consent number"),
    ("seneste", "Senest", "Last"),
    ("situation", "Hvornår det må fortælles", "When it may be told"),
    ("situationer", "Hvornår det må fortælles", "When it may be told"),
    ("sket", "Hvornår det skete", "When it happened"),
    ("skole", "Skole", "School"),
    ("skrevet", "Skrevet", "Written"),
    ("slags", "Slags", "Kind"),
    ("som", "Som", "As"),
    ("status", "Hvad det blev til", "What became of it"),
    ("synlighed", "Hvem kan se det", "Who can see it"),
    ("tekst", "Tekst", "Text"),
    ("telefon", "Telefon", "Phone"),
    ("term", "Periode", "Period"),
    ("til", "Til", "Until"),
    ("trin", "Trin", "Steps"),
    ("trukket", "Trukket tilbage", "Withdrawn"),
    ("udfoert", "Krydset af", "Ticked off"),
    ("underskrevet", "Sidste underskrift", "Last signature"),
    ("underskrifter", "Underskrifter", "Signatures"),
    ("ung", "Om", "About"),
    ("until", "Til", "Until"),
    ("venteliste", "Nummer på ventelisten", "Number on the waiting list"),
    ("vidne", "Hørt af", "Heard by"),
    ("why", "Hvorfor", "Why"),
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

const COMMANDS: [Word; 18] = [
    ("ung.register.v1", "Oprettede dig", "Added you"),
    ("tilknytning.assign.v1", "Gav dig en hjælper", "Gave you a helper"),
    ("tilknytning.end.v1", "Sluttede en hjælpers adgang", "Ended a helper's access"),
    ("plan.write.v1", "Skrev din plan", "Wrote your plan"),
    ("aftale.make.v1", "Lavede en aftale", "Made an agreement"),
    (
        "aftale.settle.v1",
        "Krydsede en aftale af eller åbnede den",
        "Ticked an agreement off or opened it",
    ),
    ("notat.write.v1", "Skrev et notat", "Wrote a note"),
    ("notat.correct.v1", "Rettede et notat", "Corrected a note"),
    ("snusepraktik.request.v1", "Ønskede snusepraktik", "Asked for a taster placement"),
    ("snusepraktik.cancel.v1", "Aflyste snusepraktik", "Cancelled a taster placement"),
    ("snusepraktik.fremmoede.v1", "Meldte, om du kom", "Told whether you came"),
    ("samtykke.draft.v1", "Skrev et samtykke", "Wrote a consent"),
    ("samtykke.sign.v1", "Skrev under på et samtykke", "Signed a consent"),
    ("samtykke.withdraw.v1", "Trak et samtykke tilbage", "Withdrew a consent"),
    ("oplysning.share.v1", "Fortalte skolen noget", "Told the school something"),
    ("opslag.note.v1", "Så på din side", "Looked at your page"),
    ("indsigt.ask.v1", "Bad om alt, der står om dig", "Asked for all that is written about you"),
    ("indsigt.give.v1", "Gav dig alt, der står om dig", "Gave you all that is written about you"),
];

/// What a kind of record is called.
#[must_use]
pub fn kind(lang: Lang, code: &str) -> Option<&'static str> {
    find(lang, &KINDS, code)
}

/// What a field is called.
#[must_use]
pub fn field(lang: Lang, code: &str) -> Option<&'static str> {
    find(lang, &FIELDS, code)
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
    find(lang, &COMMANDS, name)
}

fn find(lang: Lang, words: &[Word], code: &str) -> Option<&'static str> {
    let found = words.iter().find(|(word, ..)| *word == code);
    found.map(|(_, danish, english)| lang.pick(*danish, *english))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{Day, Folder, Person};
    use serde_json::Value;
    use uuid::Uuid;

    use super::*;

    /// Fields that hold what somebody typed.
    const TYPED: [&str; 12] = [
        "bemaerkning",
        "egne_ord",
        "fornavn",
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
        let samples = include_str!("../../../../domain/tests/formats/records.jsonl");
        let mut seen = BTreeSet::new();
        for line in samples.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let folder: Folder = line["folder"].as_str().unwrap().parse().unwrap();
            if !folder.kind().is_about_people() {
                continue;
            }
            let name = line["name"].as_str().unwrap();
            seen.insert(name.to_owned());
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
        assert_eq!(seen.len(), KINDS.len(), "{seen:?}");
    }
}

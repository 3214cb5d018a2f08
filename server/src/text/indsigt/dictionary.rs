//! What stored documents say in code words, in words: kinds of record, their fields, and the values of those
//! that are code words. What is not here is shown as it is stored; a test asks every stored sample.

use super::super::Lang;

/// Code word, Danish, English.
type Word = (&'static str, &'static str, &'static str);

const KINDS: [Word; 18] = [
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
    ("indskrivning", "Tid på en skole", "Time at a school"),
    ("elev", "Det, skolen ser af dig", "What the school sees of you"),
    ("noedadgang", "En leder åbnede din sag", "A manager opened your case"),
    ("henlagt", "Skrevet for sent og lagt til side", "Written too late and put aside"),
];

/// In the order in which they are read: what it says first, numbers last.
const FIELDS: [Word; 83] = [
    ("navn", "Navn", "Name"),
    ("fornavn", "Fornavn", "First name"),
    ("foedt", "Født", "Born"),
    ("telefon", "Telefon", "Phone"),
    ("skole", "Skole", "School"),
    ("hvad", "Hvad", "What"),
    ("slags", "Slags", "Kind"),
    ("medarbejder", "Hvem", "Who"),
    ("funktion", "Som", "As"),
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

const COMMANDS: [Word; 24] = [
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
    ("indskrivning.enrol.v1", "Skrev, hvilken skole du går på", "Wrote which school you are at"),
    ("indskrivning.end.v1", "Skrev, hvornår du gik ud", "Wrote when you left a school"),
    ("noedadgang.open.v1", "Åbnede din sag med en grund", "Opened your case with a reason"),
    (
        "noedadgang.end.v1",
        "Sluttede en leders adgang til din sag",
        "Ended a manager's access to your case",
    ),
    ("noedadgang.see.v1", "Læste, at sagen var åbnet", "Read that the case was opened"),
    ("henlagt.see.v1", "Læste det, der var lagt til side", "Read what was put aside"),
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

    #[test]
    fn what_a_command_asks_reads_in_words() {
        let samples = include_str!("../../../../domain/tests/formats/commands.jsonl");
        for line in samples.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let name = line["name"].as_str().unwrap();
            if command(Lang::Da, name).is_some() {
                walk("", &line["doc"], &mut |at, _| {
                    assert!(field(Lang::Da, at).is_some(), "{at} of {name} has no word");
                });
            }
        }
    }
}

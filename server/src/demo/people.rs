//! The invented people, plainly so by their names: staff with their roles, young people with their
//! helpers. What happens to them is in `year` and `places`.

use domain::grant::Term;
use domain::id::{IndskrivningId, MedarbejderId, TilknytningId, UngId};
use domain::indskrivning::{EnrolUng, Indskrivning};
use domain::organisation::{Medarbejder, RegisterMedarbejder, Rolletid};
use domain::text::ShortText;
use domain::tilknytning::{AssignHelper, Funktion, Tilknytning};
use domain::ung::{RegisterUng, Ung};
use domain::{Day, Person, Rolle};

use super::organisations::{
    EUC, GYM, JOBCENTER, PARTNERE, PRODUKTION, SOSU, UU, organisation, system,
};
use super::script::Script;
use super::{DemoFault, Persona, always, id, kommune};

const STAFF: [(&str, Rolle, &str); 13] = [
    ("Prøve-Palle Demosen", Rolle::Ambassadoer, EUC),
    ("Eksempel-Astrid Prøvholm", Rolle::Ambassadoer, GYM),
    ("Test-Tine Demosen", Rolle::Overgangsmentor, UU),
    ("Prøve-Jørgen Eksempelgaard", Rolle::Overgangsmentor, PRODUKTION),
    ("Eksempel-Vibeke Testensen", Rolle::Vejleder, UU),
    ("Demo-Søren Prøvesen", Rolle::Tovholder, JOBCENTER),
    ("Test-Torben Eksempelsen", Rolle::Netvaerkstovholder, UU),
    ("Demo-Dorthe Testvært", Rolle::Vaert, EUC),
    ("Prøve-Kåre Testholt", Rolle::Vaert, SOSU),
    ("Eksempel-Inge Testskov", Rolle::Skolevejleder, EUC),
    ("Prøve-Poul Eksempelskov", Rolle::Skolevejleder, PRODUKTION),
    ("Demo-Lene Prøvelund", Rolle::Leder, JOBCENTER),
    ("Test-Tanja Prøvegaard", Rolle::Administrator, UU),
];

pub(super) const AMBASSADOERER: [&str; 2] = ["Prøve-Palle Demosen", "Eksempel-Astrid Prøvholm"];
pub(super) const MENTORER: [&str; 2] = ["Test-Tine Demosen", "Prøve-Jørgen Eksempelgaard"];
pub(super) const VEJLEDER: &str = "Eksempel-Vibeke Testensen";
pub(super) const TOVHOLDER: &str = "Demo-Søren Prøvesen";
pub(super) const VAERT_EUC: &str = "Demo-Dorthe Testvært";

/// Young people. The last name but two has 40 letters.
pub(super) const UNGE: [&str; 24] = [
    "Eksempel-Emma Prøvesen",
    "Prøve-Ali Testgaard",
    "Test-Åse Demosen",
    "Demo-Magnus Eksempelsen",
    "Eksempel-Freja Testholm",
    "Prøve-Oskar Demosen",
    "Test-Søren Prøvekær",
    "Demo-Ida Testrup",
    "Eksempel-Mikkel Prøvø",
    "Prøve-Lærke Demobæk",
    "Test-Yusuf Eksempelsen",
    "Demo-Sofie Prøvelund",
    "Eksempel-Bjørn Testå",
    "Prøve-Zainab Demosen",
    "Test-Kasper Prøvesen",
    "Demo-Malthe Testdal",
    "Eksempel-Aksel Demøe",
    "Prøve-Maja Testvang",
    "Test-Liam Prøveby",
    "Demo-Ronja Eksempelkjær",
    "Eksempel-Noor Testsen",
    "Eksempel-Maximiliane Prøvesen-Testegaard",
    "Prøve-Æmilie Ærøprøve",
    "Test-Victor Demolund",
];

/// The young people one can sign in as, by their place among all.
const UNGE_PERSONAS: [usize; 3] = [0, 1, 12];

pub(super) fn personas() -> Vec<Persona> {
    let staff = STAFF.iter().map(|(navn, rolle, sted)| Persona {
        person: Person::Medarbejder(medarbejder(navn)),
        navn,
        rolle: Some(*rolle),
        sted: Some(sted),
    });
    let unge = UNGE_PERSONAS.iter().filter_map(|place| {
        let navn = UNGE.get(*place)?;
        let person = Person::Ung(ung(navn));
        Some(Persona { person, navn, rolle: None, sted: skole(*place) })
    });
    staff.chain(unge).collect()
}

pub(super) fn medarbejder(navn: &str) -> MedarbejderId {
    MedarbejderId(id(navn))
}

pub(super) fn staff(navn: &str) -> Person {
    Person::Medarbejder(medarbejder(navn))
}

pub(super) fn ung(navn: &str) -> UngId {
    UngId(id(navn))
}

/// The school somebody goes to; every fourth goes to none.
fn skole(place: usize) -> Option<&'static str> {
    [Some(EUC), Some(PRODUKTION), Some(GYM), None].get(place % 4).copied().flatten()
}

/// The mentor who follows the young person at this place among all.
pub(super) fn mentor_of(place: usize) -> &'static str {
    let [first, second] = MENTORER;
    if place < UNGE.len() / 2 { first } else { second }
}

/// How many days ago the young person at this place came into the programme.
pub(super) fn days_in(place: usize) -> i32 {
    40 + i32::try_from(place * 37 % 360).unwrap_or(0)
}

pub(super) fn tell(script: &mut Script) -> Result<(), DemoFault> {
    for (navn, rolle, sted) in STAFF {
        employ(script, navn, rolle, sted)?;
    }
    for (place, navn) in UNGE.into_iter().enumerate() {
        take_in(script, place, navn, [TOVHOLDER, mentor_of(place)])?;
        if place % 3 == 0 {
            assign(script, place, navn, VEJLEDER, Funktion::Vejleder);
        }
    }
    Ok(())
}

pub(super) fn employ(
    script: &mut Script,
    navn: &str,
    rolle: Rolle,
    sted: &str,
) -> Result<(), DemoFault> {
    let medarbejder = Medarbejder {
        id: medarbejder(navn),
        kommune: kommune(),
        navn: ShortText::parse(navn)?,
        organisation: organisation(sted),
        telefon: Some(ShortText::parse("20 00 00 00")?),
        mail: Some(ShortText::parse("post@example.dk")?),
        roller: vec![Rolletid { rolle, term: always(script.now) }],
    };
    system(script, RegisterMedarbejder { medarbejder });
    Ok(())
}

/// A young person with a tovholder and a mentor.
pub(super) fn take_in(
    script: &mut Script,
    place: usize,
    navn: &str,
    helpers: [&str; 2],
) -> Result<(), DemoFault> {
    let years = 15 + i32::try_from(place % 10).unwrap_or(0);
    let birth_year = script.today.ymd().year - years;
    let month = u32::try_from(place % 12).unwrap_or(0) + 1;
    let ung = Ung {
        id: ung(navn),
        navn: ShortText::parse(navn)?,
        foedt: Day::new(birth_year, month, 14).ok_or(DemoFault::Nobody)?,
        telefon: Some(ShortText::parse("20 00 00 01")?),
        skole: skole(place).map(organisation),
    };
    let [tovholder, mentor] = helpers;
    let begins = script.at(-days_in(place), 8, 0);
    script.ask(begins, Person::System, RegisterUng { ung });
    if let Some(skole) = skole(place) {
        let (id, ung) = (IndskrivningId(id(&format!("indskrivning {navn}"))), self::ung(navn));
        let (skole, term) = (organisation(skole), Term::from(begins));
        let indskrivning = Indskrivning { id, ung, skole, term };
        script.ask(begins, Person::System, EnrolUng { indskrivning });
    }
    assign(script, place, navn, tovholder, Funktion::Tovholder);
    assign(script, place, navn, mentor, Funktion::Overgangsmentor);
    Ok(())
}

fn assign(script: &mut Script, place: usize, navn: &str, helper: &str, funktion: Funktion) {
    let from = script.at(-days_in(place), 8, 0);
    let tilknytning = Tilknytning {
        id: TilknytningId(id(&format!("tilknytning {navn} {helper}"))),
        ung: ung(navn),
        medarbejder: medarbejder(helper),
        funktion,
        term: Term::from(from),
    };
    script.ask(from, Person::System, AssignHelper { tilknytning });
}

/// Any partner, for people who work somewhere.
pub(super) fn some_partner(place: usize) -> &'static str {
    PARTNERE.get(place % PARTNERE.len()).map_or(UU, |(navn, _)| navn)
}

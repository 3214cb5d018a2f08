//! Writing a samtykke, signing it, telling something under it: what each form holds and what it asks for.

use std::collections::BTreeSet;

use domain::alfabet::sorted;
use domain::id::{OplysningId, OrganisationId, SamtykkeId, SamtykketekstId, UngId};
use domain::oplysning::ShareOplysning;
use domain::record::list;
use domain::samtykke::{
    Bevis, DraftSamtykke, Emne, Samtykketekst, SignSamtykke, Situation, Underskriver,
};
use domain::{Command, Day};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::SamtykkeSide;
use crate::text::samtykke as t;
use crate::view::Sight;
use crate::view::draft::Draft;
use crate::view::form::{Check, Fault};

/// A samtykke being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamtykkeForm {
    /// Which one it becomes.
    pub id: SamtykkeId,
    /// To which school.
    pub modtager: Option<OrganisationId>,
    /// What may be told.
    pub omfang: BTreeSet<Emne>,
    /// In which situations.
    pub situationer: BTreeSet<Situation>,
    /// The first day.
    pub fra: String,
    /// The last day.
    pub til: String,
}

/// How many days a samtykke lasts unless somebody says otherwise: half a year.
const PRESET_DAYS: i32 = 182;

impl SamtykkeForm {
    /// An untouched form: the school they go to, from today, half a year.
    #[must_use]
    pub fn fresh(id: SamtykkeId, skole: Option<OrganisationId>, today: Day) -> Self {
        Self {
            id,
            modtager: skole,
            omfang: BTreeSet::new(),
            situationer: BTreeSet::new(),
            fra: today.to_string(),
            til: today.plus(PRESET_DAYS).to_string(),
        }
    }

    /// One that was refused, to be put right and sent again as a new one.
    #[must_use]
    pub fn again(refused: &DraftSamtykke, id: SamtykkeId) -> Self {
        Self {
            id,
            modtager: Some(refused.modtager),
            omfang: refused.omfang.clone(),
            situationer: refused.situationer.clone(),
            fra: refused.fra.to_string(),
            til: refused.til.to_string(),
        }
    }

    /// What it asks for, or what is wrong with it.
    pub fn parse(&self, ung: UngId, sight: &Sight<'_>) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let modtager = check.given("modtager", self.modtager, t::school_missing());
        let omfang = (!self.omfang.is_empty()).then(|| self.omfang.clone());
        let omfang = check.given("omfang", omfang, t::scope_missing());
        let situationer = (!self.situationer.is_empty()).then(|| self.situationer.clone());
        let situationer = check.given("situationer", situationer, t::situations_missing());
        let fra = check.coming_day("fra", &self.fra, sight.today());
        let til = check.coming_day("til", &self.til, sight.today());
        for (at, typed) in [("fra", &self.fra), ("til", &self.til)] {
            if typed.trim().is_empty() {
                check.fault(at, crate::text::form::day_missing());
            }
        }
        if fra.zip(til).is_some_and(|(fra, til)| til < fra) {
            check.fault("til", t::ends_before());
        }
        let tekst = check.given("modtager", words(sight), t::no_words());
        let (id, erstatter) = (self.id, None);
        check.end(|| {
            let (modtager, omfang, situationer) = (modtager?, omfang?, situationer?);
            let (fra, til, tekst) = (fra?, til?, tekst?);
            let draft = DraftSamtykke {
                id,
                ung,
                modtager,
                omfang,
                situationer,
                fra,
                til,
                tekst,
                erstatter,
            };
            Some(draft.into())
        })
    }
}

/// The words in use today: the newest.
fn words(sight: &Sight<'_>) -> Option<SamtykketekstId> {
    let all = list::<Samtykketekst>(sight.view, sight.faelles()).into_iter();
    let in_use = all.filter(|tekst| tekst.siden <= sight.today());
    in_use.max_by_key(|tekst| (tekst.siden, tekst.id)).map(|tekst| tekst.id)
}

/// The schools a samtykke can name; the young person's own stands first.
#[must_use]
pub fn skoler(sight: &Sight<'_>, ung: UngId) -> Vec<(OrganisationId, String)> {
    let own = sight.ung(ung).and_then(|ung| ung.skole);
    let schools = sight.organisationer().into_iter().filter(|found| found.skole);
    let mut all: Vec<_> = schools.map(|found| (found.id, found.navn.to_string())).collect();
    crate::view::order::by_key(&mut all, |(id, navn)| (Some(*id) != own, sorted(navn)));
    all
}

/// How a signature is given, before anything more is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Maade {
    /// On this screen.
    Skaerm,
    /// On paper.
    Papir,
    /// Said, with somebody who heard it.
    Mundtligt,
}

/// A signature being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderskriftForm {
    /// As what.
    pub som: Underskriver,
    /// The name they write.
    pub navn: String,
    /// How.
    pub maade: Maade,
    /// Who heard it.
    pub vidne: String,
    /// They have read it, or had it read to them.
    pub laest: bool,
}

impl UnderskriftForm {
    /// An untouched form.
    #[must_use]
    pub fn fresh(som: Underskriver) -> Self {
        let (navn, vidne) = (String::new(), String::new());
        Self { som, navn, maade: Maade::Skaerm, vidne, laest: false }
    }

    /// What it asks for where the signer themself has the screen before them.
    pub fn here(&self, side: &SamtykkeSide) -> Result<Command, Vec<Fault>> {
        Self { maade: Maade::Skaerm, ..self.clone() }.parse(side, t::read_missing())
    }

    /// What it asks for where a helper writes down what was given elsewhere.
    pub fn elsewhere(&self, side: &SamtykkeSide) -> Result<Command, Vec<Fault>> {
        self.parse(side, t::was_read_missing())
    }

    fn parse(&self, side: &SamtykkeSide, unread: &'static str) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        if !self.laest {
            check.fault("laest", unread);
        }
        let navn = check.text("navn", &self.navn, t::name_missing());
        let bevis = match self.maade {
            Maade::Skaerm => Some(Bevis::Skaerm),
            Maade::Papir => Some(Bevis::Papir),
            Maade::Mundtligt => check
                .text("vidne", &self.vidne, t::witness_missing())
                .map(|vidne| Bevis::Mundtligt { vidne }),
        };
        let (samtykke, ung, som) = (side.id, side.ung, self.som);
        check.end(|| Some(SignSamtykke { samtykke, ung, som, navn: navn?, bevis: bevis? }.into()))
    }
}

/// Something being told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FortaelForm {
    /// Which one it becomes.
    pub id: OplysningId,
    /// About what.
    pub emne: Option<Emne>,
    /// In which situation.
    pub situation: Option<Situation>,
    /// The words.
    pub tekst: String,
}

impl FortaelForm {
    /// What was not told, to be put right and sent again as something new. A topic or a situation that the samtykke
    /// does not name is to be chosen anew.
    #[must_use]
    pub fn again(refused: &ShareOplysning, id: OplysningId, side: &SamtykkeSide) -> Self {
        Self {
            id,
            emne: Some(refused.emne).filter(|emne| side.omfang.contains(emne)),
            situation: Some(refused.situation).filter(|one| side.situationer.contains(one)),
            tekst: refused.tekst.to_string(),
        }
    }

    /// An untouched form; what there is no choice of is chosen.
    #[must_use]
    pub fn fresh(id: OplysningId, side: &SamtykkeSide) -> Self {
        let emne = if let [only] = side.omfang.as_slice() { Some(*only) } else { None };
        let situation = if let [only] = side.situationer.as_slice() { Some(*only) } else { None };
        Self { id, emne, situation, tekst: String::new() }
    }

    /// What it asks for, or what is wrong with it.
    pub fn parse(&self, side: &SamtykkeSide) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let emne = check.given("emne", self.emne, t::topic_missing());
        let situation = check.given("situation", self.situation, t::situation_missing());
        let tekst = check.text("tekst", &self.tekst, crate::text::form::text_missing());
        let (id, ung, samtykke) = (self.id, side.ung, side.id);
        check.end(|| {
            let (emne, situation, tekst) = (emne?, situation?, tekst?);
            Some(ShareOplysning { id, ung, samtykke, emne, situation, tekst }.into())
        })
    }
}

impl Draft for SamtykkeForm {
    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn renew(&mut self, id: &mut dyn FnMut() -> Uuid) {
        self.id = SamtykkeId(id());
    }
}

impl Draft for UnderskriftForm {
    fn makes(&self) -> Option<Uuid> {
        None
    }

    fn renew(&mut self, _id: &mut dyn FnMut() -> Uuid) {}
}

impl Draft for FortaelForm {
    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn renew(&mut self, id: &mut dyn FnMut() -> Uuid) {
        self.id = OplysningId(id());
    }
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{ANNA, GYMNASIET, MADS, NOW, ORDENE, samtykke};

    use super::*;
    use crate::view::world::World;

    const STAFF: Person = Person::Medarbejder(ANNA);
    const ID: SamtykkeId = SamtykkeId(Uuid::from_u128(0x980));

    fn parsed(form: &SamtykkeForm) -> Result<Command, Vec<Fault>> {
        World::thyland().seen_by(STAFF, |sight| form.parse(MADS, sight))
    }

    fn whole() -> SamtykkeForm {
        SamtykkeForm {
            omfang: BTreeSet::from([Emne::Stoette]),
            situationer: BTreeSet::from([Situation::Opstart]),
            ..SamtykkeForm::fresh(ID, Some(GYMNASIET), NOW.day())
        }
    }

    #[test]
    fn it_lasts_half_a_year_and_is_signed_with_the_words_in_use() {
        let Ok(Command::DraftSamtykke(draft)) = parsed(&whole()) else { panic!("a draft") };
        assert_eq!((draft.fra, draft.til), (NOW.day(), NOW.day().plus(182)));
        assert_eq!((draft.modtager, draft.tekst), (GYMNASIET, ORDENE));
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let empty = SamtykkeForm {
            fra: String::new(),
            til: "2026-09-01".to_owned(),
            ..SamtykkeForm::fresh(ID, None, NOW.day())
        };
        let faults = parsed(&empty).unwrap_err();
        let at: Vec<_> = faults.iter().map(|fault| fault.at.as_str()).collect();
        assert_eq!(at, ["modtager", "omfang", "situationer", "til", "fra"]);
        let backwards =
            SamtykkeForm { fra: "2026-12-01".to_owned(), til: "2026-11-01".to_owned(), ..whole() };
        assert_eq!(parsed(&backwards).unwrap_err()[0].says, t::ends_before());
    }

    #[test]
    fn nobody_signs_without_having_read_it_and_what_is_said_has_a_witness() {
        let mut world = World::thyland();
        world.asks(STAFF, samtykke(ID, MADS));
        let side = world.seen_by(STAFF, |sight| SamtykkeSide::of(sight, MADS, ID)).unwrap();
        let mut form = UnderskriftForm::fresh(Underskriver::Ung);
        form.maade = Maade::Mundtligt;
        let at: Vec<_> = form.elsewhere(&side).unwrap_err().into_iter().map(|f| f.at).collect();
        assert_eq!(at, ["laest", "navn", "vidne"]);
        form = UnderskriftForm { laest: true, navn: "Mads".into(), vidne: "Bent".into(), ..form };
        let Ok(Command::SignSamtykke(sign)) = form.elsewhere(&side) else { panic!("a signature") };
        assert!(matches!(sign.bevis, Bevis::Mundtligt { vidne } if vidne.as_str() == "Bent"));
    }

    #[test]
    fn whoever_has_the_screen_before_them_signs_on_it_whatever_an_older_draft_says() {
        let mut world = World::thyland();
        world.asks(STAFF, samtykke(ID, MADS));
        let side = world.seen_by(STAFF, |sight| SamtykkeSide::of(sight, MADS, ID)).unwrap();
        let fresh = UnderskriftForm::fresh(Underskriver::Ung);
        let (maade, navn) = (Maade::Papir, "Mads".to_owned());
        let form = UnderskriftForm { navn, maade, laest: true, ..fresh };
        let Ok(Command::SignSamtykke(sign)) = form.here(&side) else { panic!("a signature") };
        assert_eq!(sign.bevis, Bevis::Skaerm);
    }

    #[test]
    fn the_own_school_stands_first() {
        let all = World::thyland().seen_by(STAFF, |sight| skoler(sight, MADS));
        let names: Vec<_> = all.iter().map(|(_, navn)| navn.as_str()).collect();
        assert_eq!(names, ["Gymnasiet", "Erhvervsskolen"]);
    }
}

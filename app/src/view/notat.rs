//! Writing and correcting a note: what the form holds, who may come to see it, and what it asks for.

use std::collections::BTreeSet;

use domain::aftale::NewAftale;
use domain::id::{AftaleId, NotatId, UngId};
use domain::notat::{CorrectNotat, Notat, Notatslags, Opmaerksomhedspunkt, Synlighed, WriteNotat};
use domain::record::find;
use domain::text::is_blank;
use domain::tilknytning::Funktion;
use domain::{Command, Moment, Person};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Sight;
use super::draft::Draft;
use super::form::{Check, Fault, clock_input, inputs};
use super::helpers::helpers;
use super::me::fornavn_apart;
use crate::text::{joined, notat as t, words};

/// A note being written. What is typed is kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotatForm {
    /// Which one it becomes.
    pub id: NotatId,
    /// Which one the agreement becomes, if there is one.
    pub aftale_id: AftaleId,
    /// What kind of contact it was.
    pub slags: Option<Notatslags>,
    /// The day of it.
    pub dag: String,
    /// The time of it.
    pub tid: String,
    /// What there is to say.
    pub tekst: String,
    /// What to pay attention to.
    pub punkter: BTreeSet<Opmaerksomhedspunkt>,
    /// What was agreed.
    pub aftale: String,
    /// The day it is due.
    pub frist: String,
    /// The time, for an appointment.
    pub klokken: String,
    /// Who is to see it; none is the first choice there is.
    pub synlighed: Option<Synlighed>,
}

impl NotatForm {
    /// An untouched form: it happened now.
    #[must_use]
    pub fn fresh(id: NotatId, aftale_id: AftaleId, now: Moment) -> Self {
        let (dag, tid) = inputs(now);
        Self {
            id,
            aftale_id,
            slags: None,
            dag,
            tid,
            tekst: String::new(),
            punkter: BTreeSet::new(),
            aftale: String::new(),
            frist: String::new(),
            klokken: String::new(),
            synlighed: None,
        }
    }

    /// A note that was refused, to be put right and sent again as a new one.
    #[must_use]
    pub fn again(refused: &WriteNotat, id: NotatId, aftale_id: AftaleId) -> Self {
        let (dag, tid) = inputs(refused.sket);
        let aftale = refused.aftale.as_ref();
        let told = |what: Option<String>| what.unwrap_or_default();
        Self {
            id,
            aftale_id,
            slags: Some(refused.slags),
            dag,
            tid,
            tekst: refused.tekst.to_string(),
            punkter: refused.punkter.clone(),
            aftale: told(aftale.map(|aftale| aftale.hvad.to_string())),
            frist: told(aftale.and_then(|aftale| aftale.frist).map(|frist| frist.to_string())),
            klokken: told(aftale.and_then(|aftale| aftale.klokken).map(clock_input)),
            synlighed: Some(refused.synlighed),
        }
    }

    /// What it asks for, or what is wrong with it.
    pub fn parse(&self, ung: UngId, sight: &Sight<'_>) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let slags = check.given("slags", self.slags, t::kind_missing());
        let tekst = check.text("tekst", &self.tekst, t::text_missing());
        let sket = check.happened(("dag", &self.dag), ("tid", &self.tid), sight.today());
        let aftale = self.aftale(&mut check, sight);
        let synlighed = self.synlighed.or_else(|| choices(sight, ung).first().copied());
        check.end(|| {
            let (slags, tekst, sket, synlighed) = (slags?, tekst?, sket?, synlighed?);
            let (id, punkter) = (self.id, self.punkter.clone());
            Some(WriteNotat { id, ung, synlighed, slags, sket, tekst, punkter, aftale }.into())
        })
    }

    fn aftale(&self, check: &mut Check, sight: &Sight<'_>) -> Option<NewAftale> {
        let frist = check.coming_day("frist", &self.frist, sight.today());
        let klokken = check.optional_clock("klokken", &self.klokken);
        if klokken.is_some() && self.frist.trim().is_empty() {
            check.fault("frist", crate::text::form::clock_without_day());
        }
        if let Some((day, minutes)) = frist.zip(klokken) {
            check.moment("klokken", day, minutes);
        }
        if is_blank(&self.aftale) && frist.is_none() && klokken.is_none() {
            return None;
        }
        let hvad = check.text("aftale", &self.aftale, t::agreement_missing())?;
        let med = sight.me.medarbejder();
        Some(NewAftale { id: self.aftale_id, hvad, frist, klokken, med })
    }
}

impl Draft for NotatForm {
    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn renew(&mut self, id: &mut dyn FnMut() -> Uuid) {
        (self.id, self.aftale_id) = (NotatId(id()), AftaleId(id()));
    }
}

/// Where this person sees and may lay notes on the young person; the first is preset.
#[must_use]
pub fn choices(sight: &Sight<'_>, ung: UngId) -> Vec<Synlighed> {
    let all = [Synlighed::Journal, Synlighed::Plan];
    all.into_iter().filter(|choice| sight.folders.contains(&choice.folder(ung))).collect()
}

/// Who sees a note that lies there, by name; the young person as `called` calls them.
#[must_use]
pub fn seen_by(
    sight: &Sight<'_>,
    ung: UngId,
    synlighed: Synlighed,
    called: &dyn Fn(&str) -> String,
) -> String {
    let all = helpers(sight, ung);
    let sees = |funktion| synlighed == Synlighed::Plan || funktion != Funktion::Vejleder;
    let names = all.iter().filter(|helper| sees(helper.funktion)).map(|helper| {
        let funktion = words::funktion(helper.funktion).to_lowercase();
        format!("{} ({funktion})", fornavn_apart(&helper.navn))
    });
    let young = (synlighed == Synlighed::Plan).then(|| sight.navn(Person::Ung(ung)));
    let young = young.map(|navn| called(&navn));
    joined(&young.into_iter().chain(names).collect::<Vec<_>>())
}

/// A correction being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetNotatForm {
    /// What it is to say.
    pub tekst: String,
}

impl RetNotatForm {
    /// What it asks for, or what is wrong with it.
    pub fn parse(&self, notat: &Notat) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let tekst = check.text("tekst", &self.tekst, t::text_missing());
        if tekst.as_ref() == Some(notat.gaeldende()) {
            check.fault("tekst", t::unchanged());
        }
        let Notat { id, ung, synlighed, .. } = *notat;
        check.end(|| Some(CorrectNotat { id, ung, synlighed, tekst: tekst? }.into()))
    }
}

impl Draft for RetNotatForm {
    fn makes(&self) -> Option<Uuid> {
        None
    }

    fn renew(&mut self, _id: &mut dyn FnMut() -> Uuid) {}
}

/// A note on the young person, wherever it lies.
#[must_use]
pub fn notat<'a>(sight: &Sight<'a>, ung: UngId, id: NotatId) -> Option<&'a Notat> {
    [Synlighed::Journal, Synlighed::Plan]
        .into_iter()
        .find_map(|where_| find(sight.view, where_.folder(ung), id.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::fixtures::{ANNA, DORTE, MADS, NOW, day};
    use domain::id::MedarbejderId;

    fn form() -> NotatForm {
        let (id, aftale) = (NotatId(Uuid::from_u128(0x960)), AftaleId(Uuid::from_u128(0x961)));
        let slags = Some(Notatslags::Telefon);
        NotatForm { slags, tekst: "Ringede".to_owned(), ..NotatForm::fresh(id, aftale, NOW) }
    }

    fn parsed(by: MedarbejderId, form: &NotatForm) -> Result<WriteNotat, Vec<Fault>> {
        let person = Person::Medarbejder(by);
        let read = World::thyland().seen_by(person, |sight| form.parse(MADS, sight));
        read.map(|command| match command {
            Command::WriteNotat(write) => write,
            other => panic!("a note, not {other:?}"),
        })
    }

    #[test]
    fn a_note_lies_in_the_journal_unless_its_writer_sees_none() {
        let written = parsed(ANNA, &form()).unwrap();
        assert_eq!((written.synlighed, written.sket), (Synlighed::Journal, NOW));
        assert_eq!(parsed(DORTE, &form()).unwrap().synlighed, Synlighed::Plan);
    }

    #[test]
    fn an_agreement_is_made_with_its_writer_and_never_without_words() {
        let mut form = NotatForm { frist: "2026-09-10".to_owned(), ..form() };
        assert_eq!(parsed(ANNA, &form).unwrap_err()[0].at, "aftale");
        form.aftale = "Møde på skolen".to_owned();
        form.klokken = "9:30".to_owned();
        let aftale = parsed(ANNA, &form).unwrap().aftale.unwrap();
        assert_eq!((aftale.frist, aftale.klokken), (Some(day("2026-09-10")), Some(570)));
        assert_eq!(aftale.med, Some(ANNA));
        form.frist.clear();
        assert_eq!(parsed(ANNA, &form).unwrap_err()[0].at, "frist");
    }

    #[test]
    fn a_note_that_was_refused_is_asked_for_again_in_all_its_parts() {
        let fresh = NotatForm {
            aftale: "Møde på skolen".to_owned(),
            frist: "2026-09-10".to_owned(),
            klokken: "09:05".to_owned(),
            punkter: BTreeSet::from([Opmaerksomhedspunkt::Psyke]),
            ..form()
        };
        let refused = parsed(ANNA, &fresh).unwrap();
        let (id, aftale) = (NotatId(Uuid::from_u128(7)), AftaleId(Uuid::from_u128(8)));
        let again = parsed(ANNA, &NotatForm::again(&refused, id, aftale)).unwrap();
        let agreed = refused.aftale.clone().map(|agreed| NewAftale { id: aftale, ..agreed });
        assert_eq!(again, WriteNotat { id, aftale: agreed, ..refused });
    }

    #[test]
    fn an_empty_note_is_told_about_kind_and_text_at_once() {
        let empty = NotatForm { slags: None, tekst: " ".to_owned(), ..form() };
        let at: Vec<_> = parsed(ANNA, &empty).unwrap_err().into_iter().map(|f| f.at).collect();
        assert_eq!(at, ["slags", "tekst"]);
    }

    #[test]
    fn who_sees_it_is_told_by_name() {
        use crate::view::me::fornavn;
        let names = World::thyland().seen_by(Person::Medarbejder(ANNA), |sight| {
            [Synlighed::Journal, Synlighed::Plan]
                .map(|place| seen_by(sight, MADS, place, &|navn| fornavn(navn).to_owned()))
        });
        assert_eq!(names[0], "Bent (tovholder) og Anna (overgangsmentor)");
        assert_eq!(names[1], "Mads, Bent (tovholder), Anna (overgangsmentor) og Dorte (vejleder)");
    }
}

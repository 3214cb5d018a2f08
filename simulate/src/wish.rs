//! What a person may want to do next, from what their phone shows them. The phone may still say no, and the
//! server after it: both are answers like any other.

use std::collections::BTreeSet;

use domain::aftale::{Aftale, MakeAftale, NewAftale, SettleAftale};
use domain::besoeg::{AmendBesoeg, Besoeg, BesoegEdit, LogBesoeg};
use domain::edit::{Conflict, SettleConflict, Valg};
use domain::fixtures::{self, ERHVERVSSKOLEN, TOEMRER};
use domain::grant::Term;
use domain::id::{
    AftaleId, BesoegId, IndskrivningId, LoefteId, NotatId, OplysningId, SamtykkeId, SnusepraktikId,
    TilknytningId, UngId,
};
use domain::indskrivning::{EndIndskrivning, EnrolUng, Indskrivning};
use domain::loefte::{Loefte, NewLoefte, SettleLoefte};
use domain::notat::{CorrectNotat, Notat, Notatslags, Synlighed, WriteNotat};
use domain::oplysning::ShareOplysning;
use domain::plan::{EditPlan, Plan, PlanEdit};
use domain::record::Listed;
use domain::samtykke::{DraftSamtykke, Emne, Samtykke, Situation, Underskriver, WithdrawSamtykke};
use domain::snusepraktik::{
    CancelSnusepraktik, ConfirmFremmoede, Fremmoede, RequestSnusepraktik, Snusepraktik,
    Vaertsbooking,
};
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::{Command, Day, Folder, Moment, View, moment};

use crate::backend::POISON;
use crate::dice::Dice;

/// Somebody with a phone in their hand.
pub struct Wish<'a> {
    /// What the phone shows.
    pub view: &'a dyn View,
    /// The folders on it.
    pub folders: &'a [Folder],
    /// Its clock.
    pub now: Moment,
    /// Chance.
    pub dice: &'a Dice,
}

impl Wish<'_> {
    /// Something to ask for, if the folder that comes to mind gives cause.
    #[must_use]
    pub fn any(&self) -> Option<Command> {
        match *self.dice.pick(self.folders)? {
            Folder::Journal(ung) => self.in_journal(ung),
            Folder::Plan(ung) => self.in_plan(ung),
            Folder::Partnerskab(organisation) => self.at_partner(organisation),
            Folder::Vaert(organisation) => self.as_host(organisation),
            _ => None,
        }
    }

    fn in_journal(&self, ung: UngId) -> Option<Command> {
        match self.dice.below(8) {
            0..4 => Some(self.write(ung, Synlighed::Journal)),
            4..6 => self.correct(ung, Synlighed::Journal),
            6 => self.assign(ung),
            _ => self.end(ung),
        }
    }

    fn in_plan(&self, ung: UngId) -> Option<Command> {
        match self.dice.below(14) {
            0 => Some(self.write(ung, Synlighed::Plan)),
            1 => self.correct(ung, Synlighed::Plan),
            2 | 3 => Some(MakeAftale { ung, aftale: self.aftale() }.into()),
            4 => {
                let Aftale { id: aftale, udfoert, .. } = self.one::<Aftale>(Folder::Plan(ung))?;
                Some(SettleAftale { ung, aftale, udfoert: udfoert.is_none() }.into())
            }
            5 => {
                let was = self.one::<Plan>(Folder::Plan(ung))?;
                let maal = Some(fixtures::short(&self.text("Mål")));
                let now = Plan { maal, ..was.clone() };
                Some(EditPlan { ung, edit: PlanEdit::between(&was, &now) }.into())
            }
            6..9 => Some(self.request(ung)),
            9 => {
                let Snusepraktik { id, .. } = self.one::<Snusepraktik>(Folder::Plan(ung))?;
                Some(CancelSnusepraktik { id, ung }.into())
            }
            _ => self.about_school(ung),
        }
    }

    /// What a school may know: samtykker, what is told under them, and enrolments.
    fn about_school(&self, ung: UngId) -> Option<Command> {
        let plan = Folder::Plan(ung);
        match self.dice.below(8) {
            0 | 1 => {
                let erstatter = self.one::<Samtykke>(plan).map(|before| before.id);
                let erstatter = erstatter.filter(|_| self.dice.one_in(3));
                let draft = fixtures::samtykke(SamtykkeId(self.dice.id()), ung);
                Some(DraftSamtykke { erstatter, ..draft }.into())
            }
            2 | 3 => {
                let Samtykke { id, .. } = self.one(plan)?;
                Some(fixtures::underskrift(id, ung, Underskriver::Ung).into())
            }
            4 => {
                let Samtykke { id: samtykke, .. } = self.one(plan)?;
                Some(WithdrawSamtykke { samtykke, ung }.into())
            }
            5 => {
                let Samtykke { id: samtykke, .. } = self.one(plan)?;
                let (emne, situation) = (Emne::Stoette, Situation::Fravaer);
                let tekst = fixtures::long(&self.text("Det hjælper at ringe"));
                let id = OplysningId(self.dice.id());
                Some(ShareOplysning { id, ung, samtykke, emne, situation, tekst }.into())
            }
            6 => {
                let id = IndskrivningId(self.dice.id());
                let indskrivning = Indskrivning {
                    term: Term::from(self.now),
                    ..fixtures::indskrivning(id, ung, fixtures::GYMNASIET)
                };
                Some(EnrolUng { indskrivning }.into())
            }
            _ => {
                let Indskrivning { id: indskrivning, .. } = self.one(plan)?;
                Some(EndIndskrivning { indskrivning, ung, until: self.now }.into())
            }
        }
    }

    fn at_partner(&self, organisation: domain::id::OrganisationId) -> Option<Command> {
        let folder = Folder::Partnerskab(organisation);
        match self.dice.below(8) {
            0..3 => Some(self.log(organisation)),
            3..6 => {
                let was = self.one::<Besoeg>(folder)?;
                let now = self.amended(&was);
                let edit = BesoegEdit::between(&was, &now);
                Some(AmendBesoeg { id: was.id, organisation, edit }.into())
            }
            6 => {
                let Conflict { id: conflict, .. } = self.one::<Conflict>(folder)?;
                let valg = if self.dice.one_in(2) { Valg::Staaende } else { Valg::Anden };
                Some(SettleConflict { organisation, conflict, valg }.into())
            }
            _ => {
                let Loefte { id: loefte, udfoert, .. } = self.one::<Loefte>(folder)?;
                Some(SettleLoefte { organisation, loefte, udfoert: udfoert.is_none() }.into())
            }
        }
    }

    fn as_host(&self, organisation: domain::id::OrganisationId) -> Option<Command> {
        let Vaertsbooking { id, dage, .. } = self.one(Folder::Vaert(organisation))?;
        let dag = *self.dice.pick(&dage)?;
        let fremmoede = if self.dice.one_in(2) { Fremmoede::Moedt } else { Fremmoede::Udeblevet };
        Some(ConfirmFremmoede { organisation, id, dag, fremmoede }.into())
    }

    fn one<R: Listed>(&self, folder: Folder) -> Option<R> {
        let all = domain::record::list::<R>(self.view, folder);
        self.dice.pick(&all).map(|found| (*found).clone())
    }

    fn text(&self, about: &str) -> String {
        format!("{about} {:08x}", self.dice.throw() >> 32)
    }

    fn write(&self, ung: UngId, synlighed: Synlighed) -> Command {
        let about = if self.dice.one_in(12) { POISON } else { "Talte om praktik" };
        let aftale = self.dice.one_in(6).then(|| self.aftale());
        WriteNotat {
            id: NotatId(self.dice.id()),
            ung,
            synlighed,
            slags: Notatslags::Samtale,
            sket: self.now.plus(-moment::HOUR),
            tekst: fixtures::long(&self.text(about)),
            punkter: BTreeSet::new(),
            aftale,
        }
        .into()
    }

    fn correct(&self, ung: UngId, synlighed: Synlighed) -> Option<Command> {
        let Notat { id, .. } = self.one(synlighed.folder(ung))?;
        let tekst = fixtures::long(&self.text("Rettet"));
        Some(CorrectNotat { id, ung, synlighed, tekst }.into())
    }

    fn aftale(&self) -> NewAftale {
        let (id, hvad) = (AftaleId(self.dice.id()), fixtures::short(&self.text("Ringe")));
        NewAftale { id, hvad, frist: None, klokken: None, med: None }
    }

    /// Somebody joins, for good or for a time that ends while the simulation runs.
    fn assign(&self, ung: UngId) -> Option<Command> {
        use Funktion::{Overgangsmentor, Tovholder, Vejleder};
        let all = [
            (fixtures::GORM, Tovholder),
            (fixtures::BENT, Tovholder),
            (fixtures::ANNA, Overgangsmentor),
            (fixtures::HANNE, Overgangsmentor),
            (fixtures::GORM, Overgangsmentor),
            (fixtures::DORTE, Vejleder),
        ];
        let (medarbejder, funktion) = *self.dice.pick(&all)?;
        let from = self.now.plus(self.dice.between(-moment::HOUR, moment::HOUR));
        let until = self.dice.one_in(2).then(|| from.plus(self.dice.between(1, moment::DAY)));
        let id = TilknytningId(self.dice.id());
        let tilknytning =
            Tilknytning { id, ung, medarbejder, funktion, term: Term { from, until } };
        Some(AssignHelper { tilknytning }.into())
    }

    fn end(&self, ung: UngId) -> Option<Command> {
        let Tilknytning { id: tilknytning, .. } = self.one(Folder::Plan(ung))?;
        let until = self.now.plus(self.dice.between(-moment::MINUTE, moment::HOUR));
        Some(EndTilknytning { tilknytning, ung, until }.into())
    }

    /// Everybody wants the same few seats.
    fn request(&self, ung: UngId) -> Command {
        let days: Vec<Day> = fixtures::working_weeks("2026-09-14", 1);
        let first = self.dice.below(days.len());
        let dage = days.into_iter().skip(first).take(1 + self.dice.below(2)).collect();
        let id = SnusepraktikId(self.dice.id());
        let (organisation, plads, linjer) = (ERHVERVSSKOLEN, TOEMRER, Vec::new());
        RequestSnusepraktik { id, ung, organisation, plads, dage, linjer }.into()
    }

    fn log(&self, organisation: domain::id::OrganisationId) -> Command {
        let hvad = fixtures::short(&self.text("Sende"));
        let promise = || NewLoefte { id: LoefteId(self.dice.id()), hvad, frist: None };
        let loefter = self.dice.one_in(3).then(promise).into_iter().collect();
        let visit = fixtures::besoeg(BesoegId(self.dice.id()));
        LogBesoeg { organisation, loefter, sted: None, ..visit }.into()
    }

    fn amended(&self, was: &Besoeg) -> Besoeg {
        let mut now = was.clone();
        match self.dice.below(3) {
            0 => now.antal = Some(u16::try_from(self.dice.below(9)).unwrap_or(0)),
            1 => now.minutter = 30 + u16::try_from(self.dice.below(9)).unwrap_or(0),
            _ => now.sted = Some(fixtures::short(&self.text("Lokale"))),
        }
        now
    }
}

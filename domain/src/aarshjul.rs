//! The wheel of the year: the network meetings of three levels and the joint one (S0, Årshjul; rule T9).
//! A slot may have no week: the source leaves the middle managers' February blank.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::day::Week;
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{KommuneId, MoedeId, OrganisationId};
use crate::organisation::Organisation;
use crate::record::{Follows, Kept};
use crate::writing::Changes;
use crate::{Day, Rejection};

/// A meeting on the wheel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Netvaerksmoede {
    /// The meeting's own id.
    pub id: MoedeId,
    /// The municipality.
    pub kommune: KommuneId,
    /// Who meets.
    pub niveau: Niveau,
    /// The year.
    pub aar: i32,
    /// The month the source prints: a hint only, the week decides.
    pub maaned: u32,
    /// The ISO week; none where it is not fixed yet.
    pub uge: Option<u32>,
    /// Who hosts, if known.
    pub vaert: Option<OrganisationId>,
}

impl Kept for Netvaerksmoede {
    const CODE: &'static str = "netvaerksmoede";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Faelles(self.kommune)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Who meets in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Niveau {
    /// Praktikernetværket, quarterly.
    Praktikere,
    /// Mellemledernetværket, twice a year.
    Mellemledere,
    /// Chef- og direktørnetværket, twice a year.
    Chefer,
    /// The yearly joint theme meeting.
    Faellesmoede,
}

/// The wheel as S0 prints it: level, month, ISO week.
pub const AARSHJUL: [(Niveau, u32, Option<u32>); 9] = [
    (Niveau::Praktikere, 1, Some(5)),
    (Niveau::Mellemledere, 2, None),
    (Niveau::Chefer, 3, Some(12)),
    (Niveau::Praktikere, 4, Some(17)),
    (Niveau::Faellesmoede, 6, Some(25)),
    (Niveau::Praktikere, 9, Some(37)),
    (Niveau::Mellemledere, 9, Some(39)),
    (Niveau::Chefer, 10, Some(43)),
    (Niveau::Praktikere, 11, Some(47)),
];

/// Puts a meeting on the wheel, or moves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanNetvaerksmoede {
    /// What it is to be.
    pub moede: Netvaerksmoede,
}

impl Netvaerksmoede {
    /// The week it is in, if one is fixed and the year has it.
    #[must_use]
    pub fn week(&self) -> Option<Week> {
        let week = Week { year: self.aar, week: self.uge? };
        week.monday().map(|_| week)
    }
}

impl Asks for PlanNetvaerksmoede {
    const NAME: &'static str = "netvaerksmoede.plan.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Kommune
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let faelles = ask.must_write_now(Folder::Faelles(ask.context.kommune))?;
        if self.moede.kommune != ask.context.kommune {
            return Err(Rejection::AccessMissing);
        }
        if self.moede.uge.is_some() && self.moede.week().is_none() {
            return Err(Rejection::DaysInvalid);
        }
        let first = Day::new(self.moede.aar, self.moede.maaned, 1);
        ask.must_be_near([first.ok_or(Rejection::TimeOutOfBounds)?])?;
        let vaert = self.moede.vaert.map(|vaert| faelles.find::<Organisation>(vaert.0));
        if vaert.is_some_and(|found| found.is_none()) {
            return Err(Rejection::OrganisationMissing);
        }
        Ok(faelles.put(self.moede.clone()))
    }
}

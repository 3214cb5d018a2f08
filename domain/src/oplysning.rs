//! What was told to a school under a samtykke (R6, R11). It lies in the young person's plan, where they see
//! what was told to whom, and a copy lies in the folder that the samtykke opens.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{DelingId, OplysningId, SamtykkeId, UngId};
use crate::record::{Follows, Kept};
use crate::samtykke::{Emne, Samtykke, Situation, Tilstand};
use crate::text::LongText;
use crate::writing::Changes;
use crate::{Moment, Person, Rejection};

/// Something that was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oplysning {
    /// The thing told's own id.
    pub id: OplysningId,
    /// About whom.
    pub ung: UngId,
    /// Under which samtykke.
    pub samtykke: SamtykkeId,
    /// What it is about.
    pub emne: Emne,
    /// In which situation.
    pub situation: Situation,
    /// The words.
    pub tekst: LongText,
    /// Who told it.
    pub af: Person,
    /// When.
    pub kl: Moment,
}

impl Kept for Oplysning {
    const CODE: &'static str = "oplysning";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Plan(self.ung)
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

/// The same as its receiver sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeltOplysning {
    /// The same id as the oplysning's.
    pub id: OplysningId,
    /// In which sharing.
    pub deling: DelingId,
    /// What it is about.
    pub emne: Emne,
    /// In which situation.
    pub situation: Situation,
    /// The words.
    pub tekst: LongText,
    /// Who told it.
    pub af: Person,
    /// When.
    pub kl: Moment,
}

impl Kept for DeltOplysning {
    const CODE: &'static str = "delt_oplysning";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Deling(self.deling)
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

/// Tells something to the school that a samtykke names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareOplysning {
    /// Which one it becomes.
    pub id: OplysningId,
    /// About whom.
    pub ung: UngId,
    /// Under which samtykke.
    pub samtykke: SamtykkeId,
    /// What it is about.
    pub emne: Emne,
    /// In which situation.
    pub situation: Situation,
    /// The words.
    pub tekst: LongText,
}

impl Asks for ShareOplysning {
    const NAME: &'static str = "oplysning.share.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_write_now(Folder::Plan(self.ung))?;
        ask.must_not_be_young()?;
        let told = self.told(ask);
        if let Some(found) = plan.find::<Oplysning>(self.id.0) {
            return if *found == told {
                Ok(Changes::default())
            } else {
                Err(Rejection::AlreadyExists)
            };
        }
        let samtykke = plan.need::<Samtykke>(self.samtykke.0)?;
        self.must_be_covered(samtykke, ask)?;
        // The receiver's folder is not on the phone of whoever tells.
        let copy = ask.is_server().then(|| told.copy(samtykke.deling()));
        let copied = copy.map(|copy| plan.beyond(copy.folder()).put(copy)).unwrap_or_default();
        Ok(copied.and(plan.put(told)))
    }
}

impl ShareOplysning {
    /// It must be in force when it is told and still when it arrives: what is withdrawn meanwhile is not
    /// told any more.
    fn must_be_covered(&self, samtykke: &Samtykke, ask: &Ask<'_>) -> Result<(), Rejection> {
        let moments = [ask.happened(), ask.context.now];
        if moments.iter().any(|at| samtykke.tilstand(*at) != Tilstand::IKraft) {
            return Err(Rejection::SamtykkeNotInForce);
        }
        let covered =
            samtykke.omfang.contains(&self.emne) && samtykke.situationer.contains(&self.situation);
        covered.then_some(()).ok_or(Rejection::OutsideSamtykke)
    }

    fn told(&self, ask: &Ask<'_>) -> Oplysning {
        let Self { id, ung, samtykke, emne, situation, tekst } = self.clone();
        let (af, kl) = (ask.actor.person, ask.context.written);
        Oplysning { id, ung, samtykke, emne, situation, tekst, af, kl }
    }
}

impl Oplysning {
    fn copy(&self, deling: DelingId) -> DeltOplysning {
        let Self { id, ung: _, samtykke: _, emne, situation, tekst, af, kl } = self.clone();
        DeltOplysning { id, deling, emne, situation, tekst, af, kl }
    }
}

//! Agreements and appointments with a young person (R4): what, who, when, and whether it was done.
//! They lie in the plan, where the young person sees them too.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bounds::must_be_on_a_clock;
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{AftaleId, MedarbejderId, NotatId, UngId};
use crate::record::{Follows, Kept};
use crate::text::ShortText;
use crate::writing::Changes;
use crate::{Day, Moment, Person, Rejection};

/// An agreement or appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aftale {
    /// The agreement's own id.
    pub id: AftaleId,
    /// With whom.
    pub ung: UngId,
    /// What was agreed.
    pub hvad: ShortText,
    /// The day it is due, or takes place.
    pub frist: Option<Day>,
    /// The time of day, where it is an appointment: minutes after midnight in Denmark.
    pub klokken: Option<u16>,
    /// Which helper it is with, if one.
    pub med: Option<MedarbejderId>,
    /// The notat it was written with, if one.
    pub notat: Option<NotatId>,
    /// Who made it.
    pub af: Person,
    /// That it was done, and who said so.
    pub udfoert: Option<Udfoert>,
}

impl Kept for Aftale {
    const CODE: &'static str = "aftale";
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

/// Who ticked something off, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Udfoert {
    /// Who.
    pub af: Person,
    /// When, by their phone.
    pub kl: Moment,
}

/// The part of an agreement that a person fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAftale {
    /// Which one it becomes.
    pub id: AftaleId,
    /// What was agreed.
    pub hvad: ShortText,
    /// The day it is due, or takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frist: Option<Day>,
    /// The time of day in minutes after midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub klokken: Option<u16>,
    /// Which helper it is with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub med: Option<MedarbejderId>,
}

/// Makes an agreement or appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeAftale {
    /// With whom.
    pub ung: UngId,
    /// What.
    pub aftale: NewAftale,
}

/// Ticks an agreement off, or opens it again. The young person may, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleAftale {
    /// With whom.
    pub ung: UngId,
    /// The agreement that is meant.
    pub aftale: AftaleId,
    /// Done, or open again.
    pub udfoert: bool,
}

impl Udfoert {
    pub(crate) fn by(ask: &Ask<'_>) -> Self {
        Self { af: ask.actor.person, kl: ask.context.written }
    }
}

impl NewAftale {
    /// Its day can come, its time is one of a day, and whoever it is with works here.
    pub(crate) fn must_be_likely(&self, ask: &Ask<'_>) -> Result<(), Rejection> {
        ask.must_come(self.frist)?;
        must_be_on_a_clock(self.klokken)?;
        ask.must_be_staff(&self.med)
    }

    pub(crate) fn made(&self, ung: UngId, notat: Option<NotatId>, af: Person) -> Aftale {
        let Self { id, hvad, frist, klokken, med } = self.clone();
        Aftale { id, ung, hvad, frist, klokken, med, notat, af, udfoert: None }
    }
}

impl Aftale {
    /// Whether this, but for its being ticked off since, is what was made.
    pub(crate) fn is_making_of(&self, made: &Self) -> bool {
        Self { udfoert: None, ..self.clone() } == *made
    }
}

impl Asks for MakeAftale {
    const NAME: &'static str = "aftale.make.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_add(Folder::Plan(self.ung))?;
        self.aftale.must_be_likely(ask)?;
        let aftale = self.aftale.made(self.ung, None, ask.actor.person);
        plan.create_once(aftale, Aftale::is_making_of)
    }
}

impl Asks for SettleAftale {
    const NAME: &'static str = "aftale.settle.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_write_now(Folder::Plan(self.ung))?;
        let aftale = plan.need::<Aftale>(self.aftale.0)?;
        if aftale.udfoert.is_some() == self.udfoert {
            return Ok(Changes::default());
        }
        let udfoert = self.udfoert.then(|| Udfoert::by(ask));
        Ok(plan.put(Aftale { udfoert, ..aftale.clone() }))
    }
}

//! Access requests (GDPR art. 15; law.md 2.1): a young person asks for all that is written about them, their
//! tovholder gives it out, and for thirty days they can fetch it. What is then in it is gathered by the server.
//! Readings of the law are in decision 0010.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{IndsigtId, UngId};
use crate::record::{Follows, Kept, list};
use crate::text::LongText;
use crate::tilknytning::must_be_tovholder;
use crate::writing::Changes;
use crate::{Day, Moment, Person, Rejection};

/// A request for all that is written about a young person. It lies in their plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indsigt {
    /// The access request's own id.
    pub id: IndsigtId,
    /// Who asks, about themselves.
    pub ung: UngId,
    /// When they asked; never later than it was received.
    pub bedt: Moment,
    /// The last day for answering; none until the server has received it.
    pub frist: Option<Day>,
    /// That it was given out.
    pub givet: Option<Udlevering>,
}

impl Kept for Indsigt {
    const CODE: &'static str = "indsigt";
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

/// That it was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Udlevering {
    /// By whom.
    pub af: Person,
    /// When.
    pub kl: Moment,
    /// What the tovholder has to say with it, such as what is kept back for somebody else's sake.
    pub bemaerkning: Option<LongText>,
}

/// Asks for all that is written about whoever asks. While one request is open, another changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskIndsigt {
    /// Which one it becomes.
    pub id: IndsigtId,
    /// Who asks.
    pub ung: UngId,
}

/// Gives it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveIndsigt {
    /// The access request that is meant.
    pub indsigt: IndsigtId,
    /// About whom.
    pub ung: UngId,
    /// What there is to say with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bemaerkning: Option<LongText>,
}

/// For how many days after the one on which it is given out it can be fetched.
const HENTES_DAGE: i32 = 30;

impl Indsigt {
    /// The last day for answering what was received on a day: one month (GDPR art. 12(3)), which ends with
    /// the day of the same date, or with the month where it has none (Regulation 1182/71, art. 3(2)(c)).
    #[must_use]
    pub fn frist_for(modtaget: Day) -> Day {
        modtaget.plus_month()
    }

    /// Whether nobody has answered yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.givet.is_none()
    }

    /// The last day on which it can be fetched; none until it is given out.
    #[must_use]
    pub fn hentes_til(&self) -> Option<Day> {
        self.givet.as_ref().map(|givet| givet.kl.day().plus(HENTES_DAGE))
    }

    /// Whether it can be fetched at the moment.
    #[must_use]
    pub fn can_be_fetched(&self, now: Moment) -> bool {
        let given = self.givet.as_ref().is_some_and(|givet| givet.kl <= now);
        given && self.hentes_til().is_some_and(|last| now.day() <= last)
    }
}

impl Asks for AskIndsigt {
    const NAME: &'static str = "indsigt.ask.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        if ask.actor.person != Person::Ung(self.ung) {
            return Err(Rejection::AccessMissing);
        }
        let plan = ask.must_add(Folder::Plan(self.ung))?;
        let asked = list::<Indsigt>(ask.view, Folder::Plan(self.ung));
        if asked.iter().any(|held| held.is_open() || held.id == self.id) {
            return Ok(Changes::default());
        }
        // The month runs from the day the municipality has it, which a phone cannot know.
        let frist = ask.received().map(|received| Indsigt::frist_for(received.day()));
        let (id, ung, bedt) = (self.id, self.ung, ask.happened());
        Ok(plan.put(Indsigt { id, ung, bedt, frist, givet: None }))
    }
}

impl Asks for GiveIndsigt {
    const NAME: &'static str = "indsigt.give.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_write_now(Folder::Plan(self.ung))?;
        let _journal = must_be_tovholder(ask, self.ung)?;
        let held = plan.need::<Indsigt>(self.indsigt.0)?;
        // The thirty days run from when the young person can fetch it, not from when a phone said so.
        let (af, kl) = (ask.actor.person, ask.context.now);
        let bemaerkning = self.bemaerkning.clone();
        match &held.givet {
            None => {
                let givet = Some(Udlevering { af, kl, bemaerkning });
                Ok(plan.put(Indsigt { givet, ..held.clone() }))
            }
            Some(givet) if (givet.af, &givet.bemaerkning) == (af, &bemaerkning) => {
                Ok(Changes::default())
            }
            Some(_) => Err(Rejection::IndsigtGiven),
        }
    }
}

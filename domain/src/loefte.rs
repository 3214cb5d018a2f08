//! Promises made at a roadshow visit (R1): what was promised to the partner, by when, and whether kept.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::aftale::Udfoert;
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{BesoegId, LoefteId, OrganisationId};
use crate::record::{Follows, Kept};
use crate::text::ShortText;
use crate::writing::Changes;
use crate::{Day, Rejection};

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loefte {
    /// The promise's own id.
    pub id: LoefteId,
    /// To which partner.
    pub organisation: OrganisationId,
    /// At which visit.
    pub besoeg: BesoegId,
    /// What was promised.
    pub hvad: ShortText,
    /// By when.
    pub frist: Option<Day>,
    /// That it was kept, and who said so.
    pub udfoert: Option<Udfoert>,
}

impl Kept for Loefte {
    const CODE: &'static str = "loefte";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Partnerskab(self.organisation)
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

/// The part of a promise that a person fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLoefte {
    /// Which one it becomes.
    pub id: LoefteId,
    /// What was promised.
    pub hvad: ShortText,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frist: Option<Day>,
}

/// Ticks a promise off, or opens it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleLoefte {
    /// To which partner.
    pub organisation: OrganisationId,
    /// The promise that is meant.
    pub loefte: LoefteId,
    /// Kept, or open again.
    pub udfoert: bool,
}

impl NewLoefte {
    pub(crate) fn made(&self, organisation: OrganisationId, besoeg: BesoegId) -> Loefte {
        let Self { id, hvad, frist } = self.clone();
        Loefte { id, organisation, besoeg, hvad, frist, udfoert: None }
    }
}

impl Loefte {
    /// Whether this, but for its being ticked off since, is what was made.
    pub(crate) fn is_making_of(&self, made: &Self) -> bool {
        Self { udfoert: None, ..self.clone() } == *made
    }
}

impl Asks for SettleLoefte {
    const NAME: &'static str = "loefte.settle.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Organisation(self.organisation)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let partnerskab = ask.must_write_now(Folder::Partnerskab(self.organisation))?;
        let loefte = partnerskab.need::<Loefte>(self.loefte.0)?;
        if loefte.udfoert.is_some() == self.udfoert {
            return Ok(Changes::default());
        }
        let udfoert = self.udfoert.then(|| Udfoert::by(ask));
        Ok(partnerskab.put(Loefte { udfoert, ..loefte.clone() }))
    }
}

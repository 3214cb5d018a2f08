//! Changing single fields, and what happens when two people change the same one.
//!
//! An edit carries what the field was when the person saw it and what they want it to be. If the field
//! still stands as seen, it changes. If it stands as wanted, nothing is left to do. Else two people
//! disagree: the value that stands, stands; the other is kept in a [`Conflict`], both are shown, and one
//! tap settles it. Different fields never meet. No clock and no revision number takes part (decision 0003).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::besoeg::{Besoeg, BesoegEdit};
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{BesoegId, ConflictId, OrganisationId};
use crate::record::{Follows, Kept};
use crate::writing::{Changes, Writing};
use crate::{Moment, Person, Rejection};

/// A wish to change one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit<T> {
    /// What the person saw.
    pub was: T,
    /// What they want.
    pub now: T,
}

/// How an edit names itself when it is written.
pub(crate) const EDIT: &str = "Edit";
/// Its field that nobody typed.
pub(crate) const WAS: &str = "was";

/// How an edit meets the value that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The field takes the new value.
    Changes,
    /// The field has it already.
    Agrees,
    /// The field has become something else meanwhile.
    Disagrees,
}

/// Two edits of one field of a visit, and which of them stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The conflict's own id.
    pub id: ConflictId,
    /// The partner visited.
    pub organisation: OrganisationId,
    /// The visit.
    pub besoeg: BesoegId,
    /// One field: `was` is the value that stood, `now` the value that lost.
    pub edit: BesoegEdit,
    /// Who wrote the value that stood, as far as the visit tells.
    pub stod_af: Person,
    /// When they wrote it.
    pub stod_kl: Moment,
    /// Who wrote the other value.
    pub af: Person,
    /// When they wrote it.
    pub kl: Moment,
    /// Which was chosen, and by whom.
    pub afgjort: Option<Afgjort>,
}

impl Kept for Conflict {
    const CODE: &'static str = "conflict";
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

/// How a conflict was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afgjort {
    /// Which value was chosen.
    pub valg: Valg,
    /// By whom.
    pub af: Person,
    /// When, by their phone.
    pub kl: Moment,
}

/// Which of two values is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Valg {
    /// The one that stood.
    Staaende,
    /// The other.
    Anden,
}

/// Chooses between the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleConflict {
    /// The partner.
    pub organisation: OrganisationId,
    /// The conflict that is meant.
    pub conflict: ConflictId,
    /// Which value is to stand.
    pub valg: Valg,
}

impl<T: PartialEq> Edit<T> {
    /// A wish, if the value is to change at all.
    pub fn between(was: T, now: T) -> Option<Self> {
        (was != now).then_some(Self { was, now })
    }

    /// How the wish meets what stands.
    pub fn meets(&self, stands: &T) -> Meeting {
        if *stands == self.now {
            Meeting::Agrees
        } else if *stands == self.was {
            Meeting::Changes
        } else {
            Meeting::Disagrees
        }
    }
}

impl Asks for SettleConflict {
    const NAME: &'static str = "conflict.settle.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Organisation(self.organisation)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let partnerskab = ask.must_write_now(Folder::Partnerskab(self.organisation))?;
        let conflict = partnerskab.need::<Conflict>(self.conflict.0)?;
        match conflict.afgjort {
            Some(settled) if settled.valg == self.valg => return Ok(Changes::default()),
            Some(_) => return Err(Rejection::ConflictSettled),
            None => {}
        }
        let afgjort = Afgjort { valg: self.valg, af: ask.actor.person, kl: ask.context.written };
        let settled = partnerskab.put(Conflict { afgjort: Some(afgjort), ..conflict.clone() });
        Ok(self.chosen(conflict, partnerskab, ask).and(settled))
    }
}

impl SettleConflict {
    /// Choosing the other value is an edit like any: the person saw the two. A third value that has come
    /// to stand meanwhile is not written over unseen; it disagrees, and makes a conflict of its own.
    fn chosen(&self, conflict: &Conflict, partnerskab: Writing<'_, '_>, ask: &Ask<'_>) -> Changes {
        match (self.valg, partnerskab.find::<Besoeg>(conflict.besoeg.0)) {
            (Valg::Anden, Some(besoeg)) => besoeg.amended(&conflict.edit, partnerskab, ask),
            _ => Changes::default(),
        }
    }
}

//! Assignments: who helps a young person, as what, from when until when. The main source of grants.
//! One gennemgående tovholder at a time (S0, Partnerskabsaftaler; rule T13).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::{MedarbejderId, TilknytningId, UngId};
use crate::organisation::Medarbejder;
use crate::person::{Grantee, Person, Rolle};
use crate::record::{Follows, Kept, list};
use crate::writing::{Changes, Writing};
use crate::{Moment, Rejection};

/// A helper's assignment to a young person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tilknytning {
    /// The assignment's own id.
    pub id: TilknytningId,
    /// The young person.
    pub ung: UngId,
    /// The helper.
    pub medarbejder: MedarbejderId,
    /// As what they help.
    pub funktion: Funktion,
    /// When.
    pub term: Term,
}

impl Kept for Tilknytning {
    const CODE: &'static str = "tilknytning";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Plan(self.ung)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// What the function needs to see, while it lasts and while the helper holds the role it asks for (design 3,
    /// decision 0021).
    fn grants(&self) -> Vec<Grant> {
        use Access::{Read, Write};
        let (plan, journal, skole) =
            (Folder::Plan(self.ung), Folder::Journal(self.ung), Folder::Skole(self.ung));
        let folders = match self.funktion {
            Funktion::Tovholder => vec![(plan, Write), (journal, Write), (skole, Write)],
            Funktion::Overgangsmentor => vec![(plan, Write), (journal, Write), (skole, Read)],
            Funktion::Vejleder => vec![(plan, Write), (skole, Read)],
        };
        folders.into_iter().map(|(folder, access)| self.grant(folder, access)).collect()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// As what somebody helps one young person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funktion {
    /// Holds the case together.
    Tovholder,
    /// Follows through the transition.
    Overgangsmentor,
    /// Guides on education and work.
    Vejleder,
}

/// Assigns a helper. A new tovholder takes over from the former.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignHelper {
    /// What the assignment is to be.
    pub tilknytning: Tilknytning,
}

/// Ends an assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndTilknytning {
    /// The assignment that is meant.
    pub tilknytning: TilknytningId,
    /// The young person it is with.
    pub ung: UngId,
    /// The first moment it no longer holds.
    pub until: Moment,
}

impl Funktion {
    /// The role somebody must hold to help so.
    #[must_use]
    pub const fn rolle(self) -> Rolle {
        match self {
            Self::Tovholder => Rolle::Tovholder,
            Self::Overgangsmentor => Rolle::Overgangsmentor,
            Self::Vejleder => Rolle::Vejleder,
        }
    }
}

impl Tilknytning {
    fn grant(&self, folder: Folder, access: Access) -> Grant {
        Grant {
            folder,
            grantee: Grantee::Holder(self.medarbejder, self.funktion.rolle()),
            access,
            basis: Basis::Tilknytning(self.id),
            term: self.term,
        }
    }
}

impl Asks for AssignHelper {
    const NAME: &'static str = "tilknytning.assign.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.tilknytning.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let new = &self.tilknytning;
        let plan = must_be_tovholder(ask, new.ung)?.beyond(new.folder());
        if new.term.is_empty() {
            return Err(Rejection::TermInvalid);
        }
        ask.must_be_a_term(new.term, None)?;
        let faelles = Folder::Faelles(ask.context.kommune);
        let helper = ask.need::<Medarbejder>(faelles, new.medarbejder.0)?;
        if !helper.has(new.funktion.rolle(), ask.context.now) {
            return Err(Rejection::RolleMissing);
        }
        let assigned = plan.create(new.clone())?;
        if new.funktion == Funktion::Tovholder && !assigned.is_empty() {
            return Ok(assigned.and(self.hand_over(plan, ask)));
        }
        Ok(assigned)
    }
}

impl AssignHelper {
    /// Another tovholder's assignment ends where the new one begins (T13); one that was to begin later
    /// ends as it begins. What lies wholly beside the new one stays.
    fn hand_over(&self, plan: Writing<'_, '_>, ask: &Ask<'_>) -> Changes {
        let new = &self.tilknytning;
        let others = list::<Tilknytning>(ask.view, Folder::Plan(new.ung));
        others
            .into_iter()
            .filter(|held| held.id != new.id && held.funktion == Funktion::Tovholder)
            .filter(|held| held.term.meets(new.term))
            .map(|held| plan.put(held.ending(new.term.from.max(held.term.from))))
            .collect()
    }
}

impl Tilknytning {
    fn ending(&self, until: Moment) -> Self {
        Self { term: Term { until: Some(until), ..self.term }, ..self.clone() }
    }
}

impl Asks for EndTilknytning {
    const NAME: &'static str = "tilknytning.end.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = must_be_tovholder(ask, self.ung)?.beyond(Folder::Plan(self.ung));
        let held = plan.need::<Tilknytning>(self.tilknytning.0)?;
        let ended = held.term.ending(self.until)?;
        ask.must_be_a_term(ended.unwrap_or(held.term), Some(held.term))?;
        let ended = ended.map(|term| plan.put(Tilknytning { term, ..held.clone() }));
        Ok(ended.unwrap_or_default())
    }
}

/// Assignments open a journal, so only the case's tovholder makes and ends them (and the set-up); nor does
/// anybody else give out what is written about a young person. Whoever was tovholder when it was written, and is
/// not any more, does neither.
pub(crate) fn must_be_tovholder<'w, 'a>(
    ask: &'w Ask<'a>,
    ung: UngId,
) -> Result<Writing<'w, 'a>, Rejection> {
    let person = ask.actor.person;
    let journal = ask.must_write_now(Folder::Journal(ung))?;
    if person == Person::System {
        return Ok(journal);
    }
    let held = list::<Tilknytning>(ask.view, Folder::Plan(ung));
    let holds = |t: &&Tilknytning| {
        Some(t.medarbejder) == person.medarbejder()
            && t.funktion == Funktion::Tovholder
            && t.term.holds_at(ask.context.now)
    };
    held.iter().any(holds).then_some(journal).ok_or(Rejection::AccessMissing)
}

//! Look-ups (law.md 2.1: who looked, when and as what is the young person's to know). One record for each
//! helper and month lies in the young person's plan. A phone tells of look-ups with the next exchange, those
//! made with no network too; they are not commands of a person's and never wait in line.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::day::Ymd;
use crate::decide::Ask;
use crate::digest::derived_uuid;
use crate::folder::Folder;
use crate::grant::{Grant, Permit};
use crate::id::{OpslagId, UngId};
use crate::record::{Follows, Kept, list};
use crate::tilknytning::{Funktion, Tilknytning};
use crate::writing::Changes;
use crate::{Day, Moment, Person, Rejection};

/// That a helper looked at a young person's page, in one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opslag {
    /// Which one; follows from the young person, the helper and the month.
    pub id: OpslagId,
    /// At whose page.
    pub ung: UngId,
    /// Who looked.
    pub af: Person,
    /// As what they helped then; none where their ground was another.
    pub som: Option<Funktion>,
    /// On which days.
    pub dage: BTreeSet<Day>,
    /// When last.
    pub seneste: Moment,
}

impl Kept for Opslag {
    const CODE: &'static str = "opslag";
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

/// One look-up, as a phone tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NewOpslag {
    /// At whose page.
    pub ung: UngId,
    /// When, by the phone's clock.
    pub kl: Moment,
}

/// Writes a look-up down. Asked by the server for what a phone tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteOpslag {
    /// At whose page.
    pub ung: UngId,
}

impl Opslag {
    /// The one for this young person, this helper and the month of that day.
    #[must_use]
    pub fn id_of(ung: UngId, af: Person, dag: Day) -> OpslagId {
        let Ymd { year, month, .. } = dag.ymd();
        OpslagId(derived_uuid(ung.0, &format!("opslag {af} {year}-{month}")))
    }
}

impl Asks for NoteOpslag {
    const NAME: &'static str = "opslag.note.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_trace(Folder::Plan(self.ung))?;
        let af = ask.actor.person;
        if af.medarbejder().is_none() {
            return Err(Rejection::AccessMissing);
        }
        let kl = ask.happened();
        if kl.plus(Permit::BELIEVED) < ask.context.now {
            return Err(Rejection::AccessEnded);
        }
        let id = Opslag::id_of(self.ung, af, kl.day());
        let known = plan.find::<Opslag>(id.0);
        if known.is_some_and(|known| known.dage.contains(&kl.day())) {
            return Ok(Changes::default());
        }
        let mut opslag = known.cloned().unwrap_or_else(|| Opslag {
            id,
            ung: self.ung,
            af,
            som: None,
            dage: BTreeSet::new(),
            seneste: kl,
        });
        opslag.som = self.as_what(kl, ask).or(opslag.som);
        opslag.dage.insert(kl.day());
        opslag.seneste = opslag.seneste.max(kl);
        Ok(plan.put(opslag))
    }
}

impl NoteOpslag {
    fn as_what(&self, kl: Moment, ask: &Ask<'_>) -> Option<Funktion> {
        let held = list::<Tilknytning>(ask.view, Folder::Plan(self.ung)).into_iter();
        let own = held.filter(|held| Some(held.medarbejder) == ask.actor.person.medarbejder());
        own.filter(|held| held.term.holds_at(kl)).map(|held| held.funktion).min()
    }
}

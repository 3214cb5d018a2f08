//! Emergency access ("break the glass"): a manager opens a case that nobody gave them, with a reason, for
//! three hours. It is written down, told to the case's tovholder, and seen by the young person as a look-up
//! (law.md 2.3; domain.md 4, Manager). Only the server opens one; finding whose case it is, is its affair.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::{MedarbejderId, NoedadgangId, UngId};
use crate::moment::HOUR;
use crate::organisation::Medarbejder;
use crate::person::{Grantee, Rolle};
use crate::record::{Follows, Kept};
use crate::text::ShortText;
use crate::tilknytning::must_be_tovholder;
use crate::ung::Ung;
use crate::writing::{Changes, Writing};
use crate::{Moment, Rejection};

/// A manager's access to one case. Lies in the journal: the reason may be what the young person is kept from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noedadgang {
    /// The emergency access's own id.
    pub id: NoedadgangId,
    /// The young person.
    pub ung: UngId,
    /// Who opened it.
    pub leder: MedarbejderId,
    /// Why, in their words.
    pub grund: ShortText,
    /// When: three hours.
    pub term: Term,
    /// When the tovholder said that they have seen it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Moment>,
}

impl Kept for Noedadgang {
    const CODE: &'static str = "noedadgang";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Journal(self.ung)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// All of the case, to read, for as long as they lead.
    fn grants(&self) -> Vec<Grant> {
        let folders = [Folder::Plan(self.ung), Folder::Journal(self.ung), Folder::Skole(self.ung)];
        let grantee = Grantee::Holder(self.leder, Rolle::Leder);
        let (access, basis, term) = (Access::Read, Basis::Noedadgang(self.id), self.term);
        folders.map(|folder| Grant { folder, grantee, access, basis, term }).to_vec()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Opens a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenNoedadgang {
    /// Which one it is to be.
    pub id: NoedadgangId,
    /// The young person.
    pub ung: UngId,
    /// Why.
    pub grund: ShortText,
}

/// Ends it with this moment. The system asks so when the manager's account is ended: one that is opened again has no case
/// that nobody gave them since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndNoedadgang {
    /// The emergency access's own id.
    pub id: NoedadgangId,
    /// The young person.
    pub ung: UngId,
}

/// The tovholder has seen it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeNoedadgang {
    /// The emergency access's own id.
    pub id: NoedadgangId,
    /// The young person.
    pub ung: UngId,
}

impl Noedadgang {
    /// How long it holds, in milliseconds.
    pub const LASTS: i64 = 3 * HOUR;
    /// The shortest reason that can be one, in characters.
    pub const SHORTEST: usize = 10;

    /// Whether this can be a reason.
    #[must_use]
    pub fn is_reason(grund: &ShortText) -> bool {
        grund.as_str().chars().count() >= Self::SHORTEST
    }
}

impl Asks for OpenNoedadgang {
    const NAME: &'static str = "noedadgang.open.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let (leder, journal) = leder(ask, self.ung)?;
        if !Noedadgang::is_reason(&self.grund) {
            return Err(Rejection::ReasonMissing);
        }
        ask.need::<Ung>(Folder::Plan(self.ung), self.ung.0)?;
        let from = ask.context.now;
        let term = Term { from, until: Some(from.plus(Noedadgang::LASTS)) };
        let (id, ung, grund) = (self.id, self.ung, self.grund.clone());
        let new = Noedadgang { id, ung, leder, grund, term, set: None };
        journal.create_once(new, |found, new| {
            (found.ung, found.leder, &found.grund) == (new.ung, new.leder, &new.grund)
        })
    }
}

/// Nobody opens a case on a phone, or for later: it is the role of this moment that counts.
fn leder<'w, 'a>(
    ask: &'w Ask<'a>,
    ung: UngId,
) -> Result<(MedarbejderId, Writing<'w, 'a>), Rejection> {
    let faelles = Folder::Faelles(ask.context.kommune);
    let me = ask.actor.person.medarbejder().filter(|_| ask.is_server());
    let found = me.and_then(|me| ask.find::<Medarbejder>(faelles, me.0));
    let leads = found.filter(|found| found.has(Rolle::Leder, ask.context.now));
    let leder = leads.ok_or(Rejection::AccessMissing)?;
    Ok((leder.id, ask.by_role(Folder::Journal(ung))))
}

impl Asks for EndNoedadgang {
    const NAME: &'static str = "noedadgang.end.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let journal = ask.must_be_system(Folder::Journal(self.ung))?;
        let held = journal.need::<Noedadgang>(self.id.0)?;
        let ended = held.term.ending(ask.context.now.max(held.term.from))?;
        let ended = ended.map(|term| journal.put(Noedadgang { term, ..held.clone() }));
        Ok(ended.unwrap_or_default())
    }
}

impl Asks for SeeNoedadgang {
    const NAME: &'static str = "noedadgang.see.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let journal = must_be_tovholder(ask, self.ung)?;
        let held = journal.need::<Noedadgang>(self.id.0)?;
        if held.set.is_some() {
            return Ok(Changes::default());
        }
        Ok(journal.put(Noedadgang { set: Some(ask.happened()), ..held.clone() }))
    }
}

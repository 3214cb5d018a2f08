//! Enrolments: at which school a young person is, from when until when. While a law basis holds, the
//! school's counsellors see what is shared with schools about those enrolled there.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::{IndskrivningId, OrganisationId, UngId};
use crate::lovhjemmel::Lovomraade;
use crate::organisation::Organisation;
use crate::person::Grantee;
use crate::record::{Follows, Kept, list};
use crate::soegning::folded;
use crate::text::ShortText;
use crate::ung::Ung;
use crate::writing::{Changes, Writing};
use crate::{Moment, Rejection};

/// A young person's time at a school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indskrivning {
    /// The enrolment's own id.
    pub id: IndskrivningId,
    /// The young person.
    pub ung: UngId,
    /// The school.
    pub skole: OrganisationId,
    /// When.
    pub term: Term,
}

impl Kept for Indskrivning {
    const CODE: &'static str = "indskrivning";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Plan(self.ung)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// Those who guide pupils at the school see what is shared with schools, as far as a law basis lets them.
    fn grants(&self) -> Vec<Grant> {
        vec![Grant {
            folder: Folder::Skole(self.ung),
            grantee: Grantee::Elevskole(self.skole),
            access: Access::Read,
            basis: Basis::Lov(Lovomraade::Skole),
            term: self.term,
        }]
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Whom the school's folder is about: all that a school must know to know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elev {
    /// The young person.
    pub ung: UngId,
    /// First and last name.
    pub navn: ShortText,
}

impl Kept for Elev {
    const CODE: &'static str = "elev";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Skole(self.ung)
    }

    fn id(&self) -> Uuid {
        self.ung.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        Some(folded(self.navn.as_str()))
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Enrols a young person at a school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolUng {
    /// What the enrolment is to be.
    pub indskrivning: Indskrivning,
}

/// Ends an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndIndskrivning {
    /// The enrolment that is meant.
    pub indskrivning: IndskrivningId,
    /// The young person.
    pub ung: UngId,
    /// The first moment it no longer holds.
    pub until: Moment,
}

impl Asks for EnrolUng {
    const NAME: &'static str = "indskrivning.enrol.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.indskrivning.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let new = &self.indskrivning;
        let plan = must_help(ask, new.ung)?;
        if new.term.is_empty() {
            return Err(Rejection::TermInvalid);
        }
        ask.must_be_a_term(new.term, None)?;
        let skole = ask.find::<Organisation>(Folder::Faelles(ask.context.kommune), new.skole.0);
        skole.filter(|found| found.skole).ok_or(Rejection::OrganisationMissing)?;
        let ung = plan.need::<Ung>(new.ung.0)?;
        let others = list::<Indskrivning>(ask.view, Folder::Plan(new.ung)).into_iter();
        let mut same = others.filter(|held| held.id != new.id && held.skole == new.skole);
        if same.any(|held| held.term.meets(new.term)) {
            return Err(Rejection::AlreadyEnrolled);
        }
        let enrolled = plan.create_once(new.clone(), Indskrivning::is_of)?;
        let elev = Elev { ung: new.ung, navn: ung.navn.clone() };
        Ok(enrolled.and(plan.beyond(elev.folder()).put(elev)))
    }
}

impl Asks for EndIndskrivning {
    const NAME: &'static str = "indskrivning.end.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = must_help(ask, self.ung)?;
        let held = plan.need::<Indskrivning>(self.indskrivning.0)?;
        let ended = held.term.ending(self.until)?;
        ask.must_be_a_term(ended.unwrap_or(held.term), Some(held.term))?;
        let ended = ended.map(|term| plan.put(Indskrivning { term, ..held.clone() }));
        Ok(ended.unwrap_or_default())
    }
}

impl Indskrivning {
    /// Whether this was made as that, and may have ended since.
    fn is_of(&self, made: &Self) -> bool {
        (self.ung, self.skole, self.term.from) == (made.ung, made.skole, made.term.from)
    }
}

/// Where they go to school is said by those who help, not by the young person alone: it opens a folder.
fn must_help<'w, 'a>(ask: &'w Ask<'a>, ung: UngId) -> Result<Writing<'w, 'a>, Rejection> {
    let plan = ask.must_write_now(Folder::Plan(ung))?;
    ask.must_not_be_young().map(|()| plan)
}

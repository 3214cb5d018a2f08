//! Law bases: a paragraph by which a whole group of staff may see what nobody assigned to them, from when
//! until when (law.md 2.1 and 2.2). A setting of the municipality. Whom one opens folders to is told here;
//! what it opens, by the records that name the group (`ung`, `indskrivning`).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Grant, Term};
use crate::id::{KommuneId, LovhjemmelId, OrganisationId};
use crate::organisation::must_be_administrator;
use crate::person::{Grantee, Rolle};
use crate::record::{Follows, Kept};
use crate::text::ShortText;
use crate::writing::Changes;
use crate::{Moment, Rejection};

/// A law basis. With none in force, what it would open is seen by nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lovhjemmel {
    /// The law basis's own id.
    pub id: LovhjemmelId,
    /// The municipality.
    pub kommune: KommuneId,
    /// What it opens, to whom.
    pub omraade: Lovomraade,
    /// The act, such as "Lov om kommunal indsats for unge under 25 år".
    pub lov: ShortText,
    /// The paragraph, such as "§ 12 c".
    pub paragraf: ShortText,
    /// When it holds, or is used.
    pub term: Term,
}

impl Kept for Lovhjemmel {
    const CODE: &'static str = "lovhjemmel";
    const FOLLOWS: Follows = Follows::AnyAccess;

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

/// What a law basis opens, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lovomraade {
    /// The municipality's counsellors see the plan of any young person (domain.md 4: KUI's target group).
    Vejledning,
    /// A school's counsellors see what is shared with schools of those enrolled there.
    Skole,
}

/// Sets a law basis, or changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLovhjemmel {
    /// What it is to be.
    pub lovhjemmel: Lovhjemmel,
}

impl Lovomraade {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Vejledning, Self::Skole];

    /// What somebody who holds the role and works there is towards grants by this law; nothing if it is not
    /// for them.
    #[must_use]
    pub const fn grantee(self, rolle: Rolle, organisation: OrganisationId) -> Option<Grantee> {
        match (self, rolle) {
            (Self::Vejledning, Rolle::Vejleder) => Some(Grantee::Vejledning),
            (Self::Skole, Rolle::Skolevejleder) => Some(Grantee::Elevskole(organisation)),
            _ => None,
        }
    }
}

impl Asks for SetLovhjemmel {
    const NAME: &'static str = "lovhjemmel.set.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Kommune
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let new = &self.lovhjemmel;
        let faelles = must_be_administrator(ask)?;
        if new.kommune != ask.context.kommune {
            return Err(Rejection::AccessMissing);
        }
        if new.term.is_empty() {
            return Err(Rejection::TermInvalid);
        }
        let known = faelles.find::<Lovhjemmel>(new.id.0);
        // What was seen under a paragraph was seen under that one: another is a law basis of its own.
        if known.is_some_and(|known| known.is_another(new)) {
            return Err(Rejection::AlreadyExists);
        }
        ask.must_be_a_term(new.term, known.map(|known| known.term))?;
        Ok(faelles.put(new.clone()))
    }
}

impl Lovhjemmel {
    fn is_another(&self, other: &Self) -> bool {
        (self.omraade, &self.lov, &self.paragraf) != (other.omraade, &other.lov, &other.paragraf)
    }

    /// Whether it holds at the moment.
    #[must_use]
    pub fn holds_at(&self, moment: Moment) -> bool {
        self.term.holds_at(moment)
    }
}

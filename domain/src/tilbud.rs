//! The overview of offers, Landkortet (R19): what there is for young people, read offline.
//! The seed names that it exists and that 14 offers are in it; its fields are our proposal.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Rejection;
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{KommuneId, OrganisationId, TilbudId};
use crate::record::{Follows, Kept};
use crate::text::{LongText, ShortText};
use crate::writing::Changes;

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tilbud {
    /// The offer's own id.
    pub id: TilbudId,
    /// The municipality.
    pub kommune: KommuneId,
    /// Who offers it.
    pub organisation: OrganisationId,
    /// What it is called.
    pub navn: ShortText,
    /// For whom.
    pub maalgruppe: Option<ShortText>,
    /// What it is.
    pub indhold: Option<LongText>,
}

impl Kept for Tilbud {
    const CODE: &'static str = "tilbud";
    const FOLLOWS: Follows = Follows::Nothing;

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

/// Adds or changes an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterTilbud {
    /// What it is to be.
    pub tilbud: Tilbud,
}

impl Asks for RegisterTilbud {
    const NAME: &'static str = "tilbud.register.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Kommune
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let faelles = ask.must_write_now(Folder::Faelles(ask.context.kommune))?;
        if self.tilbud.kommune != ask.context.kommune {
            return Err(Rejection::AccessMissing);
        }
        Ok(faelles.put(self.tilbud.clone()))
    }
}

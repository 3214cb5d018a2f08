//! What a school is told of a samtykke that is given to it or withdrawn (law.md 2.1: the receiver gets
//! notice). It stays when the folder that the samtykke opened is gone, and says no more than a first name.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Moment;
use crate::digest::derived_uuid;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{BeskedId, DelingId, OrganisationId};
use crate::record::{Follows, Kept};
use crate::samtykke::Samtykke;
use crate::text::ShortText;
use crate::ung::Ung;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besked {
    /// Which one; follows from the samtykke and what happened to it.
    pub id: BeskedId,
    /// To which school.
    pub modtager: OrganisationId,
    /// Of what the samtykke opens or opened.
    pub deling: DelingId,
    /// About whom: the first name.
    pub fornavn: Option<ShortText>,
    /// What happened.
    pub hvad: Beskedtype,
    /// When.
    pub kl: Moment,
}

impl Kept for Besked {
    const CODE: &'static str = "besked";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Indbakke(self.modtager)
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

/// What happened to a samtykke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beskedtype {
    /// It was signed by all who must.
    Givet,
    /// It was withdrawn.
    Trukket,
}

impl Besked {
    pub(crate) fn om(samtykke: &Samtykke, ung: &Ung, hvad: Beskedtype, kl: Moment) -> Self {
        let word = match hvad {
            Beskedtype::Givet => "givet",
            Beskedtype::Trukket => "trukket",
        };
        Self {
            id: BeskedId(derived_uuid(samtykke.deling().0, word)),
            modtager: samtykke.modtager,
            deling: samtykke.deling(),
            fornavn: ShortText::parse(ung.fornavn()).ok(),
            hvad,
            kl,
        }
    }
}

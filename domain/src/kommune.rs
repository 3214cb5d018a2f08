//! The municipality: the tenant, its name and its closing days. Its people and partners are in
//! `organisation`; the working-day rules that use the closing days are in `calendar`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::calendar::Calendar;
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::KommuneId;
use crate::organisation::must_be_administrator;
use crate::person::{Grantee, Rolle};
use crate::record::{Follows, Kept};
use crate::samtykke::Underskriftsregel;
use crate::text::ShortText;
use crate::writing::Changes;
use crate::{Day, Moment, Rejection};

/// A municipality and its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kommune {
    /// The municipality's own id.
    pub id: KommuneId,
    /// Its name, such as "Thisted Kommune".
    pub navn: ShortText,
    /// The programme's name, such as "Uddannelsesgaranti Thy".
    pub program: ShortText,
    /// Days the offices are closed though the law does not say so (law.md 2.6).
    pub lukkedage: BTreeSet<Day>,
    /// Who must sign a samtykke at which age.
    #[serde(default)]
    pub underskrifter: Underskriftsregel,
    /// For how many days a phone may be opened without having asked the server.
    #[serde(default = "fourteen", skip_serializing_if = "is_fourteen")]
    pub dage_uden_net: u16,
}

impl Kept for Kommune {
    const CODE: &'static str = "kommune";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Faelles(self.id)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// The common folder: seen by everyone signed in, kept by the network's tovholder and the local
    /// administrator.
    fn grants(&self) -> Vec<Grant> {
        let (folder, term) = (Folder::Faelles(self.id), Term::from(Moment(0)));
        let grant = |grantee, access, basis| Grant { folder, grantee, access, basis, term };
        let keeps = |rolle| grant(Grantee::Rolle(rolle), Access::Write, Basis::Rolle(rolle));
        vec![
            grant(Grantee::Alle, Access::Read, Basis::Faelles),
            keeps(Rolle::Netvaerkstovholder),
            keeps(Rolle::Administrator),
        ]
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

const fn fourteen() -> u16 {
    Kommune::DAGE_UDEN_NET
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_fourteen(days: &u16) -> bool {
    *days == Kommune::DAGE_UDEN_NET
}

/// Sets up a municipality, or changes its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundKommune {
    /// What it is to be.
    pub kommune: Kommune,
}

impl Kommune {
    /// As long as nobody says otherwise.
    pub const DAGE_UDEN_NET: u16 = 14;
    /// The most days anybody may say: what a thief has of a phone lasts as long.
    pub const LAENGST_UDEN_NET: u16 = 60;

    /// Its working days.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar { closed: self.lukkedage.clone() }
    }
}

impl Asks for FoundKommune {
    const NAME: &'static str = "kommune.found.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Kommune
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let faelles = must_be_administrator(ask)?;
        if self.kommune.id != ask.context.kommune {
            return Err(Rejection::AccessMissing);
        }
        if !(1..=Kommune::LAENGST_UDEN_NET).contains(&self.kommune.dage_uden_net) {
            return Err(Rejection::TermInvalid);
        }
        ask.must_be_near(self.kommune.lukkedage.iter().copied())?;
        Ok(faelles.put(self.kommune.clone()))
    }
}

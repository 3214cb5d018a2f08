//! A young person's plan (R13): their own words, the goal, the steps. Who helps is in `tilknytning`,
//! appointments in `aftale`, taster days in `snusepraktik`; all lie in the same folder.

use serde::{Deserialize, Serialize};

use crate::decide::{Ask, Change};
use crate::folder::Folder;
use crate::id::{MedarbejderId, TrinId, UngId};
use crate::text::{LongText, ShortText};
use crate::{Day, Rejection};

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Whose.
    pub ung: UngId,
    /// What the young person says themselves.
    pub egne_ord: Option<LongText>,
    /// What it is to lead to.
    pub maal: Option<ShortText>,
    /// The way there, in order.
    pub trin: Vec<Trin>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trin {
    /// Which one.
    pub id: TrinId,
    /// What is to happen.
    pub hvad: ShortText,
    /// Which helper sees to it; none means the young person.
    pub hvem: Option<MedarbejderId>,
    /// When.
    pub hvornaar: Option<Day>,
    /// Whether it has happened.
    pub naaet: bool,
}

/// Writes a plan whole. Made at a desk with the young person beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritePlan {
    /// What it is to be.
    pub plan: Plan,
}

impl Plan {
    /// The first step that has not happened.
    #[must_use]
    pub fn naeste(&self) -> Option<&Trin> {
        self.trin.iter().find(|trin| !trin.naaet)
    }
}

impl WritePlan {
    pub(crate) fn decide(&self, ask: &Ask<'_>) -> Result<Vec<Change>, Rejection> {
        ask.must_write(Folder::Plan(self.plan.ung))?;
        // The young person's own part of the plan gets commands of its own.
        if ask.actor.person.ung().is_some() {
            return Err(Rejection::AccessMissing);
        }
        let plan = Folder::Plan(self.plan.ung);
        let stood = ask.find::<Plan>(plan, self.plan.ung.0).map(|plan| plan.trin.as_slice());
        let new = || self.plan.trin.iter().filter(|trin| !stood.unwrap_or_default().contains(trin));
        ask.must_be_near(new().filter_map(|trin| trin.hvornaar))?;
        ask.must_be_staff(new().filter_map(|trin| trin.hvem.as_ref()))?;
        Ok(vec![Change::Put(self.plan.clone().into())])
    }
}

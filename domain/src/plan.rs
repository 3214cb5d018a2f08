//! A young person's plan (R13): their own words, the goal, the steps. Who helps is in `tilknytning`,
//! appointments in `aftale`, taster days in `snusepraktik`; all lie in the same folder.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::edit::{Edit, Meeting};
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{MedarbejderId, TrinId, UngId};
use crate::record::{Follows, Kept};
use crate::text::{LongText, ShortText};
use crate::writing::{Changes, Writing};
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

impl Kept for Plan {
    const CODE: &'static str = "plan";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Plan(self.ung)
    }

    fn id(&self) -> Uuid {
        self.ung.0
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

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trin {
    /// The step's own id.
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

/// Writes a plan whole, over whatever stands: how plans were written before [`EditPlan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritePlan {
    /// What it is to be.
    pub plan: Plan,
}

/// Changes a plan. Made at a desk with the young person beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPlan {
    /// Whose.
    pub ung: UngId,
    /// What changes.
    pub edit: PlanEdit,
}

/// The parts of a plan that change, each with what the person saw; a plan that nobody wrote yet is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEdit {
    /// What the young person says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub egne_ord: Option<Edit<Option<LongText>>>,
    /// What it is to lead to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maal: Option<Edit<Option<ShortText>>>,
    /// The steps, as a whole: their order means something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trin: Option<Edit<Vec<Trin>>>,
}

impl Plan {
    /// What stands before anybody wrote one.
    #[must_use]
    pub const fn empty(ung: UngId) -> Self {
        Self { ung, egne_ord: None, maal: None, trin: Vec::new() }
    }

    /// The first step that has not happened.
    #[must_use]
    pub fn naeste(&self) -> Option<&Trin> {
        self.trin.iter().find(|trin| !trin.naaet)
    }
}

impl Asks for WritePlan {
    const NAME: &'static str = "plan.write.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.plan.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let folder = must_write_plan(self.plan.ung, ask)?;
        let stood = folder.find::<Plan>(self.plan.ung.0);
        must_be_steps(&self.plan.trin, stood, ask)?;
        Ok(folder.put(self.plan.clone()))
    }
}

/// A plan is what stands now: whoever lost the case changes none of it by a date. The young person's own part gets
/// commands of its own.
fn must_write_plan<'w, 'a>(ung: UngId, ask: &'w Ask<'a>) -> Result<Writing<'w, 'a>, Rejection> {
    let folder = ask.must_write_now(Folder::Plan(ung))?;
    ask.must_not_be_young().map(|()| folder)
}

/// Steps that did not stand before have days that can be meant, and helpers there are.
fn must_be_steps(trin: &[Trin], stood: Option<&Plan>, ask: &Ask<'_>) -> Result<(), Rejection> {
    let stood = stood.map(|plan| plan.trin.as_slice()).unwrap_or_default();
    let new = || trin.iter().filter(|trin| !stood.contains(trin));
    ask.must_be_near(new().filter_map(|trin| trin.hvornaar))?;
    ask.must_be_staff(new().filter_map(|trin| trin.hvem.as_ref()))
}

impl Asks for EditPlan {
    const NAME: &'static str = "plan.edit.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    /// All of it or nothing. What somebody else has changed meanwhile is not written over unseen.
    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let folder = must_write_plan(self.ung, ask)?;
        let PlanEdit { egne_ord, maal, trin } = &self.edit;
        if egne_ord.is_none() && maal.is_none() && trin.is_none() {
            return Err(Rejection::NothingChanged);
        }
        let found = folder.find::<Plan>(self.ung.0);
        if let Some(edit) = trin {
            must_be_steps(&edit.now, found, ask)?;
        }
        let mut plan = found.cloned().unwrap_or_else(|| Plan::empty(self.ung));
        change(&mut plan.egne_ord, egne_ord.as_ref())?;
        change(&mut plan.maal, maal.as_ref())?;
        change(&mut plan.trin, trin.as_ref())?;
        Ok(folder.put(plan))
    }
}

fn change<T: Clone + PartialEq>(stands: &mut T, edit: Option<&Edit<T>>) -> Result<(), Rejection> {
    let Some(edit) = edit else { return Ok(()) };
    match edit.meets(stands) {
        Meeting::Changes => stands.clone_from(&edit.now),
        Meeting::Agrees => {}
        Meeting::Disagrees => return Err(Rejection::ChangedMeanwhile),
    }
    Ok(())
}

impl PlanEdit {
    /// From one plan to another.
    #[must_use]
    pub fn between(was: &Plan, now: &Plan) -> Self {
        Self {
            egne_ord: Edit::between(was.egne_ord.clone(), now.egne_ord.clone()),
            maal: Edit::between(was.maal.clone(), now.maal.clone()),
            trin: Edit::between(was.trin.clone(), now.trin.clone()),
        }
    }
}

//! The plan and what lies in it: the young person's own view, agreements, promises at the partners.

use domain::aftale::{Aftale, MakeAftale, NewAftale, SettleAftale};
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, CLARA, DORTE, ERHVERVSSKOLEN, FIE, HANNE, MADS, NOW, SOFIE, besoeg,
    plan_for_mads, short,
};
use domain::id::{AftaleId, LoefteId};
use domain::loefte::{Loefte, NewLoefte, SettleLoefte};
use domain::moment::{DAY, HOUR};
use domain::plan::{EditPlan, Plan, PlanEdit, WritePlan};
use domain::tilknytning::{EndTilknytning, Tilknytning};
use domain::ung::{RegisterUng, Ung};
use domain::{Folder, Person, Rejection};
use uuid::Uuid;

use crate::samples::{AFTALE, BESOEG, LOEFTE, NY_UNG, new_aftale};
use crate::world::{Who, World};

const PLAN: Folder = Folder::Plan(MADS);

fn settle(udfoert: bool) -> SettleAftale {
    SettleAftale { ung: MADS, aftale: AFTALE, udfoert }
}

#[test]
fn a_young_person_sees_the_own_plan_and_who_helps() {
    let world = World::thyland();
    assert!(world.permits(MADS.person()).may_read(PLAN, NOW));
    assert!(!world.permits(SOFIE.person()).may_read(PLAN, NOW));
    let plan: Plan = world.get(PLAN, MADS.0);
    assert_eq!(plan.naeste().map(|trin| &trin.hvad), Some(&short("Besøge Erhvervsskolen")));
    let helpers = world.all::<Tilknytning>().into_iter().filter(|t| t.ung == MADS).count();
    assert_eq!(helpers, 3);
}

#[test]
fn the_helpers_write_the_plan_and_the_young_person_does_not() {
    let mut world = World::thyland();
    let mut plan = plan_for_mads();
    plan.trin[0].naaet = true;
    let write = || WritePlan { plan: plan.clone() };
    world.by(MADS).asks(write()).is_refused(Rejection::AccessMissing);
    world.by(SOFIE).asks(write()).is_refused(Rejection::AccessMissing);
    world.by(DORTE).asks(write()).is_applied();
    world.by(ANNA).asks(write()).is_no_change();
    assert_eq!(world.get::<Plan>(PLAN, MADS.0).naeste(), None);
}

fn to_goal(was: &Plan, maal: &str) -> EditPlan {
    let now = Plan { maal: Some(short(maal)), ..was.clone() };
    EditPlan { ung: MADS, edit: PlanEdit::between(was, &now) }
}

#[test]
fn nobody_writes_over_a_plan_that_changed_since_they_saw_it() {
    let mut world = World::thyland();
    let seen: Plan = world.get(PLAN, MADS.0);
    world.by(ANNA).asks(to_goal(&seen, "Svend")).is_applied();
    world.by(BENT).asks(to_goal(&seen, "Svend")).is_no_change();
    world.by(DORTE).asks(to_goal(&seen, "Student")).is_refused(Rejection::ChangedMeanwhile);
    let mut steps = seen.clone();
    steps.trin[0].naaet = true;
    let other = EditPlan { ung: MADS, edit: PlanEdit::between(&seen, &steps) };
    world.by(DORTE).asks(other).is_applied();
    let stands: Plan = world.get(PLAN, MADS.0);
    assert_eq!((stands.maal, stands.trin[0].naaet), (Some(short("Svend")), true));
    let nothing = EditPlan { ung: MADS, edit: PlanEdit::default() };
    world.by(ANNA).asks(nothing).is_refused(Rejection::NothingChanged);
    world.by(MADS).asks(to_goal(&seen, "Selv")).is_refused(Rejection::AccessMissing);
}

#[test]
fn the_first_plan_is_an_edit_of_none() {
    let mut world = World::thyland();
    let first = Plan { maal: Some(short("Kok")), ..Plan::empty(SOFIE) };
    let edit = PlanEdit::between(&Plan::empty(SOFIE), &first);
    world.by(HANNE).asks(EditPlan { ung: SOFIE, edit }).is_applied();
    assert_eq!(world.get::<Plan>(Folder::Plan(SOFIE), SOFIE.0), first);
}

/// A date of before the handover is only what a phone says.
#[test]
fn a_former_mentor_changes_no_plan_by_a_date() {
    let mut world = World::thyland();
    let seen: Plan = world.get(PLAN, MADS.0);
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: NOW.plus(HOUR) };
    world.by(BENT).asks(end).is_applied();
    world.later(DAY);
    let whole = WritePlan { plan: Plan { maal: Some(short("Væk")), ..seen.clone() } };
    world.by(ANNA).at(NOW).asks(whole).is_refused(Rejection::AccessEnded);
    world.by(ANNA).at(NOW).asks(to_goal(&seen, "Væk")).is_refused(Rejection::AccessEnded);
    assert_eq!(world.get::<Plan>(PLAN, MADS.0), seen);
}

#[test]
fn a_young_person_ticks_off_the_own_agreement_and_opens_it_again() {
    let mut world = World::thyland();
    world.by(ANNA).asks(MakeAftale { ung: MADS, aftale: new_aftale() }).is_applied();
    world.by(MADS).asks(settle(true)).is_applied();
    let done = world.get::<Aftale>(PLAN, AFTALE.0).udfoert.unwrap();
    assert_eq!((done.af, done.kl), (MADS.person(), NOW));
    world.later(DAY).by(ANNA).asks(settle(true)).is_no_change();
    assert_eq!(world.get::<Aftale>(PLAN, AFTALE.0).udfoert, Some(done), "who was first stays");
    world.by(MADS).asks(settle(false)).is_applied();
    assert_eq!(world.get::<Aftale>(PLAN, AFTALE.0).udfoert, None);
    world.by(SOFIE).asks(settle(true)).is_refused(Rejection::AccessMissing);
}

#[test]
fn an_agreement_that_comes_again_stays_ticked_off() {
    let mut world = World::thyland();
    let make = || MakeAftale { ung: MADS, aftale: new_aftale() };
    world.by(ANNA).asks(make()).is_applied();
    world.by(MADS).asks(settle(true)).is_applied();
    world.by(ANNA).asks(make()).is_no_change();
    world.by(BENT).asks(make()).is_refused(Rejection::AlreadyExists);
    let aftale = NewAftale { hvad: short("Noget andet"), ..new_aftale() };
    let other = MakeAftale { ung: MADS, aftale };
    world.by(ANNA).asks(other).is_refused(Rejection::AlreadyExists);
    assert!(world.get::<Aftale>(PLAN, AFTALE.0).udfoert.is_some());
}

#[test]
fn what_is_not_there_cannot_be_settled() {
    let mut world = World::thyland();
    let aftale = AftaleId(Uuid::from_u128(1));
    world
        .by(ANNA)
        .asks(SettleAftale { aftale, ..settle(true) })
        .is_refused(Rejection::RecordMissing);
    let loefte = LoefteId(Uuid::from_u128(1));
    let organisation = ERHVERVSSKOLEN;
    let settle = SettleLoefte { organisation, loefte, udfoert: true };
    world.by(CLARA).asks(settle).is_refused(Rejection::RecordMissing);
}

#[test]
fn a_promise_made_at_a_visit_is_kept_once() {
    let mut world = World::thyland();
    let loefte = NewLoefte { id: LOEFTE, hvad: short("Sende plakaten"), frist: None };
    let log = || domain::besoeg::LogBesoeg { loefter: vec![loefte.clone()], ..besoeg(BESOEG) };
    world.by(CLARA).asks(log()).is_applied();
    let organisation = ERHVERVSSKOLEN;
    let settle = |udfoert| SettleLoefte { organisation, loefte: LOEFTE, udfoert };
    world.by(FIE).asks(settle(true)).is_applied();
    world.by(CLARA).asks(settle(true)).is_no_change();
    world.by(CLARA).asks(log()).is_no_change();
    let stands = || Folder::Partnerskab(ERHVERVSSKOLEN);
    let kept: Loefte = world.get(stands(), LOEFTE.0);
    assert_eq!((kept.besoeg, kept.udfoert.map(|done| done.af)), (BESOEG, Some(FIE.person())));
    world.by(CLARA).asks(settle(false)).is_applied();
    assert_eq!(world.get::<Loefte>(stands(), LOEFTE.0).udfoert, None);
}

#[test]
fn a_young_person_is_taken_in_once() {
    let mut world = World::thyland();
    let ung = |navn| RegisterUng { ung: domain::fixtures::ung(NY_UNG, navn, "2009-02-28") };
    world.by(BENT).asks(ung("Ny Ung")).is_refused(Rejection::AccessMissing);
    world.by(Person::System).asks(ung("Ny Ung")).is_applied();
    world.by(Person::System).asks(ung("Ny Ung")).is_no_change();
    world.by(Person::System).asks(ung("En Anden")).is_refused(Rejection::AlreadyExists);
    assert_eq!(world.get::<Ung>(Folder::Plan(NY_UNG), NY_UNG.0).fornavn(), "Ny");
}

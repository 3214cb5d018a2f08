//! Handing over: one tovholder at a time (rule T13), and what the former one wrote before and sends after.

use domain::aftale::MakeAftale;
use domain::exchange::{Outcome, Quarantine};
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, BENT_FOR_MADS, DORTE, GORM, MADS, NOW, SOFIE, long, medarbejder,
    notat, tilknytning,
};
use domain::grant::{Access, Term};
use domain::id::{NotatId, TilknytningId};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::notat::{CorrectNotat, Notat, Synlighed, WriteNotat};
use domain::organisation::{RegisterMedarbejder, Rolletid};
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::{Folder, Moment, Person, Rejection, Rolle};
use proptest::prelude::*;
use uuid::Uuid;

use crate::samples::{NOTAT, NY, new_aftale};
use crate::world::World;

const JOURNAL: Folder = Folder::Journal(MADS);

fn number(number: u128) -> TilknytningId {
    TilknytningId(Uuid::from_u128(0x500 + number))
}

fn tovholder(
    id: u128,
    who: domain::id::MedarbejderId,
    from: Moment,
    until: Option<Moment>,
) -> AssignHelper {
    let assigned = tilknytning(number(id), MADS, who, Funktion::Tovholder);
    AssignHelper { tilknytning: Tilknytning { term: Term { from, until }, ..assigned } }
}

fn term_of(world: &World, id: TilknytningId) -> Term {
    world.get::<Tilknytning>(Folder::Plan(MADS), id.0).term
}

/// Who is Mads' tovholder at the moment.
fn tovholdere(world: &World, at: Moment) -> Vec<TilknytningId> {
    let all = world.all::<Tilknytning>().into_iter();
    let holds = |t: &&Tilknytning| {
        t.ung == MADS && t.funktion == Funktion::Tovholder && t.term.holds_at(at)
    };
    all.filter(holds).map(|t| t.id).collect()
}

/// A second person who can be tovholder besides Gorm.
fn with_two_who_can(world: &mut World) {
    let medarbejder =
        medarbejder(NY, "Ny Tovholder", domain::fixtures::UNGEHUSET, &[Rolle::Tovholder]);
    world.by(Person::System).asks(RegisterMedarbejder { medarbejder }).is_applied();
}

#[test]
fn a_new_tovholder_takes_over_from_the_former() {
    let mut world = World::thyland();
    let from = NOW.plus(DAY);
    world.by(BENT).asks(tovholder(1, GORM, from, None)).is_applied();
    assert_eq!(tovholdere(&world, from.plus(-1)), [BENT_FOR_MADS]);
    assert_eq!(tovholdere(&world, from), [number(1)]);
    world.now = from;
    assert_eq!(world.access(GORM, JOURNAL), Some(Access::Write));
    assert_eq!(world.access(BENT, JOURNAL), None);
    assert_eq!(world.access(ANNA, JOURNAL), Some(Access::Write));
}

#[test]
fn a_helper_who_is_no_tovholder_ends_nobody() {
    let mut world = World::thyland();
    let mentor = tilknytning(number(1), MADS, GORM, Funktion::Overgangsmentor);
    world.by(BENT).asks(AssignHelper { tilknytning: mentor }).is_applied();
    assert_eq!(term_of(&world, BENT_FOR_MADS).until, None);
    assert_eq!(term_of(&world, ANNA_FOR_MADS).until, None);
}

#[test]
fn only_the_tovholder_assigns_and_ends() {
    let mut world = World::thyland();
    for who in [ANNA, DORTE, GORM] {
        let assign = tovholder(1, who, NOW, None);
        world.by(who).asks(assign).is_refused(Rejection::AccessMissing);
        let end = EndTilknytning { tilknytning: BENT_FOR_MADS, ung: MADS, until: NOW };
        world.by(who).asks(end).is_refused(Rejection::AccessMissing);
    }
    let end = EndTilknytning { tilknytning: BENT_FOR_MADS, ung: MADS, until: NOW };
    world.by(MADS).asks(end).is_refused(Rejection::AccessMissing);
    // Gorm is tovholder, but of Sofie.
    let sofie = tilknytning(number(2), SOFIE, ANNA, Funktion::Overgangsmentor);
    world
        .by(BENT)
        .asks(AssignHelper { tilknytning: sofie.clone() })
        .is_refused(Rejection::AccessMissing);
    world.by(GORM).asks(AssignHelper { tilknytning: sofie }).is_applied();
}

#[test]
fn the_former_tovholder_assigns_nobody_any_more() {
    let mut world = World::thyland();
    world.by(BENT).asks(tovholder(1, GORM, NOW.plus(HOUR), None)).is_applied();
    world.later(2 * HOUR);
    world
        .by(BENT)
        .asks(tovholder(2, BENT, world_now_plus(3), None))
        .is_refused(Rejection::AccessEnded);
}

fn world_now_plus(hours: i64) -> Moment {
    NOW.plus(hours * HOUR)
}

#[test]
fn a_term_that_ends_before_it_begins_is_none() {
    let mut world = World::thyland();
    for until in [NOW.plus(-1), NOW] {
        let assign = tovholder(1, GORM, NOW, Some(until));
        world.by(BENT).asks(assign).is_refused(Rejection::TermInvalid);
    }
    let before = term_of(&world, ANNA_FOR_MADS).from.plus(-1);
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: before };
    world.by(BENT).asks(end).is_refused(Rejection::TermInvalid);
    let unknown = EndTilknytning { tilknytning: number(9), ung: MADS, until: NOW };
    world.by(BENT).asks(unknown).is_refused(Rejection::RecordMissing);
}

#[test]
fn an_assignment_is_made_once() {
    let mut world = World::thyland();
    world.by(BENT).asks(tovholder(1, GORM, NOW.plus(DAY), None)).is_applied();
    world.by(BENT).asks(tovholder(1, GORM, NOW.plus(DAY), None)).is_no_change();
    let other = tovholder(1, GORM, NOW.plus(2 * DAY), None);
    world.by(BENT).asks(other).is_refused(Rejection::AlreadyExists);
}

#[test]
fn ending_never_prolongs() {
    let mut world = World::thyland();
    let end = |until| EndTilknytning { tilknytning: BENT_FOR_MADS, ung: MADS, until };
    world.by(BENT).asks(tovholder(1, GORM, NOW.plus(DAY), None)).is_applied();
    // Were Bent's end moved out, Mads would have two.
    world.by(Person::System).asks(end(NOW.plus(9 * DAY))).is_no_change();
    assert_eq!(term_of(&world, BENT_FOR_MADS).until, Some(NOW.plus(DAY)));
    world.by(Person::System).asks(end(NOW.plus(HOUR))).is_applied();
    assert_eq!(term_of(&world, BENT_FOR_MADS).until, Some(NOW.plus(HOUR)));
}

#[test]
fn a_tovholder_planned_for_later_gives_way_to_one_who_stays() {
    let mut world = World::thyland();
    with_two_who_can(&mut world);
    world.by(BENT).asks(tovholder(1, GORM, NOW.plus(30 * DAY), None)).is_applied();
    world.by(BENT).asks(tovholder(2, NY, NOW.plus(7 * DAY), None)).is_applied();
    assert_eq!(tovholdere(&world, NOW.plus(8 * DAY)), [number(2)]);
    assert_eq!(tovholdere(&world, NOW.plus(31 * DAY)), [number(2)]);
    let planned = term_of(&world, number(1));
    assert!(planned.until.unwrap() >= planned.from, "not turned inside out: {planned:?}");
}

#[test]
fn a_tovholder_planned_for_later_stays_if_the_new_one_ends_before() {
    let mut world = World::thyland();
    with_two_who_can(&mut world);
    let from = NOW.plus(30 * DAY);
    world.by(BENT).asks(tovholder(1, GORM, from, None)).is_applied();
    world.by(BENT).asks(tovholder(2, NY, NOW.plus(7 * DAY), Some(from))).is_applied();
    assert_eq!(tovholdere(&world, NOW.plus(8 * DAY)), [number(2)]);
    assert_eq!(tovholdere(&world, from), [number(1)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// T13, whatever is assigned and ended in whatever order. The world looks after each command.
    #[test]
    fn there_are_never_two_tovholdere(
        moves in prop::collection::vec((any::<bool>(), 0..8_u128, -9..9_i64, prop::option::of(-9..9_i64)), 1..12),
    ) {
        let mut world = World::thyland();
        for (assigns, id, from, until) in moves {
            let from = NOW.plus(from * DAY);
            let until = until.map(|until| NOW.plus(until * DAY));
            if assigns {
                let _ = world.by(Person::System).asks(tovholder(id, GORM, from, until));
            } else {
                let (tilknytning, until) = (number(id), until.unwrap_or(from));
                let _ = world.by(Person::System).asks(EndTilknytning { tilknytning, ung: MADS, until });
            }
            for hour in -10 * 24..10 * 24 {
                let at = NOW.plus(hour * HOUR);
                prop_assert!(tovholdere(&world, at).len() <= 1);
            }
        }
    }
}

/// Anna is off Mads' case from an hour before now.
fn anna_handed_over() -> World {
    let mut world = World::thyland();
    let until = NOW.plus(-HOUR);
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until };
    world.by(BENT).asks(end).is_applied();
    world
}

fn before() -> Moment {
    NOW.plus(-HOUR - MINUTE)
}

fn written_before() -> WriteNotat {
    WriteNotat { sket: NOW.plus(-3 * HOUR), ..notat(NOTAT, MADS, "Vi talte sammen i går.") }
}

#[test]
fn a_notat_written_before_the_handover_is_kept_and_marked() {
    let mut world = anna_handed_over();
    let answer = world.by(ANNA).at(before()).asks(written_before());
    answer.is_late();
    assert_eq!(answer.decision().outcome(), Outcome::AppliedLate);
    let notat: Notat = world.get(JOURNAL, NOTAT.0);
    assert!(notat.foer_overdragelse);
    assert_eq!((notat.skrevet, notat.modtaget), (before(), Some(NOW)));
    assert_eq!(world.access(BENT, JOURNAL), Some(Access::Write));
    assert_eq!(world.access(ANNA, JOURNAL), None);
}

#[test]
fn a_late_notat_that_comes_again_is_the_same_notat() {
    let mut world = anna_handed_over();
    world.by(ANNA).at(before()).asks(written_before()).is_late();
    world.later(DAY).by(ANNA).at(before()).asks(written_before()).is_no_change();
}

#[test]
fn a_notat_received_in_time_and_again_after_the_handover_is_not_marked() {
    let mut world = World::thyland();
    world.now = before();
    world.by(ANNA).asks(written_before()).is_applied();
    world.now = NOW;
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: NOW.plus(-HOUR) };
    world.by(BENT).asks(end).is_applied();
    world.by(ANNA).at(before()).asks(written_before()).is_no_change();
    assert!(!world.get::<Notat>(JOURNAL, NOTAT.0).foer_overdragelse);
}

#[test]
fn a_notat_written_after_the_handover_is_put_aside() {
    let mut world = anna_handed_over();
    let answer = world.by(ANNA).at(NOW.plus(-HOUR)).asks(written_before());
    answer.is_refused(Rejection::AccessEnded);
    let why = Quarantine::AccessEnded;
    assert_eq!(answer.0.map_or_else(Outcome::from, |d| d.outcome()), Outcome::Quarantined { why });
}

#[test]
fn an_agreement_from_before_is_late_too_and_a_correction_changes_nothing() {
    let mut world = World::thyland();
    world.now = NOW.plus(-2 * HOUR);
    world.by(ANNA).asks(written_before()).is_applied();
    world.now = NOW;
    let until = NOW.plus(-HOUR);
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until };
    world.by(BENT).asks(end).is_applied();
    let (synlighed, tekst) = (Synlighed::Journal, long("Det var i forgårs."));
    let correct = CorrectNotat { id: NOTAT, ung: MADS, synlighed, tekst };
    world.by(ANNA).at(before()).asks(correct).is_refused(Rejection::AccessEnded);
    world.by(ANNA).at(before()).asks(MakeAftale { ung: MADS, aftale: new_aftale() }).is_late();
}

#[test]
fn who_never_was_a_helper_is_refused_and_not_put_aside() {
    let mut world = World::thyland();
    let answer = world.by(GORM).asks(notat(NotatId(NOTAT.0), MADS, "Hej"));
    answer.is_refused(Rejection::AccessMissing);
}

#[test]
fn a_role_that_ends_takes_its_folders_and_leaves_what_was_written() {
    let mut world = World::thyland();
    let ended =
        |rolle| Rolletid { rolle, term: Term { from: Moment(0), until: Some(NOW.plus(-HOUR)) } };
    let mut gone =
        medarbejder(domain::fixtures::CLARA, "Clara Holm", domain::fixtures::GYMNASIET, &[]);
    gone.roller = vec![ended(Rolle::Ambassadoer)];
    world.by(Person::System).asks(RegisterMedarbejder { medarbejder: gone }).is_applied();
    let log = domain::fixtures::besoeg(crate::samples::BESOEG);
    world.by(domain::fixtures::CLARA).asks(log.clone()).is_refused(Rejection::AccessEnded);
    world.by(domain::fixtures::CLARA).at(before()).asks(log).is_late();
}

/// A phone's clock says when something was written; it never decides who sees what.
#[test]
fn whoever_holds_the_case_no_more_takes_it_back_by_no_date() {
    let mut world = World::thyland();
    world.by(BENT).asks(tovholder(1, GORM, NOW.plus(HOUR), None)).is_applied();
    world.later(2 * HOUR);
    let in_time = NOW.plus(HOUR - 1);
    let back = tovholder(2, BENT, world.now, None);
    world.by(BENT).at(in_time).asks(back).is_refused(Rejection::AccessEnded);
    let end = EndTilknytning { tilknytning: number(1), ung: MADS, until: world.now };
    world.by(BENT).at(in_time).asks(end).is_refused(Rejection::AccessEnded);
    assert_eq!(tovholdere(&world, world.now), [number(1)]);
}

#[test]
fn a_month_after_the_handover_what_is_said_to_be_from_before_is_read_by_the_tovholder() {
    let mut world = anna_handed_over();
    world.now = NOW.plus(-HOUR).plus(30 * DAY - 1);
    let note = |id: u128| WriteNotat { id: NotatId(Uuid::from_u128(id)), ..written_before() };
    world.by(ANNA).at(before()).asks(note(1)).is_late();
    world.later(1).by(ANNA).at(before()).asks(note(2)).is_refused(Rejection::AccessEnded);
}

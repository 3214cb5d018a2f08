//! Notater: the first text never changes, corrections are added, three times are kept.

use domain::aftale::{Aftale, NewAftale, SettleAftale};
use domain::fixtures::{ANNA, BENT, DORTE, MADS, NOW, SOFIE, long, notat, short};
use domain::grant::{Access, Permit, Term};
use domain::id::{AftaleId, CommandId, NotatId};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::notat::{CorrectNotat, MOST_CORRECTIONS, Notat, Rettelse, Synlighed, WriteNotat};
use domain::{Authority, Folder, Moment, Person, Rejection};
use proptest::prelude::*;
use uuid::Uuid;

use crate::samples::{NOTAT, new_aftale};
use crate::world::{Who, World};

const JOURNAL: Folder = Folder::Journal(MADS);
const PLAN: Folder = Folder::Plan(MADS);

fn first() -> WriteNotat {
    notat(NOTAT, MADS, "Mads vil være tømrer.")
}

fn correct(tekst: &str) -> CorrectNotat {
    CorrectNotat { id: NOTAT, ung: MADS, synlighed: Synlighed::Journal, tekst: long(tekst) }
}

fn with_first() -> World {
    let mut world = World::thyland();
    world.by(ANNA).asks(first()).is_applied();
    world
}

fn the_notat(world: &World) -> Notat {
    world.get(JOURNAL, NOTAT.0)
}

#[test]
fn a_notat_keeps_when_it_happened_was_written_and_was_received() {
    let mut world = World::thyland();
    let written = NOW.plus(-30 * MINUTE);
    world.by(ANNA).at(written).asks(first()).is_applied();
    let notat = the_notat(&world);
    assert_eq!((notat.sket, notat.skrevet, notat.modtaget), (NOW.plus(-HOUR), written, Some(NOW)));
    assert_eq!(notat.af, ANNA.person());
    assert!(!notat.foer_overdragelse);
}

#[test]
fn a_phone_does_not_say_that_the_server_received_it() {
    let world = World::thyland();
    let [shown] = world.on_the_phone_of(ANNA, first()).puts::<Notat>().try_into().unwrap();
    assert_eq!(shown.modtaget, None);
}

#[test]
fn a_notat_lies_where_those_are_who_may_see_it() {
    let mut world = World::thyland();
    world.by(ANNA).asks(WriteNotat { synlighed: Synlighed::Plan, ..first() }).is_applied();
    assert!(world.find::<Notat>(JOURNAL, NOTAT.0).is_none());
    assert!(world.find::<Notat>(PLAN, NOTAT.0).is_some());
    assert_eq!(world.access(MADS, PLAN), Some(Access::Write));
    assert_eq!(world.access(MADS, JOURNAL), None);
}

#[test]
fn a_young_person_writes_and_corrects_no_notater_not_even_their_own_plans() {
    let mut world = World::thyland();
    let in_plan = || WriteNotat { synlighed: Synlighed::Plan, ..first() };
    for who in [MADS, SOFIE] {
        world.by(who).asks(first()).is_refused(Rejection::AccessMissing);
        world.by(who).asks(in_plan()).is_refused(Rejection::AccessMissing);
    }
    world.by(ANNA).asks(in_plan()).is_applied();
    let correct = CorrectNotat { synlighed: Synlighed::Plan, ..correct("Det passer ikke.") };
    world.by(MADS).asks(correct).is_refused(Rejection::AccessMissing);
}

#[test]
fn a_vejleder_has_no_part_in_the_journal() {
    let mut world = World::thyland();
    world.by(DORTE).asks(first()).is_refused(Rejection::AccessMissing);
    world.by(DORTE).asks(WriteNotat { synlighed: Synlighed::Plan, ..first() }).is_applied();
}

#[test]
fn a_correction_is_added_and_the_first_text_stays() {
    let mut world = with_first();
    world.later(HOUR).by(BENT).asks(correct("Mads vil være murer.")).is_applied();
    let notat = the_notat(&world);
    assert_eq!(notat.tekst, first().tekst);
    assert_eq!(notat.gaeldende(), &long("Mads vil være murer."));
    let [Rettelse { af, skrevet, modtaget, .. }] = notat.rettelser.try_into().unwrap();
    assert_eq!((af, skrevet, modtaget), (BENT.person(), NOW.plus(HOUR), Some(NOW.plus(HOUR))));
}

#[test]
fn two_phones_corrections_both_stay() {
    let mut world = with_first();
    world.later(HOUR);
    // Both were written offline, Bent's later; Anna's comes in first.
    world.by(ANNA).at(NOW.plus(MINUTE)).asks(correct("Mads vil være murer.")).is_applied();
    world.by(BENT).at(NOW.plus(2 * MINUTE)).asks(correct("Mads vil være maler.")).is_applied();
    let texts: Vec<_> = the_notat(&world).rettelser.into_iter().map(|r| r.tekst).collect();
    assert_eq!(texts, [long("Mads vil være murer."), long("Mads vil være maler.")]);
}

#[test]
fn a_correction_that_comes_again_is_there_once() {
    let mut world = with_first();
    let id = CommandId(Uuid::from_u128(7));
    world.by(ANNA).again(id).asks(correct("Mads vil være murer.")).is_applied();
    world.by(BENT).asks(correct("Mads vil være maler.")).is_applied();
    world.later(DAY).by(ANNA).again(id).asks(correct("Mads vil være murer.")).is_no_change();
    assert_eq!(the_notat(&world).rettelser.len(), 2);
}

/// Each edition keeps all that stood before, so that many corrections of a long note are dear.
#[test]
fn a_notat_is_corrected_twenty_times_at_the_most() {
    let mut world = with_first();
    for number in 1..=MOST_CORRECTIONS {
        world.by(ANNA).asks(correct(&format!("Nummer {number}"))).is_applied();
    }
    world.by(ANNA).asks(correct("En for meget")).is_refused(Rejection::NumberOutOfBounds);
    assert_eq!(the_notat(&world).gaeldende(), &long("Nummer 20"));
}

#[test]
fn a_correction_must_say_something_else_and_be_of_something() {
    let mut world = with_first();
    world.by(ANNA).asks(correct("Mads vil være tømrer.")).is_refused(Rejection::NothingChanged);
    world.by(ANNA).asks(correct("Noget andet.")).is_applied();
    // Back to the first text is a correction like any.
    world.by(ANNA).asks(correct("Mads vil være tømrer.")).is_applied();
    let unknown = CorrectNotat { id: NotatId(Uuid::from_u128(1)), ..correct("Hvad?") };
    world.by(ANNA).asks(unknown).is_refused(Rejection::RecordMissing);
    let elsewhere = CorrectNotat { synlighed: Synlighed::Plan, ..correct("Hvad?") };
    world.by(ANNA).asks(elsewhere).is_refused(Rejection::RecordMissing);
}

#[test]
fn a_notat_that_comes_again_is_the_same_even_when_it_was_corrected() {
    let mut world = with_first();
    world.by(BENT).asks(correct("Mads vil være murer.")).is_applied();
    let corrected = the_notat(&world);
    world.later(DAY).by(ANNA).at(NOW).asks(first()).is_no_change();
    assert_eq!(the_notat(&world), corrected);
}

#[test]
fn another_notat_of_the_same_id_is_refused() {
    let mut world = with_first();
    let other = notat(NOTAT, MADS, "Noget helt andet.");
    world.by(ANNA).asks(other).is_refused(Rejection::AlreadyExists);
    world.by(BENT).asks(first()).is_refused(Rejection::AlreadyExists);
    assert_eq!(the_notat(&world).tekst, first().tekst);
}

#[test]
fn an_agreement_made_with_a_notat_lies_in_the_plan() {
    let mut world = World::thyland();
    world.by(ANNA).asks(WriteNotat { aftale: Some(new_aftale()), ..first() }).is_applied();
    let aftale: Aftale = world.get(PLAN, new_aftale().id.0);
    assert_eq!(aftale.notat, Some(NOTAT));
    assert_eq!(the_notat(&world).aftale, Some(aftale.id));
}

#[test]
fn a_notat_with_an_agreement_that_comes_again_opens_nothing_again() {
    let mut world = World::thyland();
    let both = || WriteNotat { aftale: Some(new_aftale()), ..first() };
    world.by(ANNA).asks(both()).is_applied();
    let settle = SettleAftale { ung: MADS, aftale: new_aftale().id, udfoert: true };
    world.by(MADS).asks(settle).is_applied();
    world.later(DAY).by(ANNA).at(NOW).asks(both()).is_no_change();
    assert!(world.get::<Aftale>(PLAN, new_aftale().id.0).udfoert.is_some());
}

#[test]
fn an_agreement_needs_the_plan_and_an_id_of_its_own() {
    let mut world = World::thyland();
    world.by(ANNA).asks(WriteNotat { aftale: Some(new_aftale()), ..first() }).is_applied();
    let hvad = short("Noget andet");
    let aftale = Some(NewAftale { hvad, ..new_aftale() });
    let second = WriteNotat { aftale, ..notat(NotatId(Uuid::from_u128(1)), MADS, "Nummer to") };
    world.by(ANNA).asks(second.clone()).is_refused(Rejection::AlreadyExists);
    assert!(world.find::<Notat>(JOURNAL, second.id.0).is_none(), "all of it or nothing");

    let aftale = Some(NewAftale { id: AftaleId(Uuid::from_u128(2)), ..new_aftale() });
    let third = WriteNotat { aftale, ..second };
    let permit = Permit { access: Access::Write, term: Term::from(Moment(0)) };
    let journal_alone = [(JOURNAL, permit)].into_iter().collect();
    let context = world.context(CommandId(Uuid::from_u128(3)), NOW, Authority::Server);
    let answer = world.decide(ANNA.person(), &journal_alone, &third.into(), &context);
    assert_eq!(answer, Err(Rejection::AccessMissing));
}

#[test]
fn what_is_said_to_have_happened_has_happened() {
    let mut world = World::thyland();
    let happened =
        |id: u128, sket| WriteNotat { sket, ..notat(NotatId(Uuid::from_u128(id)), MADS, "Hej") };
    world.by(ANNA).asks(happened(1, NOW.plus(DAY))).is_applied();
    world.by(ANNA).asks(happened(2, NOW.plus(DAY + 1))).is_refused(Rejection::HappenedInFuture);
    // A phone whose clock is a year ahead does not make next year's talks happen.
    let year = NOW.plus(365 * DAY);
    world.by(ANNA).at(year).asks(happened(3, year)).is_refused(Rejection::HappenedInFuture);
    world.by(ANNA).at(year).asks(happened(4, NOW.plus(-HOUR))).is_applied();
    // Nothing was written before it happened, however late it comes in.
    let ago = NOW.plus(-9 * DAY);
    world.by(ANNA).at(ago).asks(happened(5, NOW)).is_refused(Rejection::HappenedInFuture);
    world.by(ANNA).at(ago).asks(happened(6, ago)).is_applied();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Whatever two phones correct, in whatever order it comes in and however often: the first text stands
    /// first, and every text that was accepted can be read, once.
    #[test]
    fn every_text_stays_readable(
        corrections in prop::collection::vec((any::<bool>(), "[a-c]{1,2}", 0..6_u128), 0..12),
    ) {
        let mut world = with_first();
        let mut accepted = Vec::new();
        for (anna, text, id) in corrections {
            let (who, tekst) = (if anna { ANNA } else { BENT }, long(&text));
            let id = CommandId(Uuid::from_u128(0x1000 + id));
            let answer = world.by(who).again(id).asks(CorrectNotat { tekst: tekst.clone(), ..correct("x") });
            if answer.0.is_ok_and(|decision| !decision.changes.is_empty()) {
                accepted.push((who.person(), tekst));
            }
        }
        let notat = the_notat(&world);
        prop_assert_eq!(notat.tekst, first().tekst);
        prop_assert_eq!(notat.af, Person::Medarbejder(ANNA));
        let kept: Vec<_> = notat.rettelser.into_iter().map(|r| (r.af, r.tekst)).collect();
        prop_assert_eq!(kept, accepted);
    }
}

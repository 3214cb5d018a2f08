//! Roadshow visits: logging, two people amending, and which partner is owed one (rule T12).

use std::collections::BTreeSet;

use domain::besoeg::{
    AmendBesoeg, Besoeg, BesoegEdit, BesoegFelt, Fristens, LogBesoeg, Moedetype, besoegsfrist,
};
use domain::edit::{Conflict, Edit, Meeting, SettleConflict, Valg};
use domain::exchange::Outcome;
use domain::fixtures::{
    CLARA, ERHVERVSSKOLEN, FIE, GYMNASIET, HANNE, NOW, VAERKSTEDET, at, besoeg, day,
    organisationer, short,
};
use domain::id::{BesoegId, CommandId, ConflictId, MedarbejderId, OrganisationId};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::organisation::Organisation;
use domain::{Day, Folder, Moment, Person, Rejection};
use proptest::prelude::*;
use uuid::Uuid;

use crate::samples::BESOEG;
use crate::world::{Who, World};

const PARTNERSKAB: Folder = Folder::Partnerskab(ERHVERVSSKOLEN);

fn logged() -> World {
    let mut world = World::thyland();
    world.by(CLARA).asks(besoeg(BESOEG)).is_applied();
    world
}

fn the_besoeg(world: &World) -> Besoeg {
    world.get(PARTNERSKAB, BESOEG.0)
}

fn conflicts(world: &World) -> Vec<Conflict> {
    world.all::<Conflict>().into_iter().cloned().collect()
}

fn the_conflict(world: &World) -> Conflict {
    let [conflict] = conflicts(world).try_into().expect("one conflict");
    conflict
}

fn amend(edit: BesoegEdit) -> AmendBesoeg {
    AmendBesoeg { id: BESOEG, organisation: ERHVERVSSKOLEN, edit }
}

/// How many listened, from what was seen to what is wanted.
fn antal(was: u16, now: u16) -> AmendBesoeg {
    amend(BesoegEdit { antal: Edit::between(Some(was), Some(now)), ..BesoegEdit::default() })
}

fn sted(was: &str, now: &str) -> AmendBesoeg {
    let sted = Edit::between(Some(short(was)), Some(short(now)));
    amend(BesoegEdit { sted, ..BesoegEdit::default() })
}

fn settle(conflict: &Conflict, valg: Valg) -> SettleConflict {
    SettleConflict { organisation: ERHVERVSSKOLEN, conflict: conflict.id, valg }
}

#[test]
fn a_visit_is_logged_once() {
    let mut world = logged();
    let visit = the_besoeg(&world);
    assert_eq!((visit.af, visit.skrevet, visit.antal), (CLARA.person(), NOW, Some(17)));
    world.later(DAY).by(CLARA).at(NOW).asks(besoeg(BESOEG)).is_no_change();
    let other = LogBesoeg { minutter: 30, ..besoeg(BESOEG) };
    world.by(CLARA).at(NOW).asks(other).is_refused(Rejection::AlreadyExists);
    world.by(HANNE).at(NOW).asks(besoeg(BESOEG)).is_refused(Rejection::AlreadyExists);
}

#[test]
fn a_visit_that_comes_again_after_it_was_amended_is_the_same_visit() {
    let mut world = logged();
    world.by(HANNE).asks(antal(17, 18)).is_applied();
    world.by(CLARA).at(NOW).asks(besoeg(BESOEG)).is_no_change();
    assert_eq!(the_besoeg(&world).antal, Some(18));
    world.by(FIE).asks(besoeg(BESOEG)).is_refused(Rejection::AlreadyExists);
}

#[test]
fn a_visit_is_at_an_organisation_and_has_happened() {
    let mut world = World::thyland();
    let organisation = OrganisationId(Uuid::from_u128(1));
    let nowhere = LogBesoeg { organisation, ..besoeg(BESOEG) };
    world.by(Person::System).asks(nowhere).is_refused(Rejection::OrganisationMissing);
    let tomorrow = LogBesoeg { sket: NOW.plus(DAY + 1), ..besoeg(BESOEG) };
    world.by(CLARA).asks(tomorrow).is_refused(Rejection::HappenedInFuture);
    let no_partner = LogBesoeg { organisation: VAERKSTEDET, ..besoeg(BESOEG) };
    world.by(CLARA).asks(no_partner).is_refused(Rejection::AccessMissing);
}

#[test]
fn two_who_edit_different_fields_never_notice() {
    let mut world = logged();
    let answer = world.by(CLARA).asks(antal(17, 18));
    assert_eq!(answer.is_applied().decision().outcome(), Outcome::Applied);
    let answer = world.by(HANNE).asks(sted("Lærerværelset", "Kantinen"));
    assert_eq!(answer.is_applied().decision().outcome(), Outcome::Applied);
    let visit = the_besoeg(&world);
    assert_eq!((visit.antal, visit.sted.clone()), (Some(18), Some(short("Kantinen"))));
    assert_eq!(visit.writer_of(BesoegFelt::Antal).0, CLARA.person());
    assert_eq!(visit.writer_of(BesoegFelt::Sted).0, HANNE.person());
    assert_eq!(visit.writer_of(BesoegFelt::Minutter), (CLARA.person(), NOW));
    assert_eq!(conflicts(&world), []);
}

#[test]
fn two_who_want_the_same_agree() {
    let mut world = logged();
    world.by(CLARA).asks(antal(17, 18)).is_applied();
    world.by(HANNE).asks(antal(17, 18)).is_no_change();
    assert_eq!(conflicts(&world), []);
}

#[test]
fn a_wish_for_what_stands_is_no_wish() {
    let mut world = logged();
    let wish = Some(Edit { was: Some(17), now: Some(17) });
    let edit = BesoegEdit { antal: wish, ..BesoegEdit::default() };
    world.by(CLARA).asks(amend(edit)).is_no_change();
    world.by(CLARA).asks(amend(BesoegEdit::default())).is_no_change();
    assert_eq!(Edit { was: 1, now: 1 }.meets(&1), Meeting::Agrees);
    let (was, now) =
        (the_besoeg(&world), Besoeg { naeste: Some(day("2027-01-01")), ..the_besoeg(&world) });
    assert_eq!(BesoegEdit::between(&was, &now).fields(), [BesoegFelt::Naeste]);
    assert_eq!(BesoegEdit::between(&was, &was), BesoegEdit::default());
}

/// Clara and Hanne both saw 17; Clara's 18 came in first.
fn disagreeing() -> World {
    let mut world = logged();
    world.later(HOUR);
    world.by(CLARA).at(NOW.plus(MINUTE)).asks(antal(17, 18)).is_applied();
    let answer = world.by(HANNE).at(NOW.plus(2 * MINUTE)).asks(antal(17, 20));
    assert_eq!(answer.is_applied().decision().outcome(), Outcome::Merged);
    world
}

#[test]
fn two_who_disagree_are_both_shown_with_who_and_when() {
    let world = disagreeing();
    assert_eq!(the_besoeg(&world).antal, Some(18), "the value that stands, stands");
    let conflict = the_conflict(&world);
    assert_eq!(conflict.edit.fields(), [BesoegFelt::Antal]);
    assert_eq!(conflict.edit.antal, Some(Edit { was: Some(18), now: Some(20) }));
    assert_eq!((conflict.stod_af, conflict.stod_kl), (CLARA.person(), NOW.plus(MINUTE)));
    assert_eq!((conflict.af, conflict.kl), (HANNE.person(), NOW.plus(2 * MINUTE)));
    assert_eq!((conflict.besoeg, conflict.afgjort), (BESOEG, None));
}

#[test]
fn one_edit_may_change_one_field_and_lose_another() {
    let mut world = logged();
    world.by(CLARA).asks(antal(17, 18)).is_applied();
    let both = BesoegEdit { minutter: Edit::between(45, 60), ..antal(17, 20).edit };
    world.by(HANNE).asks(amend(both)).is_applied();
    let visit = the_besoeg(&world);
    assert_eq!((visit.antal, visit.minutter), (Some(18), 60));
    assert_eq!(the_conflict(&world).edit.fields(), [BesoegFelt::Antal]);
    assert_eq!(visit.writer_of(BesoegFelt::Antal).0, CLARA.person());
    assert_eq!(visit.writer_of(BesoegFelt::Minutter).0, HANNE.person());
}

#[test]
fn one_tap_settles_it_for_what_stands() {
    let mut world = disagreeing();
    let conflict = the_conflict(&world);
    world.by(FIE).asks(settle(&conflict, Valg::Staaende)).is_applied();
    assert_eq!(the_besoeg(&world).antal, Some(18));
    let settled = the_conflict(&world);
    let how = settled.afgjort.unwrap();
    assert_eq!((how.valg, how.af, how.kl), (Valg::Staaende, FIE.person(), NOW.plus(HOUR)));
    assert_eq!(
        settled.edit.antal,
        Some(Edit { was: Some(18), now: Some(20) }),
        "both stay readable"
    );
}

#[test]
fn one_tap_settles_it_for_the_other() {
    let mut world = disagreeing();
    let conflict = the_conflict(&world);
    world.by(FIE).asks(settle(&conflict, Valg::Anden)).is_applied();
    let visit = the_besoeg(&world);
    assert_eq!(visit.antal, Some(20));
    assert_eq!(visit.writer_of(BesoegFelt::Antal), (FIE.person(), NOW.plus(HOUR)));
    assert!(the_conflict(&world).afgjort.is_some());
}

#[test]
fn a_conflict_is_settled_once() {
    let mut world = disagreeing();
    let conflict = the_conflict(&world);
    world.by(FIE).asks(settle(&conflict, Valg::Anden)).is_applied();
    world.by(CLARA).asks(settle(&conflict, Valg::Anden)).is_no_change();
    world.by(CLARA).asks(settle(&conflict, Valg::Staaende)).is_refused(Rejection::ConflictSettled);
    let conflict = Conflict { id: ConflictId(Uuid::from_u128(1)), ..conflict };
    world.by(CLARA).asks(settle(&conflict, Valg::Anden)).is_refused(Rejection::RecordMissing);
}

#[test]
fn an_edit_that_comes_again_does_not_open_what_was_settled() {
    let mut world = logged();
    world.by(CLARA).asks(antal(17, 18)).is_applied();
    let id = CommandId(Uuid::from_u128(7));
    world.by(HANNE).again(id).asks(antal(17, 20)).is_applied();
    let conflict = the_conflict(&world);
    world.by(FIE).asks(settle(&conflict, Valg::Staaende)).is_applied();
    world.by(HANNE).again(id).asks(antal(17, 20)).is_no_change();
    assert!(the_conflict(&world).afgjort.is_some());
}

#[test]
fn settling_does_not_write_over_a_third_value_unseen() {
    let mut world = disagreeing();
    let conflict = the_conflict(&world);
    // While Fie looks at 18 and 20, Clara has counted again.
    world.by(CLARA).asks(antal(18, 25)).is_applied();
    world.by(FIE).asks(settle(&conflict, Valg::Anden)).is_applied();
    assert_eq!(the_besoeg(&world).antal, Some(25));
    let open: Vec<_> = conflicts(&world).into_iter().filter(|c| c.afgjort.is_none()).collect();
    let [open] = open.try_into().expect("one open conflict");
    assert_eq!(open.edit.antal, Some(Edit { was: Some(25), now: Some(20) }));
    assert_eq!((open.stod_af, open.af), (CLARA.person(), FIE.person()));
    world.by(FIE).asks(settle(&open, Valg::Anden)).is_applied();
    assert_eq!(the_besoeg(&world).antal, Some(20));
}

#[test]
fn ones_own_edits_made_offline_in_a_row_do_not_conflict() {
    let mut world = logged();
    for (was, now) in [(17, 18), (18, 19), (19, 17), (17, 30)] {
        world.by(CLARA).asks(antal(was, now)).is_applied();
    }
    assert_eq!(the_besoeg(&world).antal, Some(30));
    assert_eq!(conflicts(&world), []);
}

#[test]
fn a_row_of_edits_that_meets_another_value_keeps_every_step() {
    let mut world = logged();
    world.by(HANNE).asks(antal(17, 40)).is_applied();
    world.by(CLARA).asks(antal(17, 18)).is_applied();
    world.by(CLARA).asks(antal(18, 19)).is_applied();
    assert_eq!(the_besoeg(&world).antal, Some(40));
    let lost: BTreeSet<_> =
        conflicts(&world).into_iter().filter_map(|c| c.edit.antal?.now).collect();
    assert_eq!(lost, BTreeSet::from([18, 19]));
}

#[test]
fn what_is_not_there_cannot_be_amended() {
    let mut world = logged();
    let unknown = AmendBesoeg { id: BesoegId(Uuid::from_u128(1)), ..antal(17, 18) };
    world.by(CLARA).asks(unknown).is_refused(Rejection::RecordMissing);
    let elsewhere = AmendBesoeg { organisation: GYMNASIET, ..antal(17, 18) };
    world.by(CLARA).asks(elsewhere).is_refused(Rejection::RecordMissing);
}

/// One phone's edits, as a value for each: what it saw of the field follows from its own edits before.
#[derive(Clone, Debug)]
enum Wish {
    Antal(u16),
    Moedetype(Moedetype),
    Naeste(i32),
    /// Antal and minutter at once.
    Both(u16, u16),
}

fn wish() -> impl Strategy<Value = Wish> {
    let types = vec![Moedetype::Laerer, Moedetype::Vejleder, Moedetype::Andet];
    prop_oneof![
        4 => (1_u16..30).prop_map(Wish::Antal),
        1 => prop::sample::select(types).prop_map(Wish::Moedetype),
        1 => (0..3).prop_map(Wish::Naeste),
        2 => (1_u16..30, 40_u16..50).prop_map(|(a, b)| Wish::Both(a, b)),
    ]
}

/// What the phone shows after its wish, and the edit that it sends.
fn wished(shown: &Besoeg, wish: &Wish) -> (Besoeg, BesoegEdit) {
    let mut next = shown.clone();
    match wish {
        Wish::Antal(antal) => next.antal = Some(*antal),
        Wish::Moedetype(moedetype) => next.moedetype = *moedetype,
        Wish::Naeste(days) => next.naeste = Some(day("2027-01-01").plus(*days)),
        Wish::Both(antal, minutter) => {
            (next.antal, next.minutter) = (Some(*antal), *minutter);
        }
    }
    let edit = BesoegEdit::between(shown, &next);
    (next, edit)
}

/// Each field of a set of edits as text, so that fields of different types can be compared.
fn values(edit: &BesoegEdit) -> Vec<(BesoegFelt, String, String)> {
    fn of<T: std::fmt::Debug>(
        felt: BesoegFelt,
        edit: Option<&Edit<T>>,
    ) -> Option<(BesoegFelt, String, String)> {
        edit.map(|edit| (felt, format!("{:?}", edit.was), format!("{:?}", edit.now)))
    }
    [
        of(BesoegFelt::Antal, edit.antal.as_ref()),
        of(BesoegFelt::Moedetype, edit.moedetype.as_ref()),
        of(BesoegFelt::Minutter, edit.minutter.as_ref()),
        of(BesoegFelt::Naeste, edit.naeste.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The values of the fields a visit now shows.
fn standing(visit: &Besoeg) -> BTreeSet<(BesoegFelt, String)> {
    BTreeSet::from([
        (BesoegFelt::Antal, format!("{:?}", visit.antal)),
        (BesoegFelt::Moedetype, format!("{:?}", visit.moedetype)),
        (BesoegFelt::Minutter, format!("{:?}", visit.minutter)),
        (BesoegFelt::Naeste, format!("{:?}", visit.naeste)),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// I7. Two phones edit offline from the same visit; their edits come in in any order, and somebody
    /// settles what comes up now and then. At the end every value that anybody asked for stands, or is
    /// told in a conflict, or was replaced by somebody who had it before their eyes.
    #[test]
    fn no_value_is_ever_lost(
        wishes in [prop::collection::vec(wish(), 0..5), prop::collection::vec(wish(), 0..5)],
        order in prop::collection::vec((any::<bool>(), prop::option::weighted(0.3, any::<bool>())), 10),
    ) {
        let mut world = logged();
        let start = the_besoeg(&world);
        let mut phones = wishes.map(|wishes| {
            let mut shown = start.clone();
            let sent = wishes.iter().map(|wish| {
                let (next, edit) = wished(&shown, wish);
                shown = next;
                edit
            });
            sent.collect::<Vec<_>>().into_iter()
        });
        let (mut asked, mut replaced) = (Vec::new(), BTreeSet::new());
        // Who was offline in between sees all that has come in, but settles two pictures old.
        let mut seen = Vec::new();
        for (first, settles) in order {
            let turn = usize::from(!first);
            let next = phones[turn].next().map(|edit| (turn, edit));
            let next = next.or_else(|| phones[1 - turn].next().map(|edit| (1 - turn, edit)));
            if let Some((phone, edit)) = next {
                let before = standing(&the_besoeg(&world));
                world.by([CLARA, HANNE][phone]).asks(amend(edit.clone())).decision();
                for (felt, was, now) in values(&edit) {
                    // Replaced knowingly: it stood, the phone had seen it, and it stands no longer.
                    if before.contains(&(felt, was.clone())) {
                        replaced.insert((felt, was));
                    }
                    asked.push((felt, now));
                }
            }
            if let Some(other) = settles {
                let open = seen.iter().find(|c: &&Conflict| c.afgjort.is_none()).cloned();
                if let Some(conflict) = open {
                    let valg = if other { Valg::Anden } else { Valg::Staaende };
                    let _ = world.by(FIE).asks(settle(&conflict, valg));
                }
                seen = conflicts(&world);
            }
        }
        let mut readable = standing(&the_besoeg(&world));
        readable.extend(replaced);
        for conflict in conflicts(&world) {
            for (felt, was, now) in values(&conflict.edit) {
                readable.extend([(felt, was), (felt, now)]);
            }
        }
        for value in asked {
            prop_assert!(readable.contains(&value), "lost: {value:?}");
        }
    }

    /// Two phones that never touch the same field end the same in any order, and nobody is asked anything.
    #[test]
    fn different_fields_commute(
        counts in prop::collection::vec(1_u16..30, 0..4),
        lengths in prop::collection::vec(46_u16..90, 0..4),
        order in prop::collection::vec(any::<bool>(), 8),
    ) {
        let mut world = logged();
        let start = the_besoeg(&world);
        let chain = |wishes: Vec<Wish>| {
            let mut shown = start.clone();
            wishes.into_iter().map(move |wish| {
                let (next, edit) = wished(&shown, &wish);
                shown = next;
                edit
            })
        };
        let minutter = |length: &u16| Wish::Both(17, *length);
        let mut phones = [
            chain(counts.iter().copied().map(Wish::Antal).collect()),
            chain(lengths.iter().map(minutter).collect()),
        ];
        for first in order {
            let turn = usize::from(!first);
            for phone in [turn, 1 - turn] {
                if let Some(edit) = phones[phone].next() {
                    let _ = world.by([CLARA, HANNE][phone]).asks(amend(edit)).decision();
                    break;
                }
            }
        }
        let visit = the_besoeg(&world);
        prop_assert_eq!(visit.antal, counts.last().copied().or(Some(17)));
        prop_assert_eq!(visit.minutter, lengths.last().copied().unwrap_or(45));
        prop_assert_eq!(conflicts(&world), vec![]);
    }
}

fn partner(siden: Option<&str>) -> Organisation {
    let first = organisationer().into_iter().next().unwrap();
    Organisation { partner_siden: siden.map(day), ..first }
}

fn visit_on(organisation: OrganisationId, sket: Moment) -> Besoeg {
    Besoeg { organisation, sket, ..crate::samples::visit() }
}

/// The last day, the last visit, and how near, for a partner since `siden` visited on these days.
fn frist(siden: &str, visits: &[&str], today: &str) -> (Day, Option<Day>, Fristens) {
    let visits: Vec<_> =
        visits.iter().map(|date| visit_on(ERHVERVSSKOLEN, at(date, 14, 0))).collect();
    let found = besoegsfrist(&partner(Some(siden)), &visits, day(today)).unwrap();
    (found.senest, found.sidst, found.stand)
}

#[test]
fn a_partner_is_owed_a_visit_a_year_after_the_last() {
    let visits = ["2025-03-01", "2025-10-06", "2025-06-01"];
    let senest = day("2026-10-06");
    let sidst = Some(day("2025-10-06"));
    let of = |today| frist("2024-08-01", &visits, today);
    assert_eq!(of("2025-10-06"), (senest, sidst, Fristens::IOrden));
    assert_eq!(of("2026-08-06"), (senest, sidst, Fristens::IOrden), "61 days before");
    assert_eq!(of("2026-08-07"), (senest, sidst, Fristens::Snart), "60 days before");
    assert_eq!(of("2026-10-06"), (senest, sidst, Fristens::Snart), "on the day");
    assert_eq!(of("2026-10-07"), (senest, sidst, Fristens::Sen));
}

#[test]
fn a_partner_never_visited_is_owed_the_first_within_a_year() {
    assert_eq!(frist("2026-08-01", &[], "2026-09-07"), (day("2027-08-01"), None, Fristens::IOrden));
    assert_eq!(frist("2025-08-01", &[], "2026-09-07"), (day("2026-08-01"), None, Fristens::Sen));
}

#[test]
fn a_year_after_a_leap_day_is_the_first_of_march() {
    let senest = frist("2024-08-01", &["2028-02-29"], "2028-03-01").0;
    assert_eq!(senest, day("2029-03-01"));
    assert_eq!(frist("2024-02-29", &[], "2024-03-01").0, day("2025-03-01"));
}

#[test]
fn a_visit_to_come_does_not_count_yet() {
    let (senest, sidst, _) = frist("2024-08-01", &["2025-10-06", "2026-12-01"], "2026-09-07");
    assert_eq!((senest, sidst), (day("2026-10-06"), Some(day("2025-10-06"))));
}

#[test]
fn a_visit_elsewhere_does_not_count() {
    let elsewhere = visit_on(GYMNASIET, at("2026-09-01", 14, 0));
    let found =
        besoegsfrist(&partner(Some("2025-08-01")), &[elsewhere], day("2026-09-07")).unwrap();
    assert_eq!((found.sidst, found.stand), (None, Fristens::Sen));
}

#[test]
fn who_is_no_partner_is_owed_none() {
    let visit = visit_on(ERHVERVSSKOLEN, NOW);
    assert_eq!(besoegsfrist(&partner(None), &[visit], day("2026-09-07")), None);
}

#[test]
fn a_visit_late_at_night_counts_on_the_danish_day() {
    let late = visit_on(ERHVERVSSKOLEN, at("2026-09-06", 23, 59));
    let found = besoegsfrist(&partner(Some("2024-08-01")), &[late], day("2026-09-07")).unwrap();
    assert_eq!(found.sidst, Some(day("2026-09-06")));
}

#[test]
fn more_than_one_ambassador_may_have_been_there() {
    let mut world = logged();
    let ambassadoerer: Option<Edit<Vec<MedarbejderId>>> =
        Edit::between(vec![CLARA], vec![CLARA, HANNE]);
    let edit = BesoegEdit { ambassadoerer, ..BesoegEdit::default() };
    world.by(HANNE).asks(amend(edit)).is_applied();
    assert_eq!(the_besoeg(&world).ambassadoerer, [CLARA, HANNE]);
}

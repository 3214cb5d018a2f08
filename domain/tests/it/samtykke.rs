//! Samtykke (R6, T14, T15): who must sign, what it opens and to whom, and how it ends. `world` checks after
//! every command that nobody sees what was told without a samtykke in force.

use std::collections::BTreeSet;

use domain::besked::{Besked, Beskedtype};
use domain::fixtures::{
    ANNA, BENT, DORTE, ERHVERVSSKOLEN, FIE, GYMNASIET, IDA, JENS, KAREN, MADS, NOW, SOFIE, THYLAND,
    UNGEHUSET, at, day, medarbejder, samtykke, short, thyland, tilknytning, underskrift, ung,
};
use domain::grant::Access;
use domain::id::{OplysningId, SamtykkeId, TilknytningId, UngId};
use domain::kommune::{FoundKommune, Kommune};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::oplysning::{DeltOplysning, Oplysning, ShareOplysning};
use domain::organisation::RegisterMedarbejder;
use domain::record::Kept as _;
use domain::samtykke::{
    Bevis, DraftSamtykke, Emne, Samtykke, Samtykkebrev, SignSamtykke, Situation, Tilstand,
    Underskriftsregel, Underskriver, WithdrawSamtykke,
};
use domain::tilknytning::{AssignHelper, Funktion};
use domain::ung::RegisterUng;
use domain::{Day, Folder, Moment, Person, Rejection};
use proptest::prelude::*;
use uuid::Uuid;

use crate::samples::{ANDET, SAMTYKKE, share};
use crate::world::World;

const INDBAKKE: Folder = Folder::Indbakke(GYMNASIET);
/// Turns 15, 16, 17 and 18 on 10 September.
const OLIVER: UngId = UngId(Uuid::from_u128(0x42));

/// Thyland with a draft for Mads.
fn drafted() -> World {
    let mut world = World::thyland();
    world.by(ANNA).asks(samtykke(SAMTYKKE, MADS)).is_applied();
    world
}

/// Thyland with one that Mads has signed.
fn signed() -> World {
    let mut world = drafted();
    world.by(ANNA).asks(signature(Underskriver::Ung)).is_applied();
    world
}

fn signature(som: Underskriver) -> SignSamtykke {
    underskrift(SAMTYKKE, MADS, som)
}

fn withdraw() -> WithdrawSamtykke {
    WithdrawSamtykke { samtykke: SAMTYKKE, ung: MADS }
}

fn stands(world: &World) -> Tilstand {
    world.get::<Samtykke>(Folder::Plan(MADS), SAMTYKKE.0).tilstand(world.now)
}

fn deling(ung: UngId, id: SamtykkeId) -> Folder {
    Folder::Deling(Samtykke::deling_of(ung, id))
}

fn school_sees(world: &World) -> bool {
    let of = [MADS, OLIVER].map(|ung| world.access(IDA, deling(ung, SAMTYKKE)));
    of.contains(&Some(Access::Read))
}

/// Thyland with Oliver, born so many years before 10 September 2026, whom Anna follows, and a draft.
fn with_oliver(age: i32) -> World {
    let mut world = World::thyland();
    let born = format!("{}-09-10", 2026 - age);
    let young = RegisterUng { ung: ung(OLIVER, "Oliver Dahl", &born) };
    world.by(Person::System).asks(young).is_applied();
    let id = TilknytningId(Uuid::from_u128(0x5f));
    let tilknytning = tilknytning(id, OLIVER, ANNA, Funktion::Overgangsmentor);
    world.by(Person::System).asks(AssignHelper { tilknytning }).is_applied();
    world.by(ANNA).asks(samtykke(SAMTYKKE, OLIVER)).is_applied();
    world
}

fn olivers(world: &World) -> Tilstand {
    world.get::<Samtykke>(Folder::Plan(OLIVER), SAMTYKKE.0).tilstand(world.now)
}

#[test]
fn from_the_last_signature_on_the_named_school_sees_what_was_told_and_nobody_else_does() {
    let mut world = drafted();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Kladde, false));
    world.by(ANNA).asks(signature(Underskriver::Ung)).is_applied();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::IKraft, true));
    world.by(ANNA).asks(share()).is_applied();
    let told: Vec<_> = world.all::<DeltOplysning>();
    assert_eq!(told.len(), 1);
    assert_eq!(world.all::<Samtykkebrev>()[0].navn, short("Mads Kjær"));
    for other in [Folder::Plan(MADS), Folder::Skole(MADS), Folder::Journal(MADS)] {
        assert_eq!(world.access(IDA, other), None, "the school sees nothing else");
    }
    assert_eq!(world.access(JENS, deling(MADS, SAMTYKKE)), None, "another school");
    for helper in [ANNA, BENT, DORTE, FIE] {
        assert_eq!(
            world.access(helper, deling(MADS, SAMTYKKE)),
            None,
            "helpers see it in the plan"
        );
    }
}

#[test]
fn the_young_person_sees_in_the_plan_what_was_told_to_whom() {
    let mut world = signed();
    world.by(ANNA).asks(share()).is_applied();
    let told: Oplysning = world.get(Folder::Plan(MADS), share().id.0);
    assert_eq!((told.samtykke, told.emne), (SAMTYKKE, Emne::Stoette));
    assert!(world.access(MADS, Folder::Plan(MADS)).is_some());
    world.by(MADS).asks(withdraw()).is_applied();
    assert!(world.find::<Oplysning>(Folder::Plan(MADS), share().id.0).is_some(), "it stays");
}

#[test]
fn withdrawn_with_one_word_it_ends_at_once_and_the_school_is_told() {
    let mut world = signed();
    world.later(DAY).by(MADS).asks(withdraw()).is_applied();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Trukket, false));
    let told = |hvad| world.all::<Besked>().into_iter().filter(move |b| b.hvad == hvad).count();
    assert_eq!((told(Beskedtype::Givet), told(Beskedtype::Trukket)), (1, 1));
    assert_eq!(world.access(IDA, INDBAKKE), Some(Access::Read));
    let words: Vec<_> = world.all::<Besked>().iter().filter_map(|b| b.fornavn.clone()).collect();
    assert!(words.iter().all(|name| name.as_str() == "Mads"), "no more than the first name");
}

#[test]
fn a_draft_that_is_let_go_of_was_never_told_of() {
    let mut world = drafted();
    world.by(ANNA).asks(withdraw()).is_applied();
    assert_eq!(stands(&world), Tilstand::Trukket);
    assert!(world.all::<Besked>().is_empty());
    world.by(ANNA).asks(signature(Underskriver::Ung)).is_refused(Rejection::SamtykkeEnded);
}

#[test]
fn its_last_day_counts_whole_and_then_it_is_over() {
    let mut world = signed();
    world.now = at("2027-01-31", 23, 59);
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::IKraft, true));
    world.later(MINUTE);
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Udloebet, false));
    world.by(MADS).asks(withdraw()).is_refused(Rejection::SamtykkeEnded);
    world.by(ANNA).asks(share()).is_refused(Rejection::SamtykkeNotInForce);
}

#[test]
fn signed_ahead_it_waits_for_its_first_day() {
    let mut world = World::thyland();
    let later = DraftSamtykke { fra: day("2026-10-01"), ..samtykke(SAMTYKKE, MADS) };
    world.by(ANNA).asks(later).is_applied();
    world.by(ANNA).asks(signature(Underskriver::Ung)).is_applied();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Underskrevet, false));
    world.by(ANNA).asks(share()).is_refused(Rejection::SamtykkeNotInForce);
    world.now = at("2026-10-01", 0, 0);
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::IKraft, true));
}

#[test]
fn who_must_sign_follows_the_age_on_the_day_of_signing() {
    use Underskriftsregel::{FraFemtenBegge as Both, UnderAttenForaeldre as Parents};
    use Underskriver::{Foraeldremyndighed as Custody, Ung as Young};
    let table: [(Underskriftsregel, i32, &[Underskriver]); 10] = [
        (Both, 13, &[Custody]),
        (Both, 14, &[Custody]),
        (Both, 15, &[Young, Custody]),
        (Both, 17, &[Young, Custody]),
        (Both, 18, &[Young]),
        (Both, 30, &[Young]),
        (Parents, 14, &[Custody]),
        (Parents, 17, &[Custody]),
        (Parents, 18, &[Young]),
        (Parents, -1, &[Custody]),
    ];
    for (rule, age, expected) in table {
        assert_eq!(rule.underskrivere(age), expected, "{rule:?} {age}");
    }
}

#[test]
fn at_sixteen_both_sign_and_neither_is_enough() {
    for order in [
        [Underskriver::Ung, Underskriver::Foraeldremyndighed],
        [Underskriver::Foraeldremyndighed, Underskriver::Ung],
    ] {
        let mut world = with_oliver(16);
        world.by(ANNA).asks(underskrift(SAMTYKKE, OLIVER, order[0])).is_applied();
        assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::Kladde, false));
        world.by(ANNA).asks(underskrift(SAMTYKKE, OLIVER, order[0])).is_no_change();
        world.by(ANNA).asks(underskrift(SAMTYKKE, OLIVER, order[1])).is_applied();
        assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::IKraft, true));
    }
}

/// A helper says what they heard, or hands over their phone; nobody else was there.
#[test]
fn both_signatures_never_rest_on_one_helpers_word() {
    use Underskriver::{Foraeldremyndighed as Custody, Ung as Young};
    let said = || Bevis::Mundtligt { vidne: short("Anna Lund") };
    let with = |som, bevis| SignSamtykke { bevis, ..underskrift(SAMTYKKE, OLIVER, som) };
    for (young, custody) in [
        (said(), said()),
        (said(), Bevis::Skaerm),
        (Bevis::Skaerm, said()),
        (Bevis::Skaerm, Bevis::Skaerm),
    ] {
        let mut world = with_oliver(16);
        let id = TilknytningId(Uuid::from_u128(0x60));
        let bents = tilknytning(id, OLIVER, BENT, Funktion::Tovholder);
        world.by(Person::System).asks(AssignHelper { tilknytning: bents }).is_applied();
        world.by(ANNA).asks(with(Young, young)).is_applied();
        let second = with(Custody, custody.clone());
        world.by(ANNA).asks(second).is_refused(Rejection::SignaturesRestOnOne);
        assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::Kladde, false));
        for (by, second) in [(ANNA, Bevis::Papir), (BENT, custody.clone())] {
            let mut world = world.clone();
            world.by(by).asks(with(Custody, second)).is_applied();
            assert_eq!(olivers(&world), Tilstand::IKraft, "{by:?}");
        }
        // The young person's own yes takes the place of what was said of it.
        world.by(OLIVER).asks(with(Young, Bevis::Skaerm)).is_applied();
        world.by(ANNA).asks(with(Custody, custody)).is_applied();
        assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::IKraft, true));
    }
    let mut world = with_oliver(19);
    world.by(ANNA).asks(with(Young, said())).is_applied();
    assert_eq!(olivers(&world), Tilstand::IKraft, "where one signs, one word is enough");
}

#[test]
fn whose_signature_is_not_needed_does_not_sign() {
    let mut world = drafted();
    let custody = signature(Underskriver::Foraeldremyndighed);
    world.by(ANNA).asks(custody).is_refused(Rejection::SignatureNotNeeded);
    let mut world = with_oliver(14);
    let own = underskrift(SAMTYKKE, OLIVER, Underskriver::Ung);
    world.by(OLIVER).asks(own).is_refused(Rejection::SignatureNotNeeded);
}

#[test]
fn the_rule_is_the_municipalitys() {
    let mut world = with_oliver(16);
    let underskrifter = Underskriftsregel::UnderAttenForaeldre;
    let kommune = Kommune { underskrifter, ..thyland() };
    world.by(KAREN).asks(FoundKommune { kommune }).is_applied();
    let custody = underskrift(SAMTYKKE, OLIVER, Underskriver::Foraeldremyndighed);
    world.by(ANNA).asks(custody).is_applied();
    assert_eq!(olivers(&world), Tilstand::IKraft);
}

#[test]
fn what_a_custody_holder_signed_ends_as_the_young_person_turns_eighteen() {
    // Born on 10 September 2008: 17 on the seventh, 18 on the tenth.
    let mut world = with_oliver(18);
    for som in [Underskriver::Ung, Underskriver::Foraeldremyndighed] {
        world.by(ANNA).asks(underskrift(SAMTYKKE, OLIVER, som)).is_applied();
    }
    world.now = at("2026-09-10", 0, 0).plus(-1);
    assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::IKraft, true));
    world.later(1);
    assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::Bortfaldet, false));
}

#[test]
fn what_is_signed_on_the_birthday_is_signed_by_somebody_of_age_and_holds() {
    let mut world = with_oliver(18);
    world
        .by(ANNA)
        .asks(underskrift(SAMTYKKE, OLIVER, Underskriver::Foraeldremyndighed))
        .is_applied();
    world.now = at("2026-09-10", 0, 0);
    world.by(OLIVER).asks(underskrift(SAMTYKKE, OLIVER, Underskriver::Ung)).is_applied();
    assert_eq!(olivers(&world), Tilstand::IKraft);
    world.later(30 * DAY);
    assert_eq!((olivers(&world), school_sees(&world)), (Tilstand::IKraft, true));
}

#[test]
fn born_on_29_february_one_turns_eighteen_on_1_march() {
    let leap = ung(OLIVER, "Oliver Dahl", "2008-02-29");
    assert_eq!(leap.fylder(18), day("2026-03-01"));
    assert_eq!(leap.fylder(20), day("2028-02-29"));
    assert_eq!((leap.alder(day("2026-02-28")), leap.alder(day("2026-03-01"))), (17, 18));
}

#[test]
fn a_new_one_takes_the_place_of_the_old_when_it_is_signed_and_not_before() {
    let mut world = signed();
    let new = DraftSamtykke { erstatter: Some(SAMTYKKE), ..samtykke(ANDET, MADS) };
    world.by(ANNA).asks(new).is_applied();
    assert!(school_sees(&world));
    world.later(HOUR).by(MADS).asks(underskrift(ANDET, MADS, Underskriver::Ung)).is_applied();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Erstattet, false));
    assert_eq!(world.access(IDA, deling(MADS, ANDET)), Some(Access::Read));
    let elsewhere = DraftSamtykke {
        modtager: ERHVERVSSKOLEN,
        erstatter: Some(SAMTYKKE),
        ..samtykke(SamtykkeId(Uuid::from_u128(1)), MADS)
    };
    world.by(ANNA).asks(elsewhere).is_refused(Rejection::OrganisationMissing);
}

#[test]
fn signed_and_withdrawn_offline_it_counts_from_when_it_was_said_and_never_later_than_received() {
    let mut world = drafted();
    world.later(2 * HOUR);
    world.by(ANNA).at(NOW.plus(HOUR)).asks(signature(Underskriver::Ung)).is_applied();
    let made: Samtykke = world.get(Folder::Plan(MADS), SAMTYKKE.0);
    assert_eq!(made.underskrevet, Some(NOW.plus(HOUR)));
    let ahead = world.now.plus(DAY);
    world.by(MADS).at(ahead).asks(withdraw()).is_applied();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Trukket, false));
}

#[test]
fn a_withdrawal_dated_before_the_signature_still_ends_it() {
    let mut world = signed();
    world.later(HOUR).by(MADS).at(NOW.plus(-DAY)).asks(withdraw()).is_applied();
    assert_eq!((stands(&world), school_sees(&world)), (Tilstand::Trukket, false));
    let ended: Samtykke = world.get(Folder::Plan(MADS), SAMTYKKE.0);
    assert!(ended.grants().iter().all(|grant| grant.term.ended_at(grant.term.from)));
}

#[test]
fn only_what_it_names_in_the_situations_it_names_is_told() {
    let mut world = signed();
    for emne in Emne::ALL {
        for situation in Situation::ALL {
            let named = [Emne::Fremmoede, Emne::Stoette].contains(&emne)
                && [Situation::Opstart, Situation::Fravaer].contains(&situation);
            let id = OplysningId(Uuid::from_u128(emne as u128 * 10 + situation as u128));
            let answer = world.by(ANNA).asks(ShareOplysning { id, emne, situation, ..share() });
            if named {
                answer.is_applied();
            } else {
                answer.is_refused(Rejection::OutsideSamtykke);
            }
        }
    }
}

#[test]
fn what_was_written_before_a_withdrawal_and_arrives_after_it_is_not_told() {
    let mut world = signed();
    world.later(HOUR).by(MADS).asks(withdraw()).is_applied();
    world.later(HOUR);
    world.by(ANNA).at(NOW.plus(MINUTE)).asks(share()).is_refused(Rejection::SamtykkeNotInForce);
    assert!(world.all::<DeltOplysning>().is_empty());
}

#[test]
fn a_young_person_signs_for_themself_and_writes_no_samtykke() {
    let mut world = with_oliver(16);
    world.by(OLIVER).asks(underskrift(SAMTYKKE, OLIVER, Underskriver::Ung)).is_applied();
    let custody = underskrift(SAMTYKKE, OLIVER, Underskriver::Foraeldremyndighed);
    world.by(OLIVER).asks(custody).is_refused(Rejection::AccessMissing);
    let paper = SignSamtykke { bevis: Bevis::Papir, ..signature(Underskriver::Ung) };
    let mut world = drafted();
    world.by(MADS).asks(paper).is_refused(Rejection::AccessMissing);
    world.by(MADS).asks(samtykke(ANDET, MADS)).is_refused(Rejection::AccessMissing);
    world.by(SOFIE).asks(signature(Underskriver::Ung)).is_refused(Rejection::AccessMissing);
}

#[test]
fn it_names_a_school_a_time_and_something_to_tell() {
    let mut world = World::thyland();
    let whole = || samtykke(SAMTYKKE, MADS);
    let mut no = |draft: DraftSamtykke, why| world.by(ANNA).asks(draft).is_refused(why);
    no(DraftSamtykke { modtager: UNGEHUSET, ..whole() }, Rejection::OrganisationMissing);
    no(DraftSamtykke { til: day("2026-09-06"), ..whole() }, Rejection::TermInvalid);
    no(DraftSamtykke { omfang: BTreeSet::new(), ..whole() }, Rejection::SamtykkeEmpty);
    no(DraftSamtykke { situationer: BTreeSet::new(), ..whole() }, Rejection::SamtykkeEmpty);
    let tekst = domain::id::SamtykketekstId(Uuid::nil());
    no(DraftSamtykke { tekst, ..whole() }, Rejection::RecordMissing);
    no(DraftSamtykke { erstatter: Some(ANDET), ..whole() }, Rejection::RecordMissing);
    let one_day = DraftSamtykke { fra: NOW.day(), til: NOW.day(), ..whole() };
    world.by(ANNA).asks(one_day).is_applied();
}

#[test]
fn a_counsellor_who_leaves_the_school_sees_nothing_more() {
    let mut world = signed();
    let elsewhere = medarbejder(IDA, "Ida Toft", ERHVERVSSKOLEN, &[domain::Rolle::Skolevejleder]);
    world.by(Person::System).asks(RegisterMedarbejder { medarbejder: elsewhere }).is_applied();
    assert_eq!(
        (world.access(IDA, deling(MADS, SAMTYKKE)), world.access(IDA, INDBAKKE)),
        (None, None)
    );
}

#[test]
fn a_samtykke_of_the_same_id_about_somebody_else_opens_nothing_of_the_first() {
    let mut world = signed();
    world.by(ANNA).asks(share()).is_applied();
    let id = TilknytningId(Uuid::from_u128(0x5f));
    let sofies = tilknytning(id, SOFIE, ANNA, Funktion::Overgangsmentor);
    world.by(Person::System).asks(AssignHelper { tilknytning: sofies }).is_applied();
    let forged = DraftSamtykke { modtager: ERHVERVSSKOLEN, ..samtykke(SAMTYKKE, SOFIE) };
    world.by(ANNA).asks(forged).is_applied();
    world.by(ANNA).asks(underskrift(SAMTYKKE, SOFIE, Underskriver::Ung)).is_applied();
    assert_eq!(world.access(JENS, deling(MADS, SAMTYKKE)), None, "Mads never said yes to that");
    assert_eq!(world.access(IDA, deling(SOFIE, SAMTYKKE)), None);
    let over = ShareOplysning { ung: SOFIE, tekst: domain::fixtures::long("Andet"), ..share() };
    world.by(ANNA).asks(over).is_applied();
    let of_mads: DeltOplysning = world.get(deling(MADS, SAMTYKKE), share().id.0);
    assert_eq!(of_mads.tekst, share().tekst, "what was told of Mads stands");
    world.by(MADS).asks(withdraw()).is_applied();
    assert!(!school_sees(&world));
    let told: BTreeSet<_> = world.all::<Besked>().iter().map(|besked| besked.id).collect();
    assert_eq!(told.len(), 3, "two given, one withdrawn");
    assert_ne!(OplysningId(Uuid::nil()), share().id);
}

#[test]
fn a_signature_from_before_a_draft_was_let_go_of_does_not_bring_it_back() {
    let mut world = drafted();
    world.later(HOUR).by(MADS).asks(withdraw()).is_applied();
    world.later(HOUR);
    let late = signature(Underskriver::Ung);
    world.by(ANNA).at(NOW.plus(MINUTE)).asks(late).is_refused(Rejection::SamtykkeEnded);
    assert!(world.all::<Besked>().is_empty(), "nobody is told of what never was");
}

#[test]
fn what_was_signed_at_seventeen_is_signed_anew_at_eighteen() {
    let mut world = with_oliver(18);
    world.by(OLIVER).asks(underskrift(SAMTYKKE, OLIVER, Underskriver::Ung)).is_applied();
    world.now = at("2026-09-10", 0, 0);
    assert_eq!(olivers(&world), Tilstand::Kladde);
    let custody = underskrift(SAMTYKKE, OLIVER, Underskriver::Foraeldremyndighed);
    world.by(ANNA).asks(custody).is_refused(Rejection::SignatureNotNeeded);
    world.by(OLIVER).asks(underskrift(SAMTYKKE, OLIVER, Underskriver::Ung)).is_applied();
    assert_eq!(olivers(&world), Tilstand::IKraft);
    let held: Samtykke = world.get(Folder::Plan(OLIVER), SAMTYKKE.0);
    assert_eq!((held.underskrifter.len(), held.underskrevet), (1, Some(world.now)));
}

#[test]
fn it_holds_from_the_last_signature_made_in_whatever_order_they_arrive() {
    let mut world = with_oliver(16);
    let (early, late) = (NOW.plus(HOUR), NOW.plus(2 * HOUR));
    world.later(3 * HOUR);
    let custody = underskrift(SAMTYKKE, OLIVER, Underskriver::Foraeldremyndighed);
    world.by(ANNA).at(late).asks(custody).is_applied();
    let own = underskrift(SAMTYKKE, OLIVER, Underskriver::Ung);
    world.by(OLIVER).at(early).asks(own).is_applied();
    let held: Samtykke = world.get(Folder::Plan(OLIVER), SAMTYKKE.0);
    assert_eq!(held.underskrevet, Some(late));
}

#[test]
fn nobody_signed_before_it_was_written() {
    let mut world = with_oliver(16);
    let years_ago = NOW.plus(-3 * 366 * DAY);
    let custody = underskrift(SAMTYKKE, OLIVER, Underskriver::Foraeldremyndighed);
    world.by(ANNA).at(years_ago).asks(custody).is_applied();
    assert_eq!(
        olivers(&world),
        Tilstand::Kladde,
        "at 16 one is not enough, whatever the clock says"
    );
}

/// Drafted and signed by a phone whose date is a few days ago, when a parent alone had to sign.
#[test]
fn no_date_of_a_phone_makes_anybody_younger_than_they_are() {
    use Underskriver::{Foraeldremyndighed as Custody, Ung as Young};
    let mut world = with_oliver(15);
    let at_14 = at("2026-09-09", 12, 0);
    world.now = at("2026-09-11", 12, 0);
    let draft = DraftSamtykke { fra: at_14.day(), ..samtykke(ANDET, OLIVER) };
    world.by(ANNA).at(at_14).asks(draft).is_applied();
    let sign = |som| underskrift(ANDET, OLIVER, som);
    let stands =
        |world: &World| world.get::<Samtykke>(Folder::Plan(OLIVER), ANDET.0).tilstand(world.now);
    world.by(ANNA).at(at_14.plus(MINUTE)).asks(sign(Custody)).is_applied();
    assert_eq!(stands(&world), Tilstand::Kladde, "at 15 one is not enough");
    world.by(OLIVER).asks(sign(Young)).is_applied();
    assert_eq!(stands(&world), Tilstand::Kladde, "that was a parent's yes for a child of 14");
    world.by(ANNA).asks(sign(Custody)).is_applied();
    assert_eq!(stands(&world), Tilstand::IKraft);
}

#[test]
fn the_old_one_holds_until_the_new_one_begins_and_only_one_takes_its_place() {
    let mut world = signed();
    let fra = day("2026-10-01");
    let new = DraftSamtykke { erstatter: Some(SAMTYKKE), fra, ..samtykke(ANDET, MADS) };
    let third = SamtykkeId(Uuid::from_u128(0x777));
    let other = DraftSamtykke { erstatter: Some(SAMTYKKE), ..samtykke(third, MADS) };
    world.by(ANNA).asks(new).is_applied();
    world.by(ANNA).asks(other).is_applied();
    world.by(MADS).asks(underskrift(ANDET, MADS, Underskriver::Ung)).is_applied();
    assert!(school_sees(&world), "the new one has not begun");
    let again = underskrift(third, MADS, Underskriver::Ung);
    world.by(MADS).asks(again).is_refused(Rejection::SamtykkeEnded);
    world.now = at("2026-10-01", 0, 0);
    assert!(!school_sees(&world));
    assert_eq!(world.access(IDA, deling(MADS, ANDET)), Some(Access::Read));
}

#[test]
fn it_is_limited_and_signed_with_words_in_use() {
    let mut world = World::thyland();
    let long = DraftSamtykke { til: day("2031-09-20"), ..samtykke(SAMTYKKE, MADS) };
    world.by(ANNA).asks(long).is_refused(Rejection::TermInvalid);
    let id = domain::id::SamtykketekstId(Uuid::from_u128(0x7b));
    let siden = NOW.day().plus(1);
    let tekst = domain::samtykke::Samtykketekst { id, siden, ..domain::fixtures::samtykketekst() };
    world.by(KAREN).asks(domain::samtykke::PublishSamtykketekst { tekst }).is_applied();
    let early = DraftSamtykke { tekst: id, ..samtykke(SAMTYKKE, MADS) };
    world.by(ANNA).asks(early).is_refused(Rejection::RecordMissing);
}

/// What may happen to one samtykke.
#[derive(Clone, Debug)]
enum Step {
    Draft { fra: i32, til: i32, replaces: bool },
    Sign(usize, Underskriver),
    Withdraw(usize),
    Share(usize),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let som = prop_oneof![Just(Underskriver::Ung), Just(Underskriver::Foraeldremyndighed)];
    prop_oneof![
        2 => (-5..20, 0..60, any::<bool>())
            .prop_map(|(fra, long, replaces)| Step::Draft { fra, til: fra + long, replaces }),
        5 => (0..4_usize, som).prop_map(|(nr, som)| Step::Sign(nr, som)),
        2 => (0..4_usize).prop_map(Step::Withdraw),
        2 => (0..4_usize).prop_map(Step::Share),
        3 => (0..40 * 24_i64).prop_map(|hours| Step::Wait(hours * HOUR)),
    ]
}

fn nr(number: usize) -> SamtykkeId {
    SamtykkeId(Uuid::from_u128(0x600 + number as u128))
}

impl World {
    fn take(&mut self, step: &Step, drafts: &mut usize, told: &mut u128) {
        match *step {
            Step::Draft { fra, til, replaces } => {
                let today: Day = self.now.day();
                let erstatter = (replaces && *drafts > 0).then(|| nr(*drafts - 1));
                let (fra, til) = (today.plus(fra), today.plus(til));
                let draft = samtykke(nr(*drafts % 4), OLIVER);
                let _ = self.by(ANNA).asks(DraftSamtykke { fra, til, erstatter, ..draft });
                *drafts = (*drafts + 1).min(4);
            }
            Step::Sign(number, som) => {
                let _ = self.by(ANNA).asks(underskrift(nr(number), OLIVER, som));
            }
            Step::Withdraw(number) => {
                let (samtykke, ung) = (nr(number), OLIVER);
                let _ = self.by(OLIVER).asks(WithdrawSamtykke { samtykke, ung });
            }
            Step::Share(number) => {
                *told += 1;
                let id = OplysningId(Uuid::from_u128(*told));
                let of = (nr(number), OLIVER);
                let _ =
                    self.by(ANNA).asks(ShareOplysning { id, samtykke: of.0, ung: of.1, ..share() });
            }
            Step::Wait(time) => self.now = self.now.plus(time),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Given, withdrawn, expired, replaced, turned 18, in any order: nobody sees what was told without a
    /// basis, at any of the moments around (`world` checks it after every command).
    #[test]
    fn nobody_sees_without_a_basis(
        age in 15..19_i32,
        steps in prop::collection::vec(step(), 1..25),
    ) {
        let mut world = with_oliver(age);
        let (mut drafts, mut told) = (0, 0);
        for step in &steps {
            world.take(step, &mut drafts, &mut told);
            world.check_samtykker();
        }
        for hours in [0, 1, 24, 24 * 30, 24 * 365] {
            world.now = world.now.plus(hours * HOUR);
            world.check_samtykker();
        }
        prop_assert!(world.find::<Samtykke>(Folder::Plan(OLIVER), SAMTYKKE.0).is_some());
    }
}

#[test]
fn the_first_moment_of_a_day_is_midnight_in_denmark() {
    let mut world = signed();
    // Summer time ends on 25 October: the last day is 25 hours long.
    let til = day("2026-10-25");
    let new = DraftSamtykke { til, ..samtykke(ANDET, MADS) };
    world.by(ANNA).asks(new).is_applied();
    world.by(ANNA).asks(underskrift(ANDET, MADS, Underskriver::Ung)).is_applied();
    let held: Samtykke = world.get(Folder::Plan(MADS), ANDET.0);
    let end = held.term().and_then(|term| term.until);
    assert_eq!(end, Some(Moment(at("2026-10-25", 0, 0).0 + 25 * HOUR)));
    assert_eq!(world.get::<Kommune>(Folder::Faelles(THYLAND), THYLAND.0), thyland());
}

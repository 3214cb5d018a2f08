//! What cannot be is not taken, in whatever command it comes; what can be is, on the very edge too.

use domain::aarshjul::PlanNetvaerksmoede;
use domain::aftale::{MakeAftale, NewAftale};
use domain::besoeg::{AmendBesoeg, BesoegEdit, LogBesoeg, MOST_ANTAL, MOST_MINUTTER};
use domain::bounds::{FURTHEST_AHEAD, LONGEST_AGO, believed};
use domain::edit::Edit;
use domain::fixtures::{ANNA, CLARA, KAREN, MADS, NOW, besoeg, day, notat, samtykke, short};
use domain::id::{BesoegId, LoefteId, MedarbejderId, NotatId, SamtykkeId, TrinId};
use domain::loefte::NewLoefte;
use domain::notat::WriteNotat;
use domain::organisation::{Medarbejder, RegisterMedarbejder};
use domain::plan::{Plan, Trin, WritePlan};
use domain::samtykke::DraftSamtykke;
use domain::{Command, Day, Folder, Moment, Person, Rejection};
use uuid::Uuid;

use crate::samples::{moeder, new_aftale};
use crate::world::World;

const NOBODY: MedarbejderId = MedarbejderId(Uuid::from_u128(0xdead));
const VISIT: BesoegId = BesoegId(Uuid::from_u128(0xb1));

#[track_caller]
fn refused(who: MedarbejderId, command: impl Into<Command>, why: Rejection) {
    let command = command.into();
    World::thyland().on_the_phone_of(who, command.clone()).is_refused(why);
    World::thyland().by(who).asks(command).is_refused(why);
}

#[track_caller]
fn taken(who: MedarbejderId, command: impl Into<Command>) {
    World::thyland().by(who).asks(command).is_applied();
}

fn note(sket: Moment) -> WriteNotat {
    WriteNotat { sket, ..notat(NotatId(Uuid::from_u128(1)), MADS, "Hej") }
}

fn agreed(change: impl FnOnce(&mut NewAftale)) -> MakeAftale {
    let mut aftale = new_aftale();
    change(&mut aftale);
    MakeAftale { ung: MADS, aftale }
}

fn visited(change: impl FnOnce(&mut LogBesoeg)) -> LogBesoeg {
    let mut log = besoeg(VISIT);
    change(&mut log);
    log
}

#[test]
fn nothing_happened_before_anybody_was_born_or_on_a_day_that_no_clock_shows() {
    for sket in [
        Moment(i64::MIN),
        Day::FIRST.begins(),
        day("0026-09-15").begins(),
        day("1990-01-01").begins(),
    ] {
        refused(ANNA, note(sket), Rejection::TimeOutOfBounds);
    }
    refused(ANNA, note(Moment(i64::MAX)), Rejection::HappenedInFuture);
    refused(CLARA, visited(|log| log.sket = Moment(i64::MIN)), Rejection::TimeOutOfBounds);
    let first = NOW.day().plus(-LONGEST_AGO);
    taken(CLARA, visited(|log| log.sket = first.begins()));
    refused(CLARA, visited(|log| log.sket = first.plus(-1).begins()), Rejection::TimeOutOfBounds);
}

#[test]
fn what_is_to_come_lies_neither_in_a_year_long_gone_nor_in_one_nobody_lives_to() {
    let last = NOW.day().plus(FURTHEST_AHEAD);
    taken(ANNA, agreed(|aftale| aftale.frist = Some(last)));
    for far in [Day::FIRST, Day::LAST, day("0026-09-15"), last.plus(1)] {
        refused(ANNA, agreed(|aftale| aftale.frist = Some(far)), Rejection::TimeOutOfBounds);
        let with = WriteNotat {
            aftale: Some(agreed(|aftale| aftale.frist = Some(far)).aftale),
            ..note(NOW)
        };
        refused(ANNA, with, Rejection::TimeOutOfBounds);
        refused(CLARA, visited(|log| log.naeste = Some(far)), Rejection::TimeOutOfBounds);
        let loefte =
            NewLoefte { id: LoefteId(Uuid::nil()), hvad: short("Sende"), frist: Some(far) };
        refused(CLARA, visited(|log| log.loefter = vec![loefte]), Rejection::TimeOutOfBounds);
        let draft = samtykke(SamtykkeId(Uuid::from_u128(7)), MADS);
        refused(ANNA, DraftSamtykke { fra: far, til: far, ..draft }, Rejection::TimeOutOfBounds);
        let trin = step(Some(far), None);
        refused(ANNA, planned(vec![trin]), Rejection::TimeOutOfBounds);
    }
}

#[test]
fn a_time_of_day_is_one_of_a_day_and_numbers_are_what_can_be_counted() {
    taken(ANNA, agreed(|aftale| aftale.klokken = Some(1_439)));
    for klokken in [1_440, u16::MAX] {
        refused(ANNA, agreed(|aftale| aftale.klokken = Some(klokken)), Rejection::TimeOutOfBounds);
    }
    let most = |log: &mut LogBesoeg| (log.antal, log.minutter) = (Some(MOST_ANTAL), MOST_MINUTTER);
    taken(CLARA, visited(most));
    let many = visited(|log| log.antal = Some(MOST_ANTAL + 1));
    refused(CLARA, many, Rejection::NumberOutOfBounds);
    refused(CLARA, visited(|log| log.minutter = u16::MAX), Rejection::NumberOutOfBounds);
}

#[test]
fn an_amendment_is_held_to_what_a_visit_is_held_to() {
    let mut world = World::thyland();
    let log = besoeg(VISIT);
    world.by(CLARA).asks(log.clone()).is_applied();
    let mut no = |edit: BesoegEdit, why| {
        let amend = AmendBesoeg { id: VISIT, organisation: log.organisation, edit };
        world.by(CLARA).asks(amend).is_refused(why);
    };
    let was = log.sket;
    let sket = |now| BesoegEdit { sket: Some(Edit { was, now }), ..BesoegEdit::default() };
    no(sket(day("2027-09-15").begins()), Rejection::HappenedInFuture);
    no(sket(day("0026-09-15").begins()), Rejection::TimeOutOfBounds);
    let minutter = Some(Edit { was: log.minutter, now: u16::MAX });
    no(BesoegEdit { minutter, ..BesoegEdit::default() }, Rejection::NumberOutOfBounds);
    let naeste = Some(Edit { was: log.naeste, now: Some(Day::LAST) });
    no(BesoegEdit { naeste, ..BesoegEdit::default() }, Rejection::TimeOutOfBounds);
    let ambassadoerer = Some(Edit { was: log.ambassadoerer.clone(), now: vec![CLARA, NOBODY] });
    no(BesoegEdit { ambassadoerer, ..BesoegEdit::default() }, Rejection::RecordMissing);
}

#[test]
fn nobody_is_named_who_is_not_there() {
    refused(ANNA, agreed(|aftale| aftale.med = Some(NOBODY)), Rejection::RecordMissing);
    refused(
        CLARA,
        visited(|log| log.ambassadoerer = vec![CLARA, NOBODY]),
        Rejection::RecordMissing,
    );
    refused(ANNA, planned(vec![step(None, Some(NOBODY))]), Rejection::RecordMissing);
}

fn step(hvornaar: Option<Day>, hvem: Option<MedarbejderId>) -> Trin {
    Trin { id: TrinId(Uuid::from_u128(5)), hvad: short("Svendebrev"), hvem, hvornaar, naaet: false }
}

fn planned(trin: Vec<Trin>) -> WritePlan {
    WritePlan { plan: Plan { ung: MADS, egne_ord: None, maal: None, trin } }
}

#[test]
fn what_was_taken_before_there_was_a_rule_does_not_stand_in_the_way_of_the_next_change() {
    let mut world = World::thyland();
    let old = step(Some(day("0026-09-15")), Some(NOBODY));
    world.put(planned(vec![old.clone()]).plan);
    let new = Trin { id: TrinId(Uuid::from_u128(6)), ..step(Some(NOW.day()), Some(ANNA)) };
    world.by(ANNA).asks(planned(vec![old, new])).is_applied();

    let faelles = Folder::Faelles(domain::fixtures::THYLAND);
    let mut clara: Medarbejder = world.get(faelles, CLARA.0);
    clara.roller[0].term.from = Moment(i64::MIN);
    world.put(clara.clone());
    clara.navn = short("Clara Lund");
    world.by(KAREN).asks(RegisterMedarbejder { medarbejder: clara.clone() }).is_applied();
    clara.roller[0].term.until = Some(Moment(i64::MAX));
    let command = RegisterMedarbejder { medarbejder: clara };
    world.by(KAREN).asks(command).is_refused(Rejection::TimeOutOfBounds);
}

#[test]
fn a_meeting_lies_in_a_month_of_a_year_that_comes() {
    let no = |change: fn(&mut domain::aarshjul::Netvaerksmoede)| {
        let mut moede = moeder().remove(0);
        change(&mut moede);
        let command = PlanNetvaerksmoede { moede };
        World::thyland().by(Person::System).asks(command).is_refused(Rejection::TimeOutOfBounds);
    };
    no(|moede| (moede.aar, moede.uge) = (1439, None));
    no(|moede| (moede.aar, moede.uge) = (i32::MAX, None));
    no(|moede| (moede.maaned, moede.uge) = (2_147_483_648, None));
    no(|moede| (moede.maaned, moede.uge) = (0, None));
}

#[test]
fn a_clock_that_cannot_be_believed_says_that_it_was_written_when_it_came() {
    for wild in [Moment(i64::MIN), Moment(i64::MAX), day("0026-01-01").begins()] {
        assert_eq!(believed(wild, NOW), NOW);
    }
    let reset = Moment(0);
    assert_eq!(believed(reset, NOW), reset, "a clock that begins anew at 1970 is still data");
}

#[test]
fn a_text_that_shows_nothing_is_no_signature() {
    let sign = domain::fixtures::underskrift(
        SamtykkeId(Uuid::from_u128(7)),
        MADS,
        domain::samtykke::Underskriver::Ung,
    );
    let command = Command::from(sign);
    let args = command.encode().unwrap();
    assert!(Command::decode(command.name(), &args).is_ok());
    let name =
        args.get().split("\"navn\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for nothing in ["\u{200b}", "\\u200b", "\u{feff}", "\u{200f}", "\u{61c}", "\u{3164}"] {
        let args = args.get().replace(name, nothing);
        let args = serde_json::value::RawValue::from_string(args).unwrap();
        assert!(Command::decode(command.name(), &args).is_err(), "{nothing:?}");
    }
}

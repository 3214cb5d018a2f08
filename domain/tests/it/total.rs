//! `decide` is total and pure: whatever is asked, of whatever records, it answers, and answers the same.

use std::collections::BTreeSet;

use domain::{Authority, Command, Decision, Kind, Rejection};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::generated::{command, command_id, moment, permits, person, record};
use crate::world::World;

/// A decision as bytes: what phone and server would store of it.
fn bytes(answer: &Result<Decision, Rejection>) -> String {
    let Ok(Decision { changes, late }) = answer else { return format!("{answer:?}") };
    let change = |change: &domain::Change| match change {
        domain::Change::Put(record) => format!("{:?} {}", record.key(), record.encode().unwrap()),
        domain::Change::Remove(key) => format!("{key:?} removed"),
    };
    format!("{late} {:?}", changes.iter().map(change).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Records that no sequence of commands could have made are there too: a newer version may have, or a
    /// fault. Nothing of it panics (overflow does, in these builds), and asking twice answers the same.
    #[test]
    fn decide_answers_anything_and_twice_the_same(
        records in prop::collection::vec(record(), 0..15),
        asked in prop::collection::vec((command(), person(), command_id(), moment()), 1..6),
        given in permits(),
        now in moment(),
        as_server in prop::bool::weighted(0.8),
        by_records in any::<bool>(),
    ) {
        let mut world = World::thyland();
        for record in records {
            world.put(record);
        }
        world.now = now;
        let authority = if as_server { Authority::Server } else { Authority::Phone };
        for (command, person, id, written) in asked {
            let context = world.context(id, written, authority);
            let permits = if by_records { world.permits(person) } else { given.clone() };
            let answer = world.decide(person, &permits, &command, &context);
            let twice = world.clone().decide(person, &permits, &command, &context);
            prop_assert_eq!(bytes(&answer), bytes(&twice));
            if let Ok(decision) = &answer {
                let _ = decision.outcome();
                world.apply(decision);
            }
        }
    }

    /// What is sent is what was asked.
    #[test]
    fn any_command_survives_its_stored_form(command in command()) {
        let args = command.encode().unwrap();
        let read = Command::decode(command.name(), &args).unwrap();
        prop_assert_eq!(&read, &command);
        let again = read.encode().unwrap();
        prop_assert_eq!(again.get(), args.get());
    }

    /// What is stored is what was decided.
    #[test]
    fn any_record_survives_its_stored_form(record in record()) {
        let (key, doc) = (record.key(), record.encode().unwrap());
        let read = domain::Record::decode(key.folder, key.kind.code(), key.id, doc.get()).unwrap();
        prop_assert_eq!(&read, &record);
        let again = read.encode().unwrap();
        prop_assert_eq!(again.get(), doc.get());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// In a world that commands alone have made, all that `world` checks holds after each.
    #[test]
    fn what_must_always_be_true_is(
        asked in prop::collection::vec((command(), person(), moment()), 1..40),
    ) {
        let mut world = World::thyland();
        for (command, person, written) in asked {
            let _ = world.by(person).at(written).asks(command);
        }
    }

    /// A phone gives nobody a seat and tells nobody a place in line.
    #[test]
    fn a_phone_never_books(
        asked in prop::collection::vec((command(), person()), 1..30),
        provisional in command(),
        by in person(),
    ) {
        let mut world = World::thyland();
        for (command, person) in asked {
            let _ = world.by(person).asks(command);
        }
        let answer = world.on_the_phone_of(by, provisional);
        if answer.0.is_ok() {
            let booked = |b: &domain::snusepraktik::Snusepraktik| {
                let stood = world.all::<domain::snusepraktik::Snusepraktik>().into_iter();
                let stood = stood.filter(|s| s.id == b.id && s.ung == b.ung).map(|s| s.status).next();
                stood != Some(b.status) && b.status == domain::snusepraktik::Bookingstatus::Bekraeftet
            };
            prop_assert!(!answer.puts().iter().any(booked));
            prop_assert_eq!(answer.puts::<domain::plads::Pladsdag>(), vec![]);
        }
    }
}

/// The generators reach everything: every kind of record, every command carried out, every rejection.
#[test]
fn the_generators_reach_everything() {
    let mut runner = TestRunner::deterministic();
    let asked = prop::collection::vec((command(), person(), command_id(), moment()), 30);
    let strategy = (prop::collection::vec(record(), 15), asked, permits(), moment());
    let kinds = Kind::ALL.len();
    // Nearly every rejection: which rare one comes last is chance's, and none is for what this version does not know.
    let (commands, rejections) = (Command::NAMES.len(), 26);
    let (mut put, mut carried_out, mut refused) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for _ in 0..3_000 {
        let (records, asked, permits, now) = strategy.new_tree(&mut runner).unwrap().current();
        let mut world = World::thyland();
        world.now = now;
        for record in records {
            put.insert(record.key().kind);
            world.put(record);
        }
        for (command, person, id, written) in asked {
            let context = world.context(id, written, Authority::Server);
            match world.decide(person, &permits, &command, &context) {
                Ok(decision) if decision.changes.is_empty() => {}
                Ok(_) => _ = carried_out.insert(command.name()),
                Err(why) => _ = refused.insert(format!("{why:?}")),
            }
        }
        let all_done = (put.len(), carried_out.len()) == (kinds, commands);
        if all_done && refused.len() >= rejections {
            return;
        }
    }
    panic!("not all reached: {put:?} {carried_out:?} {refused:?}");
}

#[test]
fn whatever_follows_from_a_record_is_of_a_kind_that_says_so() {
    for record in crate::samples::records() {
        let follows = !record.grants().is_empty() || record.found_by().is_some();
        assert!(!follows || record.key().kind.implies(), "{:?}", record.key().kind);
    }
}

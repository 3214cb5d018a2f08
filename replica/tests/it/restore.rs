//! The server is restored to an earlier state (T9), or the phone is.

use domain::envelope::Seq;
use domain::exchange::{Outcome, Quarantine};
use domain::fixtures::{ANNA, ANNA_FOR_MADS, BENT, MADS, NOW};
use domain::moment::DAY;
use domain::tilknytning::EndTilknytning;
use domain::{Key, Kind};
use replica::{Chip, Progress, Replica};

use crate::harness::{
    Disk, Fault, JOURNAL, PLAN, assert_once, block_on, new_phone, phone, server_notes, world,
};

#[test]
fn t9_a_restored_server_gets_the_journal_back_then_the_unsent_and_nothing_twice() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    anna.write("før");
    anna.sync();
    let backup = world.borrow().clone();
    anna.write("tabt af serveren");
    anna.sync();
    bent.write("Bents");
    bent.sync();
    anna.write("usendt");
    world.borrow_mut().restore(&backup);
    assert_eq!(server_notes(&world), ["før"]);

    anna.sync();
    bent.sync();
    anna.sync();
    assert_eq!(server_notes(&world), ["Bents", "før", "tabt af serveren", "usendt"]);
    assert_once(&world);
    anna.assert_same();
    bent.assert_same();
}

#[test]
fn t9_a_restored_server_that_is_missing_commands_is_never_called_in_step() {
    let world = world();
    let anna = phone(&world, ANNA);
    let backup = world.borrow().clone();
    let seq = anna.write("tabt af serveren");
    anna.sync();
    world.borrow_mut().restore(&backup);

    // One exchange tells the phone; nothing waits, and the fingerprints are equal: both lack the note.
    let got = anna.exchange().expect("it answers");
    assert!(got.more, "the journal is offered at once");
    assert_ne!(anna.chip(), Chip::Synced);
    assert_eq!(anna.notes(), ["tabt af serveren"], "it does not go out of sight");
    assert_eq!(anna.phone.look(Replica::handed_in), None, "it is nowhere else: nothing is wiped");
    let tab = anna.again();
    assert_ne!(tab.chip(), Chip::Synced);
    assert_eq!(tab.notes(), ["tabt af serveren"]);
    assert_eq!(anna.phone.look(|r| r.progress_of(seq)), Progress::Sent);

    anna.sync();
    assert_eq!(anna.phone.look(|r| r.progress_of(seq)), Progress::Received);
    assert_eq!(server_notes(&world), ["tabt af serveren"]);
    anna.assert_same();
}

#[test]
fn t9_a_journal_longer_than_a_request_is_offered_whole() {
    let world = world();
    let anna = phone(&world, ANNA);
    let backup = world.borrow().clone();
    for n in 0..450 {
        anna.write(&format!("{n}"));
    }
    anna.sync();
    world.borrow_mut().restore(&backup);
    anna.sync();
    assert_eq!(server_notes(&world).len(), 450);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t9_a_restored_server_that_never_knew_the_phone_goes_on_where_the_journal_begins() {
    let world = world();
    let backup = world.borrow().clone();
    let anna = phone(&world, ANNA);
    anna.write("gammel");
    anna.sync();
    world.borrow_mut().now = NOW.plus(40 * DAY);
    anna.write("ny");
    anna.sync();
    anna.sync();
    let journal = anna.phone.look(|replica| replica.sent().count());
    assert_eq!(journal, 1, "the old one was forgotten");
    world.borrow_mut().restore(&backup);
    anna.write("usendt");
    anna.sync();
    assert_eq!(server_notes(&world), ["ny", "usendt"]);
    anna.assert_same();
}

#[test]
fn t9_rows_deleted_since_do_not_come_back_with_a_new_epoch() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("slettet siden");
    bent.write("bliver");
    bent.sync();
    anna.sync();
    let slettet = world.borrow().records(JOURNAL).into_iter().find_map(|record| {
        let is_it = crate::harness::texts(std::slice::from_ref(&record)) == ["slettet siden"];
        is_it.then(|| record.key())
    });
    let mut backup = world.borrow().clone();
    backup.remove(slettet.expect("it is there"));
    world.borrow_mut().restore(&backup);
    world.borrow_mut().page = 1;
    anna.sync();
    assert_eq!(anna.notes(), ["bliver"]);
    anna.assert_same();
}

#[test]
fn t9_folders_that_the_new_epoch_does_not_tell_of_are_purged_at_its_end() {
    let world = world();
    let mut backup = world.borrow().clone();
    let anna = phone(&world, ANNA);
    anna.write("om Mads");
    anna.sync();
    let until = NOW.plus(1);
    backup.system(&EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until }.into());
    world.borrow_mut().now = NOW.plus(2);
    world.borrow_mut().restore(&backup);
    world.borrow_mut().page = 1;
    let mut steps = 0;
    while anna.exchange().expect("it answers").more {
        steps += 1;
        assert!(steps < 100, "the exchanges do not end");
    }
    assert!(steps > 3, "the new state comes in pages");
    assert!(!anna.holds(JOURNAL) && !anna.holds(PLAN));
    assert_eq!(anna.disk.segments_of(JOURNAL), Vec::<String>::new());
    // What Anna wrote in time is still the server's to judge.
    assert_eq!(server_notes(&world), ["om Mads"]);
    anna.sync();
    anna.assert_same();
}

#[test]
fn t9_until_the_new_epoch_is_told_whole_the_old_rows_stay_in_sight() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("fra før");
    bent.sync();
    anna.sync();
    let backup = world.borrow().clone();
    world.borrow_mut().restore(&backup);
    world.borrow_mut().page = 1;
    loop {
        let more = anna.exchange().expect("it answers").more;
        assert_eq!(anna.notes(), ["fra før"]);
        assert_eq!(anna.again().notes(), ["fra før"]);
        if !more {
            break;
        }
    }
    anna.assert_same();
}

#[test]
fn t9_folders_not_told_of_are_purged_though_another_cannot_be_read() {
    let world = world();
    let mut backup = world.borrow().clone();
    let anna = phone(&world, ANNA);
    anna.write("om Mads");
    anna.sync();
    backup.system(
        &EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: NOW.plus(-1) }.into(),
    );
    let faelles = domain::Folder::Faelles(domain::fixtures::THYLAND);
    backup.put_raw(faelles, "nyt", crate::harness::new_id(), "{}");
    world.borrow_mut().restore(&backup);
    anna.sync();
    assert!(!anna.holds(JOURNAL) && !anna.holds(PLAN), "another's case must not stay in sight");
    assert_eq!(anna.status().held.len(), 1);
}

#[test]
fn a_phone_that_went_back_in_time_never_uses_a_place_in_line_again() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("a");
    let old: Disk = anna.disk.copy();
    anna.write("b");
    anna.write("c");
    anna.sync();
    let anna = crate::harness::Tab::open(old, anna.wire.clone(), anna.identity).unwrap();
    anna.sync();
    assert_eq!(anna.write("d"), Seq(4));
    anna.sync();
    assert_eq!(server_notes(&world), ["a", "b", "c", "d"]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn a_phone_that_went_back_in_time_and_wrote_since_keeps_the_texts_that_met_others() {
    let world = world();
    let anna = phone(&world, ANNA);
    let old: Disk = anna.disk.copy();
    for n in 0..400 {
        anna.write(&format!("før {n}"));
    }
    anna.sync();
    let anna = crate::harness::Tab::open(old, anna.wire.clone(), anna.identity).unwrap();
    for n in 0..300 {
        anna.write(&format!("efter {n}"));
    }
    anna.sync();
    // Each has an outcome, also the third hundred that did not fit the first request.
    assert_eq!(anna.outbox(), []);
    let reused = Outcome::Quarantined { why: Quarantine::IdentityReused };
    let outcomes = anna.phone.look(|r| r.sent().filter(|s| s.outcome == reused).count());
    assert_eq!(outcomes, 300);
    assert_eq!(anna.chip(), Chip::Attention(300));
    assert_eq!(anna.write("videre"), Seq(401));
    anna.sync();
    assert!(server_notes(&world).contains(&"videre".to_owned()));
}

#[test]
fn a_line_that_jumps_ahead_in_one_tab_takes_no_place_from_another() {
    let world = world();
    let anna = phone(&world, ANNA);
    let other = anna.again();
    // The server expects the third; between hearing so and storing it, the other tab fills three places.
    anna.fault(Fault::Edit(|reply| reply.next_seq = Seq(3)));
    anna.disk.yields.set(true);
    let mut slow = Box::pin(anna.phone.exchange(anna.now()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(slow.as_mut().poll(&mut context).is_pending());
    assert!(slow.as_mut().poll(&mut context).is_pending());
    for text in ["a", "b", "c"] {
        other.write(text);
    }
    anna.disk.yields.set(false);
    drop(block_on(slow));
    assert_eq!(anna.write("d"), Seq(4));
    assert_eq!(anna.outbox(), [1, 2, 3, 4].map(Seq));
    anna.sync();
    assert_eq!(server_notes(&world), ["a", "b", "c", "d"]);
}

#[test]
fn t7_a_phone_whose_store_was_thrown_away_begins_anew_under_another_identity() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("sendt");
    anna.sync();
    anna.write("tabt med telefonen");
    anna.disk.memory.evict();
    let installation = domain::id::InstallationId(crate::harness::new_id());
    let identity = replica::Identity { installation, ..anna.identity };
    let anna = crate::harness::Tab::open(Disk::default(), anna.wire.clone(), identity).unwrap();
    anna.sync();
    anna.write("ny");
    anna.sync();
    assert_eq!(server_notes(&world), ["ny", "sendt"]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn a_new_phone_begins_with_nothing_and_says_so() {
    let anna = new_phone(&world(), ANNA);
    assert_eq!(anna.chip(), Chip::Fetching);
    assert_eq!(anna.status().contact, None);
    let mads = Key { folder: PLAN, kind: Kind::Ung, id: MADS.0 };
    assert_eq!(anna.phone.look(|r| r.progress(&mads)), Progress::Received);
    anna.sync();
    anna.assert_same();
}

#[test]
fn a_clock_is_called_wrong_only_as_long_as_that_is_certain() {
    let anna = phone(&world(), ANNA);
    anna.sync();
    let off = |now| anna.phone.look(|replica| replica.clock_ahead(now));
    assert_eq!(off(anna.now().plus(DAY)), 0, "a day may have passed");
    assert_eq!(off(anna.now().plus(-DAY)), -DAY, "the server had later");
    let fast = anna.now().plus(3 * DAY);
    block_on(anna.phone.exchange(fast)).unwrap();
    assert_eq!((off(fast), off(fast.plus(DAY))), (3 * DAY, 3 * DAY));
    assert_eq!(off(anna.now()), 0, "it was put right");
}

#[test]
fn t9_a_command_that_the_restored_server_held_waits_again_and_is_carried_out() {
    let world = world();
    let anna = phone(&world, ANNA);
    world.borrow_mut().verdicts.insert("aftale.make.v1", Outcome::Held);
    let seq = anna.submit(crate::harness::aftale("Ringe til skolen"));
    anna.sync();
    let backup = world.borrow().clone();
    world.borrow_mut().verdicts.clear();
    let anna = anna.again();
    anna.sync();
    assert_eq!(anna.phone.look(|r| r.outcome(seq)), Some(Outcome::Applied));

    // The database that holds it comes back, and the older server with it.
    world.borrow_mut().restore(&backup);
    anna.sync();
    assert_eq!((anna.outbox(), anna.chip()), (vec![seq], Chip::Waiting(1)));
    world.borrow_mut().verdicts.clear();
    let anna = anna.again();
    anna.sync();
    assert_eq!(anna.outbox(), []);
    anna.assert_same();
}

#[test]
fn t9_a_command_that_a_restored_server_held_is_carried_out_by_a_newer_one() {
    let world = world();
    let anna = phone(&world, ANNA);
    world.borrow_mut().verdicts.insert("aftale.make.v1", Outcome::Held);
    anna.submit(crate::harness::aftale("Ringe til skolen"));
    anna.sync();
    let backup = world.borrow().clone();
    world.borrow_mut().verdicts.clear();
    let anna = anna.again();
    anna.sync();
    assert_eq!(anna.chip(), Chip::Synced);

    world.borrow_mut().restore(&backup);
    world.borrow_mut().verdicts.clear();
    anna.sync();
    anna.assert_same();
    let kept = world.borrow().records(PLAN).iter().any(|record| record.key().kind == Kind::Aftale);
    assert!(kept, "it does not stay held on the server while the phone says it was received");
}

#[test]
fn t9_t19_a_folder_that_cannot_be_read_keeps_its_last_good_state_through_a_new_epoch_in_pages() {
    let world = world();
    let anna = phone(&world, ANNA);
    world.borrow_mut().put_raw(PLAN, "aftale", crate::harness::new_id(), r#"{"id":7}"#);
    anna.sync();
    let plan = anna.sees(PLAN);
    assert!(!plan.is_empty() && !anna.status().held.is_empty());
    let backup = world.borrow().clone();
    world.borrow_mut().restore(&backup);
    world.borrow_mut().page = 1;
    for _ in 0..60 {
        anna.exchange().expect("it answers");
        assert_eq!(anna.sees(PLAN), plan);
    }
}

//! "Synkroniseret" and what it takes (I5, I12): nothing waits, and the fingerprint of the phone's own rows is
//! the server's. What differs is noticed and mended, and mending ends.

use domain::fixtures::{ANNA, BENT, NOW};
use domain::moment::MINUTE;
use replica::store::Table;
use replica::{Chip, StoreError};

use crate::harness::{Fault, JOURNAL, Tab, assert_once, block_on, phone, world};

/// The segment that has this text in it.
fn segment_with(tab: &Tab, text: &str) -> (String, String) {
    let mut segments = tab.disk.segments().into_iter();
    segments.find(|(_, found)| found.contains(text)).expect("it is stored")
}

#[test]
fn i12_a_copy_with_something_to_send_is_not_in_step() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    assert_eq!(anna.chip(), Chip::Waiting(1));
    assert_eq!(anna.again().chip(), Chip::Waiting(1));
    anna.sync();
    assert_eq!(anna.chip(), Chip::Synced);
}

#[test]
fn i12_a_copy_whose_fingerprint_differs_is_not_in_step() {
    let world = world();
    let anna = phone(&world, ANNA);
    // A row is missing from an answer, and nothing else tells.
    phone(&world, BENT).write("mangler");
    let bent = phone(&world, BENT);
    bent.write("Bents");
    bent.sync();
    anna.fault(Fault::Edit(|reply| reply.folders.iter_mut().for_each(|page| page.changes.clear())));
    let got = anna.exchange().expect("it answers");
    assert_ne!(anna.chip(), Chip::Synced);
    assert_ne!(anna.again().chip(), Chip::Synced);
    assert!(got.more, "it is mended at once");
    anna.sync();
    assert_eq!(anna.notes(), ["Bents"]);
    anna.assert_same();
}

#[test]
fn i12_a_copy_with_more_to_come_is_not_in_step() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    for n in 0..10 {
        bent.write(&format!("{n}"));
    }
    bent.sync();
    world.borrow_mut().page = 4;
    while anna.exchange().expect("it answers").more {
        assert_eq!(anna.chip(), Chip::Fetching);
        assert_eq!(anna.again().chip(), Chip::Fetching);
    }
    assert_eq!(anna.chip(), Chip::Synced);
}

#[test]
fn i12_a_copy_that_let_go_of_a_folder_is_not_in_step_until_the_server_has_answered() {
    let world = world();
    let anna = phone(&world, ANNA);
    let tilknytning = domain::fixtures::ANNA_FOR_MADS;
    let (ung, until) = (domain::fixtures::MADS, NOW.plus(MINUTE));
    let end = domain::tilknytning::EndTilknytning { tilknytning, ung, until };
    world.borrow_mut().system(&end.into());
    anna.sync();
    assert_eq!(anna.chip(), Chip::Synced);
    world.borrow_mut().now = until;
    assert!(anna.expire());
    assert_eq!(anna.chip(), Chip::Fetching);
    assert_eq!(anna.again().chip(), Chip::Fetching);
    anna.sync();
    anna.assert_same();
}

#[test]
fn i5_a_row_lost_from_the_disk_is_noticed_before_anything_is_said_to_be_in_step() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("forsvinder");
    anna.sync();
    let (key, _) = segment_with(&anna, "forsvinder");
    anna.disk.tamper(Table::Records, &key, None);
    let anna = anna.power_cut(0);
    assert_ne!(anna.chip(), Chip::Synced, "no answer has come yet that could tell");
    anna.sync();
    assert_eq!(anna.notes(), ["forsvinder"]);
    anna.assert_same();
}

#[test]
fn i5_a_row_changed_on_the_disk_is_noticed_and_fetched_anew() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("det rigtige");
    anna.sync();
    let (key, value) = segment_with(&anna, "det rigtige");
    let forged = value.replace("det rigtige", "noget andet");
    anna.disk.tamper(Table::Records, &key, Some(forged.into_bytes()));
    let anna = anna.power_cut(0);
    assert_eq!(anna.notes(), ["noget andet"]);
    assert_ne!(anna.chip(), Chip::Synced);
    anna.sync();
    assert_eq!(anna.notes(), ["det rigtige"]);
    anna.assert_same();
}

#[test]
fn i5_a_damaged_segment_locks_nothing_in_and_is_fetched_anew() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("sendt");
    anna.sync();
    anna.write("usendt");
    let (key, _) = segment_with(&anna, "\"sendt\"");
    anna.disk.tamper(Table::Records, &key, Some(b"\0\0\0".to_vec()));
    let anna = anna.power_cut(0);
    assert_eq!(anna.notes(), ["usendt"], "what waits is in sight and can be sent");
    anna.sync();
    assert_eq!(anna.notes(), ["sendt", "usendt"]);
    let damaged =
        anna.disk.rows(Table::Records).into_iter().filter(|(_, value)| value == b"\0\0\0");
    assert_eq!(damaged.count(), 0);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn i5_only_the_folder_that_differs_is_fetched_anew() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("forsvinder");
    anna.sync();
    let (key, _) = segment_with(&anna, "forsvinder");
    anna.disk.tamper(Table::Records, &key, None);
    let anna = anna.power_cut(0);
    let before = anna.wire.requests.borrow().len();
    anna.sync();
    let requests = anna.wire.requests.borrow();
    let behind: Vec<_> = requests[before..].iter().flat_map(|r| r.cursor.behind.clone()).collect();
    assert_eq!(behind, [(JOURNAL, 0)]);
}

#[test]
fn i5_a_server_whose_own_fingerprint_is_wrong_is_asked_a_few_times_and_then_at_rest() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    let wrong: fn(&mut domain::exchange::Reply) = |reply| {
        reply.digest = domain::digest::Digest::of_row("x", uuid::Uuid::nil(), 1, "{}");
        for digest in reply.digests.iter_mut().flat_map(|digests| digests.values_mut()) {
            *digest = reply.digest;
        }
    };
    for _ in 0..200 {
        anna.fault(Fault::Edit(wrong));
    }
    assert!(anna.sync() <= 4, "mending ends");
    for _ in 0..5 {
        assert!(anna.sync() <= 1, "the ordinary rhythm");
        assert_eq!(anna.chip(), Chip::Fetching);
        assert_eq!(anna.notes(), ["ord"]);
    }
    anna.wire.faults.borrow_mut().clear();
    anna.sync();
    anna.assert_same();
}

#[test]
fn i5_a_folder_that_the_servers_fingerprints_do_not_name_is_purged() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.sync();
    // The server forgets to say leave; its fingerprints are those of what Anna may see.
    let tilknytning = domain::fixtures::ANNA_FOR_MADS;
    let ung = domain::fixtures::MADS;
    let end = domain::tilknytning::EndTilknytning { tilknytning, ung, until: NOW };
    world.borrow_mut().system(&end.into());
    anna.fault(Fault::Edit(|reply| reply.leave.clear()));
    anna.sync();
    assert!(!anna.holds(JOURNAL));
    assert_eq!(anna.disk.segments_of(JOURNAL), Vec::<String>::new());
    anna.assert_same();
}

#[test]
fn i12_in_step_is_never_said_of_rows_read_anew_without_comparing_them() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.sync();
    let (key, _) = segment_with(&anna, "\"ord\"");
    anna.disk.tamper(Table::Records, &key, None);
    assert_eq!(block_on(anna.phone.refresh()), Ok(()));
    assert_ne!(anna.chip(), Chip::Synced);
}

#[test]
fn the_line_says_first_what_a_person_must_do() {
    use domain::exchange::Refusal;
    use replica::exchange::Failure;
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    for (why, chip) in [
        (Failure::SignedOut, Chip::SignedOut(1)),
        (Failure::Unreachable, Chip::Offline(1)),
        (Failure::Garbled, Chip::Offline(1)),
        (Failure::Busy, Chip::Waiting(1)),
        (Failure::Stopped(Refusal::AppTooOld), Chip::Attention(1)),
        (Failure::Store(StoreError::Full), Chip::Attention(1)),
    ] {
        assert_eq!(anna.chip_after(why.clone()), chip, "{why:?}");
    }
    crate::poison::refuse_notes(&world);
    anna.sync();
    assert_eq!(anna.chip_after(Failure::SignedOut), Chip::Attention(1));
    assert_eq!(anna.chip_after(Failure::Unreachable), Chip::Attention(1));
}

#[test]
fn i12_a_copy_that_was_just_opened_is_not_in_step_before_it_was_summed_up() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.sync();
    let anna = anna.again();
    let chip = || anna.phone.look(|replica| replica.status(replica::phase::Phase::START).chip());
    assert_eq!(chip(), Chip::Fetching);
    let folders = anna.phone.look(|replica| replica.folders().count());
    let done = |_: &usize| anna.phone.look(|replica| replica.sum_up(1));
    let parts = (1..=folders).find(done).expect("it ends");
    assert!(parts > 1, "all at once");
    assert_eq!(chip(), Chip::Synced);
}

//! What answers is not always our server (T16): a typed failure, and nothing changed.

use domain::exchange::Refusal;
use domain::fixtures::{ANNA, BENT};
use replica::Chip;
use replica::exchange::{Exchanged, Failure};
use replica::store::Table;

use crate::harness::{Fault, Tab, assert_once, new_phone, phone, world};

#[test]
fn t16_what_is_not_an_answer_changes_nothing_and_is_told_apart() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("Bents");
    bent.sync();
    anna.write("Annas");
    let html = "<!doctype html><title>Gratis wifi</title>";
    let disk = || Table::ALL.map(|table| anna.disk.rows(table));
    let before = disk();
    for (status, body, why) in [
        (200, html, Failure::Garbled),
        (200, "", Failure::Garbled),
        (200, "{}", Failure::Garbled),
        (200, "null", Failure::Garbled),
        (200, r#"{"refusal":"busy"}"#, Failure::Garbled),
        (204, "", Failure::Garbled),
        (302, html, Failure::Garbled),
        (403, html, Failure::Garbled),
        (404, "", Failure::Garbled),
        (401, r#"{"refusal":"signed_out"}"#, Failure::SignedOut),
        (429, r#"{"refusal":"busy"}"#, Failure::Busy),
        (500, "", Failure::Busy),
        (502, html, Failure::Busy),
        (503, r#"{"refusal":"busy"}"#, Failure::Busy),
        (409, r#"{"refusal":"gap"}"#, Failure::Stopped(Refusal::Gap)),
        (400, r#"{"refusal":"malformed"}"#, Failure::Stopped(Refusal::Malformed)),
        (403, r#"{"refusal":"wrong_person"}"#, Failure::Stopped(Refusal::WrongPerson)),
        (413, r#"{"refusal":"too_large"}"#, Failure::TooLarge),
        (413, html, Failure::TooLarge),
        (422, r#"{"refusal":"too_many_commands"}"#, Failure::TooLarge),
    ] {
        anna.fault(Fault::Answer(status, body.to_owned()));
        assert_eq!(anna.exchange(), Err(why), "{status} {body}");
        assert_eq!(disk(), before, "{status} {body}");
        assert_eq!(anna.notes(), ["Annas"]);
    }
    anna.sync();
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t16_an_answer_cut_off_at_any_byte_changes_nothing() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("æøå");
    anna.fault(Fault::LoseReply);
    drop(anna.exchange());
    let body = serde_json::to_string(&anna.last_request()).unwrap();
    let signed_in = anna.wire.signed_in.get();
    let answer = world.borrow_mut().answer(signed_in, &body).body;
    let before = anna.disk.rows(Table::Meta);
    let ends = (0..answer.len()).filter(|end| answer.is_char_boundary(*end));
    for end in ends {
        anna.fault(Fault::Answer(200, answer.get(..end).unwrap().to_owned()));
        assert_eq!(anna.exchange(), Err(Failure::Garbled), "cut off at {end}");
    }
    assert_eq!(anna.disk.rows(Table::Meta), before);
    assert_eq!(anna.outbox().len(), 1);
    anna.sync();
    anna.assert_same();
}

#[test]
fn t16_no_network_is_told_with_how_much_waits() {
    let world = world();
    let anna = phone(&world, ANNA);
    assert_eq!(anna.chip_after(Failure::Unreachable), Chip::Offline(0));
    anna.write("ord");
    anna.fault(Fault::LoseRequest);
    assert_eq!(anna.exchange(), Err(Failure::Unreachable));
    assert_eq!(anna.chip_after(Failure::Unreachable), Chip::Offline(1));
    assert_eq!(anna.chip_after(Failure::Garbled), Chip::Offline(1));
    assert_eq!(anna.chip_after(Failure::Busy), Chip::Waiting(1));
    anna.fault(Fault::BreakOff);
    assert_eq!(anna.exchange(), Err(Failure::BrokenOff));
    assert_eq!(anna.chip_after(Failure::BrokenOff), Chip::Slow(1));
}

#[test]
fn t6_a_request_that_is_too_large_is_sent_in_smaller_parts() {
    let world = world();
    let anna = phone(&world, ANNA);
    for n in 0..150 {
        anna.write(&format!("{n}"));
    }
    for _ in 0..3 {
        anna.fault(Fault::Answer(413, "<html>Request Entity Too Large</html>".to_owned()));
    }
    let parts = anna.sync();
    let sizes: Vec<usize> = anna.wire.requests.borrow().iter().map(|r| r.commands.len()).collect();
    assert_eq!(sizes[sizes.len() - parts..][..6], [50, 25, 12, 6, 6, 6]);
    assert_once(&world);
    anna.assert_same();
}

/// Exchanges until all is there; answers how often the line broke off.
fn patiently(anna: &Tab) -> usize {
    let mut broken = 0;
    for _ in 0..200 {
        match anna.exchange() {
            Ok(Exchanged { more: false, .. }) => return broken,
            Ok(_) => {}
            Err(Failure::BrokenOff) => broken += 1,
            Err(why) => panic!("{why:?}"),
        }
    }
    panic!("it never gets through");
}

#[test]
fn a_full_outbox_gets_through_a_line_that_carries_a_few_commands_at_once() {
    let world = world();
    let anna = phone(&world, ANNA);
    for n in 0..200 {
        anna.write(&format!("{n} {}", "ord ".repeat(250)));
    }
    anna.wire.carries.set(Some(12_000));
    let broken = patiently(&anna);
    assert!(broken > 0, "the line was too good for this");
    anna.wire.carries.set(None);
    assert_eq!(anna.outbox(), []);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn a_first_copy_gets_through_a_line_that_carries_a_few_records_at_once() {
    let world = world();
    let bent = phone(&world, BENT);
    for n in 0..60 {
        bent.write(&format!("{n} {}", "ord ".repeat(250)));
    }
    bent.sync();
    let anna = new_phone(&world, ANNA);
    anna.wire.carries.set(Some(30_000));
    assert!(patiently(&anna) > 0, "the line was too good for this");
    anna.wire.carries.set(None);
    anna.assert_same();
}

#[test]
fn on_a_good_line_the_largest_request_is_asked_for_after_two_full_ones() {
    let world = world();
    let anna = phone(&world, ANNA);
    for n in 0..350 {
        anna.write(&format!("{n}"));
    }
    let parts = anna.sync();
    let requests = anna.wire.requests.borrow();
    let last = &requests[requests.len() - parts..];
    let sizes: Vec<usize> = last.iter().map(|r| r.commands.len()).collect();
    assert_eq!(sizes[..3], [50, 100, 200]);
    assert_eq!(last[2].page, Some(1_000));
}

#[test]
fn an_answer_that_says_more_and_brings_nothing_is_not_asked_for_in_a_loop() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    // A server that takes nothing, tells nothing and wants to be asked again.
    let nothing: fn(&mut domain::exchange::Reply) = |reply| {
        reply.receipts.clear();
        reply.folders.clear();
        reply.more = true;
        reply.next_seq = domain::envelope::Seq(1);
        reply.cursor = domain::exchange::Cursor { no: 1, ..Default::default() };
    };
    anna.fault(Fault::Edit(nothing));
    anna.fault(Fault::Edit(nothing));
    assert!(anna.exchange().unwrap().more, "the cursor moved");
    assert!(!anna.exchange().unwrap().more, "the same again would bring the same");
    assert_ne!(anna.chip(), Chip::Synced);
    anna.sync();
    anna.assert_same();
}

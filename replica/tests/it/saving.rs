//! "Gemt på telefonen": what is said to be saved is saved (I1), and what is not says so.

use std::task::{Context, Waker};

use domain::envelope::Seq;
use domain::fixtures::{ANNA, long};
use domain::notat::WriteNotat;
use domain::{Command, Rejection};
use replica::{Chip, StoreError, SubmitError};

use crate::harness::{Cut, Tab, assert_once, block_on, notat, phone, server_notes, world};

fn drafts(tab: &Tab) -> Vec<(String, String)> {
    block_on(tab.phone.drafts()).expect("the store works")
}

#[test]
fn i1_what_submit_returned_ok_for_is_in_the_outbox_after_a_power_cut() {
    let world = world();
    let anna = phone(&world, ANNA);
    assert_eq!(anna.write("første"), Seq(1));
    let anna = anna.power_cut(0);
    assert_eq!(anna.write("anden"), Seq(2));
    let anna = anna.power_cut(0);
    assert_eq!(anna.outbox(), [Seq(1), Seq(2)]);
    assert_eq!(anna.notes(), ["anden", "første"]);
    anna.sync();
    assert_eq!(server_notes(&world), ["anden", "første"]);
    anna.assert_same();
}

#[test]
fn i1_a_power_cut_at_any_store_call_of_submit_loses_no_command_that_was_said_to_be_saved() {
    let world = world();
    let start = phone(&world, ANNA);
    let calls_of_submit = {
        let tab = Tab::open(start.disk.copy(), start.wire.clone(), start.identity).unwrap();
        let before = tab.disk.calls.get();
        tab.write("hvor mange kald?");
        tab.disk.calls.get() - before
    };
    assert!(calls_of_submit > 0);
    for cut in [Cut::Before, Cut::After] {
        for call in 1..=calls_of_submit {
            let tab = Tab::open(start.disk.copy(), start.wire.clone(), start.identity).unwrap();
            tab.disk.cut.set(Some((tab.disk.calls.get() + call, cut)));
            let saved = tab.try_submit(notat("ord"));
            assert_eq!(saved, Err(SubmitError::Store(StoreError::Closed)));
            let tab = tab.power_cut(0);
            // It may be there although the form could not be told; never the other way round.
            assert!(tab.outbox().len() <= 1);
            assert_eq!(tab.notes().len(), tab.outbox().len());
        }
    }
}

#[test]
fn i1_a_refused_write_keeps_nothing_and_says_so() {
    let anna = phone(&world(), ANNA);
    for error in [StoreError::Full, StoreError::Closed, StoreError::Other("?".to_owned())] {
        anna.disk.memory.fail_with(Some(error.clone()));
        assert_eq!(anna.try_submit(notat("ord")), Err(SubmitError::Store(error)));
        anna.disk.memory.fail_with(None);
        assert_eq!((anna.waiting(), anna.outbox()), (vec![], vec![]));
        assert_eq!(anna.notes(), Vec::<String>::new());
        assert_eq!(anna.chip(), Chip::Synced);
    }
    assert_eq!(anna.write("nu"), Seq(1));
}

#[test]
fn i1_the_draft_goes_in_the_same_batch_as_the_command_comes() {
    let anna = phone(&world(), ANNA);
    let keep = |text: &str| anna.phone.keep_draft("notat", Some(text.to_owned()));
    assert_eq!(block_on(keep("halvt skrevet")), Ok(()));
    assert_eq!(block_on(anna.phone.keep_draft("andet", Some("bliver".to_owned()))), Ok(()));
    let submit = || block_on(anna.phone.submit(notat("helt"), anna.stamp(), Some("notat")));

    anna.disk.memory.fail_with(Some(StoreError::Full));
    assert_eq!(submit(), Err(SubmitError::Store(StoreError::Full)));
    anna.disk.memory.fail_with(None);
    assert_eq!(drafts(&anna).len(), 2);

    assert_eq!(submit(), Ok(Seq(1)));
    let anna = anna.power_cut(0);
    assert_eq!(drafts(&anna), [("andet".to_owned(), "bliver".to_owned())]);
    assert_eq!(anna.outbox(), [Seq(1)]);
}

#[test]
fn a_draft_can_be_let_go_of() {
    let anna = phone(&world(), ANNA);
    assert_eq!(block_on(anna.phone.keep_draft("notat", Some("a".to_owned()))), Ok(()));
    assert_eq!(block_on(anna.phone.keep_draft("notat", None)), Ok(()));
    assert_eq!(drafts(&anna), []);
}

#[test]
fn what_the_phone_can_see_is_wrong_is_refused_at_once_and_not_kept() {
    let world = world();
    let anna = phone(&world, ANNA);
    let Command::WriteNotat(notat) = notat("om en anden") else { unreachable!() };
    let elsewhere = WriteNotat { ung: domain::fixtures::SOFIE, ..notat };
    let refused = anna.try_submit(elsewhere);
    assert_eq!(refused, Err(SubmitError::Rejected(Rejection::AccessMissing)));
    assert_eq!(anna.outbox(), []);
}

#[test]
fn a_record_submitted_twice_is_written_once() {
    let world = world();
    let anna = phone(&world, ANNA);
    let note = notat("én gang");
    let stamp = anna.stamp();
    let submit = |stamp| block_on(anna.phone.submit(note.clone(), stamp, None));
    assert_eq!(submit(stamp), Ok(Seq(1)));
    // The very same again is no change; the same id with other content, here another time, is a no.
    let later = replica::replica::Stamp { now: stamp.now.plus(1), ..anna.stamp() };
    assert_eq!(submit(later), Err(SubmitError::Rejected(Rejection::AlreadyExists)));
    anna.sync();
    assert_eq!(server_notes(&world), ["én gang"]);
    assert_once(&world);
}

#[test]
fn whether_a_text_is_stored_is_told_by_all_of_it_and_not_by_its_id() {
    let world = world();
    let anna = phone(&world, ANNA);
    let Command::WriteNotat(note) = notat("første") else { unreachable!() };
    let id = note.id.0;
    let longer = WriteNotat { tekst: long("første og mere"), ..note.clone() };
    let (note, longer) = (Command::from(note), Command::from(longer));
    let place = |command: &Command| anna.phone.look(|replica| replica.place_of_same(command));
    let speaks = || anna.phone.look(|replica| replica.speaks_of(id));
    assert_eq!((place(&note), speaks()), (None, false));
    assert_eq!(anna.try_submit(note.clone()), Ok(Seq(1)));
    assert_eq!((place(&note), place(&longer), speaks()), (Some(Seq(1)), None, true));
    anna.sync();
    assert_eq!((place(&note), place(&longer), speaks()), (Some(Seq(1)), None, true));
    let taken = Err(SubmitError::Rejected(Rejection::AlreadyExists));
    assert_eq!(anna.try_submit(longer), taken);
}

#[test]
fn a_stored_command_is_said_to_be_saved_even_if_the_store_cannot_be_read_after() {
    let world = world();
    let anna = phone(&world, ANNA);
    let other = anna.again();
    anna.disk.yields.set(true);
    let mut submit = Box::pin(anna.phone.submit(notat("gemt"), anna.stamp(), None));
    let mut context = Context::from_waker(Waker::noop());
    assert!(submit.as_mut().poll(&mut context).is_pending());
    assert!(submit.as_mut().poll(&mut context).is_pending());
    // It is stored. Before this tab has taken it over, another has sent it, and the store fails.
    other.sync();
    assert_eq!(block_on(anna.phone.refresh()), Ok(()));
    anna.disk.unreadable.set(true);
    assert_eq!(block_on(submit), Ok(Seq(1)));
}

#[test]
fn a_store_that_says_it_failed_and_had_not_puts_no_command_in_line_twice() {
    let world = world();
    let anna = phone(&world, ANNA);
    let (note, stamp) = (notat("én gang"), anna.stamp());
    // Written, and the tab was told it was not; the form sends the same command once more.
    let call = anna.disk.calls.get() + 1;
    anna.disk.cut.set(Some((call, Cut::After)));
    assert!(block_on(anna.phone.submit(note.clone(), stamp, None)).is_err());
    anna.disk.cut.set(None);
    assert_eq!(block_on(anna.phone.submit(note, stamp, None)), Ok(Seq(1)));
    assert_eq!(anna.outbox(), [Seq(1)]);
    anna.sync();
    anna.assert_same();
}

#[test]
fn t6_a_full_phone_can_be_opened_and_read() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.disk.memory.fail_with(Some(StoreError::Full));
    let anna = anna.again();
    assert_eq!((anna.notes(), anna.outbox()), (vec!["ord".to_owned()], vec![Seq(1)]));
}

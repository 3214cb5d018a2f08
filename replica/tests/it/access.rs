//! Access ends, on the phone as well (T11, I8): rows go, what was written does not.

use std::pin::Pin;
use std::task::{Context, Waker};

use domain::exchange::{Outcome, Quarantine};
use domain::fixtures::{ANNA, ANNA_FOR_MADS, BENT, MADS, NOW, THYLAND};
use domain::id::TilknytningId;
use domain::moment::HOUR;
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion};
use domain::{Folder, Moment, Rejection};
use replica::exchange::{Exchanged, Failure};
use replica::{Chip, StoreError, SubmitError};

use crate::harness::{
    Fault, JOURNAL, PLAN, Tab, World, aftale, assert_once, block_on, new_id, notat, phone,
    server_notes, world,
};

fn end_annas(world: &World, until: Moment) {
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until };
    world.borrow_mut().system(&end.into());
}

fn assign_anna_again(world: &World) {
    let id = TilknytningId(new_id());
    let tilknytning = domain::fixtures::tilknytning(id, MADS, ANNA, Funktion::Overgangsmentor);
    world.borrow_mut().system(&AssignHelper { tilknytning }.into());
}

fn pass(world: &World, milliseconds: i64) {
    let mut server = world.borrow_mut();
    server.now = server.now.plus(milliseconds);
}

/// Nothing of Mads is on the disk, but for what Anna herself wrote.
/// An exchange whose answer is made and has not come.
fn on_its_way(tab: &Tab) -> Pin<Box<impl Future<Output = Result<Exchanged, Failure>> + '_>> {
    tab.wire.yields.set(true);
    let mut exchange = Box::pin(tab.phone.exchange(tab.now()));
    let mut context = Context::from_waker(Waker::noop());
    assert!(exchange.as_mut().poll(&mut context).is_pending());
    assert!(exchange.as_mut().poll(&mut context).is_pending());
    exchange
}

fn assert_gone(tab: &Tab) {
    for tab in [tab, &tab.again()] {
        assert!(!tab.holds(JOURNAL) && !tab.holds(PLAN));
        assert_eq!(tab.sees(PLAN), []);
    }
    for folder in [JOURNAL, PLAN] {
        assert_eq!(tab.disk.segments_of(folder), Vec::<String>::new());
    }
    assert!(tab.disk.segments().iter().all(|(_, text)| !text.contains("Mads")));
}

#[test]
fn t11_leaving_a_folder_purges_its_rows_and_never_the_outbox() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("Bents");
    bent.sync();
    anna.sync();
    assert!(!anna.disk.segments_of(JOURNAL).is_empty());
    let seq = anna.write("skrevet før overdragelsen");
    pass(&world, HOUR);
    end_annas(&world, NOW.plus(1));
    // The reply that says leave is lost to the outbox's receipts: the server is asked without commands.
    anna.fault(Fault::Edit(|reply| {
        reply.receipts.clear();
        reply.next_seq = domain::envelope::Seq(1);
    }));
    anna.exchange().expect("it answers");
    assert_gone(&anna);
    assert_eq!(anna.outbox(), [seq]);
    let text = anna.phone.look(|r| r.waiting().next().map(|(_, w)| w.sealed.body.to_string()));
    assert!(text.is_some_and(|text| text.contains("skrevet før overdragelsen")));

    anna.sync();
    assert_eq!(anna.phone.look(|r| r.outcome(seq)), Some(Outcome::AppliedLate));
    assert_eq!(server_notes(&world), ["Bents", "skrevet før overdragelsen"]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t11_a_purge_survives_a_power_cut() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("om Mads");
    anna.sync();
    anna.disk.memory.crash(usize::MAX);
    end_annas(&world, NOW);
    anna.sync();
    // The server has heard that it is done, and does not say it again.
    let anna = anna.power_cut(0);
    assert_gone(&anna);
}

#[test]
fn t11_a_permit_that_ends_hides_and_purges_with_no_network() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("om Mads");
    anna.sync();
    end_annas(&world, NOW.plus(HOUR));
    anna.sync();
    assert_eq!(anna.notes(), ["om Mads"]);
    let seq = anna.write("usendt");
    anna.wire.signed_in.set(None);

    pass(&world, HOUR - 1);
    assert!(!anna.expire());
    assert!(anna.holds(JOURNAL));
    pass(&world, 1);
    assert!(anna.expire());
    assert_gone(&anna);
    assert_eq!(anna.outbox(), [seq]);
    assert_ne!(anna.chip(), Chip::Synced);
    assert!(!anna.expire(), "once is enough");
    // The rest of the copy stands.
    assert!(anna.holds(Folder::Faelles(THYLAND)));
}

#[test]
fn t11_an_ended_permit_takes_its_folder_out_of_sight_though_the_store_fails() {
    let world = world();
    let anna = phone(&world, ANNA);
    end_annas(&world, NOW.plus(HOUR));
    anna.write("om Mads");
    anna.sync();
    pass(&world, HOUR);
    anna.disk.memory.fail_with(Some(StoreError::Full));
    assert_eq!(block_on(anna.phone.expire(anna.now())), Err(StoreError::Full));
    assert_eq!((anna.notes(), anna.holds(JOURNAL)), (vec![], false));
    assert_ne!(anna.chip(), Chip::Synced);
    anna.disk.memory.fail_with(None);
    anna.sync();
    assert_gone(&anna);
    anna.assert_same();
}

#[test]
fn t11_after_the_end_the_phone_says_so_before_anything_is_typed_in_vain() {
    let world = world();
    let anna = phone(&world, ANNA);
    end_annas(&world, NOW.plus(HOUR));
    anna.sync();
    pass(&world, HOUR);
    let refused = |tab: &Tab| tab.try_submit(notat("for sent"));
    assert_eq!(refused(&anna), Err(SubmitError::Rejected(Rejection::AccessEnded)));
    anna.expire();
    assert_eq!(refused(&anna), Err(SubmitError::Rejected(Rejection::AccessMissing)));
    assert_eq!(anna.outbox(), []);
}

#[test]
fn t11_written_after_the_access_ended_is_put_aside_with_its_text() {
    let world = world();
    let anna = phone(&world, ANNA);
    end_annas(&world, NOW.plus(HOUR));
    // Anna's phone has not heard of it and has no network for two hours.
    pass(&world, 2 * HOUR);
    let seq = anna.write("skrevet for sent");
    anna.sync();
    let aside = Outcome::Quarantined { why: Quarantine::AccessEnded };
    assert_eq!(anna.phone.look(|r| r.outcome(seq)), Some(aside));
    assert_eq!(anna.chip(), Chip::Attention(1));
    assert_eq!(server_notes(&world), Vec::<String>::new());
    assert_gone(&anna);
}

#[test]
fn t11_a_permit_given_again_brings_the_folder_anew() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("første");
    bent.sync();
    anna.sync();
    end_annas(&world, NOW.plus(HOUR));
    anna.sync();
    pass(&world, HOUR);
    anna.expire();
    bent.write("mens Anna var væk");
    bent.sync();
    anna.sync();
    assert_gone(&anna);

    assign_anna_again(&world);
    anna.sync();
    assert_eq!(anna.notes(), ["første", "mens Anna var væk"]);
    anna.assert_same();
}

#[test]
fn t11_a_permit_prolonged_after_the_phone_let_go_brings_the_folder_anew() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("om Mads");
    end_annas(&world, NOW.plus(HOUR));
    anna.sync();
    pass(&world, HOUR);
    anna.expire();
    assign_anna_again(&world);
    anna.sync();
    assert_eq!(anna.notes(), ["om Mads"]);
    anna.assert_same();
}

#[test]
fn t11_a_folder_let_go_of_while_an_answer_is_on_its_way_is_not_half_filled_by_it() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("gammel");
    bent.sync();
    end_annas(&world, NOW.plus(HOUR));
    anna.sync();
    bent.write("ny");
    bent.sync();
    assign_anna_again(&world);
    let exchange = on_its_way(&anna);
    pass(&world, HOUR);
    anna.expire();
    anna.wire.yields.set(false);
    drop(block_on(exchange));
    let notes = anna.notes();
    assert!(notes.is_empty() || notes == ["gammel", "ny"], "{notes:?}");
    anna.sync();
    assert_eq!(anna.notes(), ["gammel", "ny"]);
    anna.assert_same();
}

#[test]
fn t11_a_folder_out_of_sight_for_now_is_not_called_complete_by_an_answer_on_its_way() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("om Mads");
    end_annas(&world, NOW.plus(HOUR));
    anna.sync();
    let exchange = on_its_way(&anna);
    // The phone's clock is ahead: to the server the permit still holds.
    anna.disk.memory.fail_with(Some(StoreError::Full));
    let ahead = anna.now().plus(HOUR);
    assert_eq!(block_on(anna.phone.expire(ahead)), Err(StoreError::Full));
    anna.disk.memory.fail_with(None);
    anna.wire.yields.set(false);
    assert!(block_on(exchange).is_ok());
    assert!(!anna.holds(JOURNAL));
    anna.exchange().expect("it answers");
    assert_eq!(anna.last_request().cursor.behind.get(&JOURNAL), Some(&0), "it is asked for anew");
    anna.sync();
    anna.assert_same();
}

#[test]
fn i8_a_page_that_goes_on_from_what_is_not_here_is_not_taken() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("gammel");
    bent.sync();
    anna.sync();
    bent.write("ny");
    bent.sync();
    // A server that thinks the phone is further than it is.
    anna.fault(Fault::Edit(|reply| {
        for page in &mut reply.folders {
            page.after += 1_000;
        }
    }));
    anna.exchange().expect("it answers");
    assert_eq!(anna.notes(), ["gammel"]);
    assert_ne!(anna.chip(), Chip::Synced);
    anna.sync();
    anna.assert_same();
}

#[test]
fn a_folder_of_a_kind_this_version_does_not_know_is_passed_over() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.fault(Fault::Rewrite(|body| {
        body.replace("\"folder\":\"journal:", "\"folder\":\"dagbog:")
    }));
    anna.fault(Fault::Edit(|reply| reply.leave.push("dagbog:x".to_owned())));
    anna.exchange().expect("it answers");
    assert_ne!(anna.chip(), Chip::Synced, "a page is missing, and the fingerprints tell");
    anna.sync();
    anna.assert_same();
}

#[test]
fn a_revoked_phone_is_told_to_clear_once_everything_it_had_is_handed_in() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("før");
    // One that the server, too old for it, holds: nobody else could give it back.
    world.borrow_mut().verdicts.insert("aftale.make.v1", Outcome::Held);
    anna.submit(aftale("af en nyere udgave"));
    anna.fault(Fault::Edit(|reply| reply.wipe = true));
    let told = anna.exchange().expect("it answers");
    assert!(!told.wipe, "something waits still");
    assert_eq!(server_notes(&world), ["før"]);
    world.borrow_mut().verdicts.clear();
    anna.again().write("efter");
    let anna = anna.again();
    anna.fault(Fault::Edit(|reply| reply.wipe = true));
    let told = anna.exchange().expect("it answers");
    assert!(told.wipe, "{:?}", anna.outbox());
    assert_eq!(server_notes(&world).len(), 2);
    assert!(!phone(&world, BENT).exchange().expect("it answers").wipe);
}

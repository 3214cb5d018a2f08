//! The power goes, the connection goes: at every point of an exchange (T1, T3; I2, I3, I4).

use domain::fixtures::{ANNA, BENT};
use replica::exchange::Failure;
use replica::store::Table;

use crate::harness::{Cut, Fault, Tab, assert_once, notat, phone, server_notes, world};

/// What the disk says of how far the copy reaches.
fn stored_cursor(tab: &Tab) -> u64 {
    let meta = tab.disk.rows(Table::Meta);
    let sync = meta.iter().find(|(key, _)| key == "sync").expect("it exchanged");
    let sync: serde_json::Value = serde_json::from_slice(&sync.1).expect("JSON");
    sync.pointer("/cursor/no").and_then(serde_json::Value::as_u64).expect("a number")
}

#[test]
fn t3_the_power_goes_at_every_store_call_of_an_exchange_and_nothing_is_lost_or_doubled() {
    let mut cuts = 0;
    for cut in [Cut::Before, Cut::After] {
        for call in 1.. {
            if !power_goes_at(call, cut, 0) {
                break;
            }
            for survivors in 1..4 {
                assert!(power_goes_at(call, cut, survivors));
            }
            cuts += 1;
        }
    }
    assert!(cuts >= 4, "only {cuts} points were cut at");
}

/// Bent has written and Anna writes, then exchanges; the power goes at the n-th store call of that, and of
/// the batches since the last flush so many survive. Answers whether there was such a call.
fn power_goes_at(call: usize, cut: Cut, survivors: usize) -> bool {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    anna.write("Annas første");
    anna.sync();
    bent.write("Bents");
    bent.sync();
    anna.write("Annas anden");
    anna.write("Annas tredje");
    let before = stored_cursor(&anna);
    anna.disk.cut.set(Some((anna.disk.calls.get() + call, cut)));
    let result = anna.exchange();
    if result.is_ok() {
        return false;
    }
    let anna = anna.power_cut(survivors);
    // I2 and I4: the commands went if and only if the outcomes and the records came.
    let (waits, moved) = (!anna.outbox().is_empty(), stored_cursor(&anna) > before);
    assert_eq!(waits, !moved, "call {call}, {cut:?}, {survivors} survivors");
    let outcomes = anna.phone.look(|replica| replica.sent().count());
    assert_eq!(outcomes + anna.outbox().len(), 3);
    let all = ["Annas anden", "Annas første", "Annas tredje", "Bents"];
    let without_bent = ["Annas anden", "Annas første", "Annas tredje"];
    assert_eq!(anna.notes(), if moved { &all[..] } else { &without_bent[..] });

    anna.sync();
    bent.sync();
    assert_eq!(server_notes(&world), all);
    assert_once(&world);
    anna.assert_same();
    bent.assert_same();
    true
}

#[test]
fn i4_a_power_cut_that_takes_the_exchange_takes_cursor_records_and_outcomes_together() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.disk.memory.crash(usize::MAX);
    anna.sync();
    assert_eq!(anna.disk.memory.unflushed(), 1, "an exchange is one batch");
    let anna = anna.power_cut(0);
    assert_eq!(anna.outbox().len(), 1);
    assert_eq!(anna.notes(), ["ord"]);
    anna.sync();
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t1_a_lost_reply_is_asked_for_again_and_has_one_effect() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    for _ in 0..3 {
        anna.fault(Fault::LoseReply);
        assert_eq!(anna.exchange(), Err(Failure::Unreachable));
        assert_eq!(anna.outbox().len(), 1, "no receipt, so it stays");
    }
    assert_eq!(server_notes(&world), ["ord"]);
    anna.write("flere");
    anna.sync();
    assert_eq!(server_notes(&world), ["flere", "ord"]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t1_a_lost_request_changes_nothing_and_is_sent_again_letter_for_letter() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.fault(Fault::LoseRequest);
    assert_eq!(anna.exchange(), Err(Failure::Unreachable));
    let first = anna.last_request();
    let anna = anna.power_cut(0);
    anna.sync();
    let texts = |request: &domain::exchange::Request| {
        let sealed = request.commands.iter();
        sealed.map(|s| (s.seq, s.body.get().to_owned())).collect::<Vec<_>>()
    };
    let requests = anna.wire.requests.borrow();
    let with_commands = requests.iter().filter(|request| !request.commands.is_empty());
    let sent: Vec<_> = with_commands.map(texts).collect();
    assert_eq!(sent, [texts(&first), texts(&first)]);
    assert_once(&world);
}

#[test]
fn a_store_that_fails_while_an_answer_is_stored_leaves_the_last_good_state() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("Bents");
    bent.sync();
    anna.write("Annas");
    anna.disk.memory.fail_with(Some(replica::StoreError::Full));
    assert_eq!(anna.exchange(), Err(Failure::Store(replica::StoreError::Full)));
    assert_eq!((anna.notes(), anna.waiting().len()), (vec!["Annas".to_owned()], 1));
    assert_eq!(
        anna.chip_after(Failure::Store(replica::StoreError::Full)),
        replica::Chip::Attention(1)
    );
    anna.disk.memory.fail_with(None);
    anna.sync();
    assert_eq!(anna.notes(), ["Annas", "Bents"]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t2_a_server_that_misses_the_middle_gets_it_and_nothing_out_of_order() {
    let world = world();
    let anna = phone(&world, ANNA);
    for text in ["a", "b", "c", "d"] {
        anna.write(text);
    }
    // The server takes the first two of them only, and says so.
    anna.fault(Fault::Edit(|reply| {
        reply.receipts.truncate(2);
        reply.next_seq = domain::envelope::Seq(3);
    }));
    let got = anna.exchange().expect("it answers");
    assert!(got.more, "two still wait");
    assert_eq!(anna.outbox().len(), 2);
    anna.sync();
    let offered: Vec<u64> = anna.last_request().commands.iter().map(|s| s.seq.0).collect();
    assert_eq!(offered, [3, 4]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t2_an_old_answer_that_comes_late_moves_nothing_back() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    let tab = anna.again();
    bent.write("Bents");
    bent.sync();
    // The other tab asks, and its answer is on its way while this one exchanges twice.
    tab.wire.yields.set(true);
    let mut slow = Box::pin(tab.phone.exchange(tab.now()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..2 {
        assert!(slow.as_mut().poll(&mut context).is_pending());
    }
    tab.wire.yields.set(false);
    anna.submit(notat("Annas"));
    anna.sync();
    let cursor = stored_cursor(&anna);
    assert_eq!(crate::harness::block_on(slow), Err(Failure::Overtaken));
    assert_eq!(stored_cursor(&anna), cursor);
    assert_eq!(tab.notes(), ["Annas", "Bents"], "it read what the other stored");
    tab.sync();
    tab.assert_same();
}

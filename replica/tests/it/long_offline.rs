//! A month without a network and a thousand commands (T20).

use domain::envelope::Seq;
use domain::exchange::MAX_COMMANDS;
use domain::fixtures::{ANNA, BENT, NOW};
use domain::moment::{DAY, HOUR};
use replica::Chip;
use replica::outbox::KEPT_FOR;
use replica::store::Table;

use crate::harness::{
    Fault, JOURNAL, assert_once, block_on, phone, poison_aftale, server_notes, world,
};

#[test]
fn t20_a_thousand_commands_written_offline_go_up_in_several_requests_and_all_converge() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    for n in 0..1_000_i64 {
        world.borrow_mut().now = NOW.plus(n * HOUR);
        anna.write(&format!("{n:04}"));
    }
    assert_eq!(anna.chip(), Chip::Waiting(1_000));
    assert_eq!(anna.status().oldest, Some(NOW));
    let anna = anna.power_cut(0);
    assert_eq!(anna.outbox().len(), 1_000);
    assert_eq!(anna.notes().len(), 1_000);
    // The connection is bad: every second answer is lost on the way.
    for _ in 0..5 {
        anna.fault(Fault::LoseReply);
        drop(anna.exchange());
        anna.exchange().expect("it answers");
    }
    anna.sync();
    bent.sync();
    let requests = anna.wire.requests.borrow();
    assert!(requests.iter().all(|request| request.commands.len() <= MAX_COMMANDS));
    assert!(requests.iter().filter(|request| !request.commands.is_empty()).count() >= 5);
    drop(requests);
    assert_eq!(server_notes(&world).len(), 1_000);
    assert_once(&world);
    assert_eq!(anna.waiting(), Vec::<Seq>::new());
    anna.assert_same();
    bent.assert_same();
}

#[test]
fn t20_long_commands_go_up_in_requests_that_fit_and_the_longest_alone() {
    let world = world();
    let anna = phone(&world, ANNA);
    let long = "æ".repeat(9_000);
    for n in 0..120 {
        anna.write(&format!("{n:03} {long}"));
    }
    anna.sync();
    let requests = anna.wire.requests.borrow();
    let size = |request: &domain::exchange::Request| {
        request.commands.iter().map(|sealed| sealed.body.get().len()).sum::<usize>()
    };
    assert!(requests.iter().all(|request| size(request) <= 1024 * 1024 + 20_000));
    assert_eq!(server_notes(&world).len(), 120);
}

#[test]
fn t20_the_journal_is_forgotten_after_thirty_days_but_what_asks_for_attention_is_not() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("gammel");
    let refused = poison_aftale(&world, &anna);
    anna.sync();
    assert_eq!(anna.disk.rows(Table::Sent).len(), 2);
    world.borrow_mut().now = NOW.plus(30 * DAY);
    anna.sync();
    assert_eq!(anna.disk.rows(Table::Sent).len(), 2, "not before");
    world.borrow_mut().now = NOW.plus(30 * DAY + 1);
    anna.write("ny");
    anna.sync();
    anna.sync();
    let left: Vec<Seq> = anna.phone.look(|r| r.sent().map(|sent| sent.sealed.seq).collect());
    assert_eq!(left, [Seq(3), refused]);
    assert_eq!(anna.disk.rows(Table::Sent).len(), 2);
    assert_eq!(anna.disk.rows(Table::Outbox).len(), 2, "a place is kept as long as its outcome");
    assert_eq!(anna.last_request().first_available, Seq(2));
    assert_eq!(anna.chip(), Chip::Attention(1));
}

#[test]
fn t20_what_was_deleted_meanwhile_does_not_come_back() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    bent.write("slettes");
    bent.write("bliver");
    bent.sync();
    anna.sync();
    let key = world.borrow().records(JOURNAL).iter().find_map(|record| {
        let is_it = crate::harness::texts(std::slice::from_ref(record)) == ["slettes"];
        is_it.then(|| record.key())
    });
    world.borrow_mut().remove(key.expect("it is there"));
    world.borrow_mut().now = NOW.plus(40 * DAY);
    anna.write("skrevet imens");
    anna.sync();
    assert_eq!(anna.notes(), ["bliver", "skrevet imens"]);
    let anna = anna.power_cut(usize::MAX);
    assert_eq!(anna.notes(), ["bliver", "skrevet imens"]);
    anna.assert_same();
}

#[test]
fn a_clock_that_is_ahead_by_more_than_a_month_makes_nothing_of_the_journal_old() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("gives tilbage til en server, der er sat op igen");
    anna.sync();
    let ahead = NOW.plus(KEPT_FOR + 2 * DAY);
    block_on(anna.phone.exchange(ahead)).expect("it answers");
    assert_eq!(anna.phone.look(|replica| replica.sent().count()), 1);
    world.borrow_mut().now = ahead.plus(DAY);
    anna.sync();
    assert_eq!(anna.phone.look(|replica| replica.sent().count()), 0, "a month later it is");
}

#[test]
fn t20_a_tab_that_slept_longer_than_the_journal_reaches_takes_no_place_that_was_used() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("før");
    anna.sync();
    let asleep = anna.again();
    for text in ["imens", "og så"] {
        anna.write(text);
    }
    anna.sync();
    world.borrow_mut().now = NOW.plus(KEPT_FOR + DAY);
    anna.sync();
    assert_eq!(anna.phone.look(|r| r.sent().count()), 0, "the journal has forgotten them");

    assert_eq!(asleep.write("efter søvnen"), Seq(4));
    asleep.sync();
    assert_eq!(server_notes(&world), ["efter søvnen", "før", "imens", "og så"]);
    assert_once(&world);
    // Nor does an app that begins anew.
    assert_eq!(anna.again().write("til sidst"), Seq(5));
}

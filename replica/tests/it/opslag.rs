//! Look-ups are told with the next exchange, once a day and young person, and hold up nothing.

use domain::fixtures::{ANNA, MADS, NOW, SOFIE};
use domain::moment::{DAY, MINUTE};
use domain::opslag::NewOpslag;
use replica::Chip;

use crate::harness::{Fault, Tab, block_on, phone, world};

fn looks(tab: &Tab, ung: domain::id::UngId, later: i64) {
    let opslag = NewOpslag { ung, kl: NOW.plus(later) };
    block_on(tab.phone.note_opslag(opslag)).expect("it is noted");
}

#[test]
fn a_look_with_no_network_is_told_with_the_next_exchange_and_once_a_day() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.sync();
    looks(&anna, MADS, 0);
    looks(&anna, MADS, MINUTE);
    looks(&anna, SOFIE, 0);
    looks(&anna, MADS, DAY);
    assert_eq!(anna.chip(), Chip::Synced, "it is nothing that waits");
    let anna = anna.power_cut(9);
    anna.sync();
    anna.sync();
    let mut told = world.borrow().opslag.clone();
    told.sort_unstable();
    let kl = |later| NOW.plus(later);
    let mads = |later| NewOpslag { ung: MADS, kl: kl(later) };
    assert_eq!(told, [mads(0), mads(DAY), NewOpslag { ung: SOFIE, kl: kl(0) }]);
}

#[test]
fn if_the_answer_is_lost_it_is_told_again() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.sync();
    looks(&anna, MADS, 0);
    anna.fault(Fault::LoseReply);
    anna.exchange().expect_err("the answer is lost");
    anna.sync();
    assert_eq!(world.borrow().opslag.len(), 2, "twice, which the server writes down once");
    anna.sync();
    assert_eq!(world.borrow().opslag.len(), 2);
}

#[test]
fn an_older_server_is_told_when_it_is_newer() {
    let world = world();
    world.borrow_mut().knows_opslag = false;
    let anna = phone(&world, ANNA);
    looks(&anna, MADS, 0);
    anna.sync();
    assert!(world.borrow().opslag.is_empty());
    world.borrow_mut().knows_opslag = true;
    anna.sync();
    assert_eq!(world.borrow().opslag.len(), 1);
}

#[test]
fn another_tabs_looks_are_told_too() {
    let world = world();
    let one = phone(&world, ANNA);
    let other = one.again();
    looks(&other, MADS, 0);
    one.sync();
    assert_eq!(world.borrow().opslag.len(), 1);
}

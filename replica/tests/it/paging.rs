//! A copy that comes in pages (T16), and rounds: a folder sent anew never empties a list half-way.

use domain::fixtures::{ANNA, BENT};
use replica::Chip;
use replica::exchange::Failure;

use crate::harness::{Fault, JOURNAL, Tab, World, new_phone, phone, world};

fn with_notes(count: usize) -> (World, Tab) {
    let world = world();
    let bent = phone(&world, BENT);
    for n in 0..count {
        bent.write(&format!("{n:03}"));
    }
    bent.sync();
    (world, bent)
}

#[test]
fn t16_a_first_download_is_resumed_page_by_page_though_every_second_answer_is_lost() {
    let (world, _bent) = with_notes(40);
    world.borrow_mut().page = 7;
    let mut anna = new_phone(&world, ANNA);
    let mut pages = 0;
    loop {
        pages += 1;
        assert!(pages < 40, "it does not end");
        let held = anna.notes().len();
        anna.fault(Fault::LoseReply);
        assert_eq!(anna.exchange(), Err(Failure::Unreachable));
        assert_eq!(anna.notes().len(), held);
        let more = anna.exchange().expect("it answers").more;
        assert!(anna.notes().len() >= held, "nothing that came goes again");
        if !more {
            break;
        }
        assert_ne!(anna.chip(), Chip::Synced);
        anna = anna.power_cut(usize::MAX);
        assert_ne!(anna.chip(), Chip::Synced);
    }
    let records: usize = [JOURNAL].iter().map(|folder| anna.sees(*folder).len()).sum();
    assert_eq!(records, 40);
    assert!(pages >= 8);
    anna.assert_same();
}

#[test]
fn t16_a_power_cut_between_pages_takes_the_page_and_its_cursor_together() {
    let (world, _bent) = with_notes(20);
    world.borrow_mut().page = 6;
    let mut anna = new_phone(&world, ANNA);
    for survivors in [0, 1, 0, 2, 0, 3] {
        anna.exchange().expect("it answers");
        anna.exchange().expect("it answers");
        anna = anna.power_cut(survivors);
    }
    anna.sync();
    anna.assert_same();
}

#[test]
fn t16_a_folder_sent_anew_in_pages_is_never_empty_half_way_and_old_rows_go_at_the_end() {
    let (world, bent) = with_notes(12);
    let anna = phone(&world, ANNA);
    // Four notes go and three come while the phone hears nothing; then the server begins a new epoch.
    let keys: Vec<_> = world.borrow().records(JOURNAL).iter().map(domain::Record::key).collect();
    keys.iter().take(4).for_each(|key| world.borrow_mut().remove(*key));
    let left = crate::harness::server_notes(&world);
    for n in 0..3 {
        bent.write(&format!("ny {n}"));
    }
    bent.sync();
    let backup = world.borrow().clone();
    world.borrow_mut().restore(&backup);
    world.borrow_mut().page = 4;
    let mut anna = anna;
    loop {
        let more = anna.exchange().expect("it answers").more;
        let shown = anna.notes();
        assert_eq!(anna.again().notes(), shown);
        assert!(left.iter().all(|note| shown.contains(note)), "{shown:?}");
        if !more {
            assert_eq!(shown.len(), 11);
            break;
        }
        // Half-way the app is closed and opened again.
        anna = anna.power_cut(usize::MAX);
    }
    anna.assert_same();
}

#[test]
fn t16_a_round_that_was_interrupted_and_begun_again_drops_what_came_in_neither() {
    let (world, _bent) = with_notes(10);
    let anna = phone(&world, ANNA);
    let backup = world.borrow().clone();
    world.borrow_mut().page = 3;
    world.borrow_mut().restore(&backup);
    for _ in 0..12 {
        anna.exchange().expect("it answers");
    }
    let keys: Vec<_> = world.borrow().records(JOURNAL).iter().map(domain::Record::key).collect();
    let mut backup = world.borrow().clone();
    keys.iter().take(5).for_each(|key| backup.remove(*key));
    world.borrow_mut().restore(&backup);
    anna.exchange().expect("it answers");
    let anna = anna.power_cut(usize::MAX);
    anna.sync();
    assert_eq!(anna.notes().len(), 5);
    anna.assert_same();
}

#[test]
fn changes_while_the_pages_come_are_in_the_copy_at_the_end() {
    let (world, bent) = with_notes(20);
    world.borrow_mut().page = 5;
    let anna = new_phone(&world, ANNA);
    let mut n = 0;
    while anna.exchange().expect("it answers").more {
        if n < 5 {
            bent.write(&format!("undervejs {n}"));
            bent.sync();
            let first = world.borrow().records(JOURNAL).first().map(domain::Record::key);
            world.borrow_mut().remove(first.expect("there are notes"));
        }
        n += 1;
        assert!(n < 60, "it does not end");
    }
    anna.sync();
    anna.assert_same();
}

//! A command that always fails (T12, I10): it has an outcome like any other and holds up nobody.

use domain::Rejection;
use domain::envelope::Seq;
use domain::exchange::{Outcome, Quarantine};
use domain::fixtures::{ANNA, BENT, NOW};
use domain::moment::DAY;
use replica::Chip;

use crate::harness::{World, aftale, block_on, phone, server_notes, world};

/// The server refuses every note from now on.
pub(crate) fn refuse_notes(world: &World) {
    let refused = Outcome::Refused { why: Rejection::RecordMissing };
    world.borrow_mut().verdicts.insert("notat.write.v1", refused);
}

#[test]
fn t12_a_command_that_always_fails_delays_neither_its_neighbours_nor_what_comes_down() {
    for poison in [
        Outcome::Refused { why: Rejection::RecordMissing },
        Outcome::Quarantined { why: Quarantine::ServerFault },
        Outcome::Quarantined { why: Quarantine::Unreadable },
        Outcome::Quarantined { why: Quarantine::TooLarge },
    ] {
        let world = world();
        let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
        bent.write("Bents");
        bent.sync();
        world.borrow_mut().verdicts.insert("notat.write.v1", poison);
        anna.submit(aftale("Ringe til skolen"));
        let poisoned = anna.write("gift");
        anna.submit(aftale("Ringe til skolen"));
        assert_eq!(anna.sync(), 1, "one exchange is enough");
        assert_eq!(anna.phone.look(|r| r.outcome(poisoned)), Some(poison));
        assert_eq!(anna.phone.look(|r| r.outcome(Seq(1))), Some(Outcome::Applied));
        assert_eq!(anna.phone.look(|r| r.outcome(Seq(3))), Some(Outcome::Applied));
        assert_eq!(anna.notes(), ["Bents"]);
        assert_eq!(anna.chip(), Chip::Attention(1));
    }
}

#[test]
fn t12_a_refusal_stays_readable_until_somebody_has_looked_at_it() {
    let world = world();
    refuse_notes(&world);
    let anna = phone(&world, ANNA);
    let seq = anna.write("det der blev afvist");
    anna.sync();
    world.borrow_mut().now = NOW.plus(90 * DAY);
    anna.sync();
    let anna = anna.power_cut(usize::MAX);
    anna.sync();
    assert_eq!(anna.status().attention, 1);
    let text = anna.phone.look(|r| r.sent().next().map(|sent| sent.sealed.body.to_string()));
    assert!(text.is_some_and(|text| text.contains("det der blev afvist")));

    assert_eq!(block_on(anna.phone.mark_seen(seq)), Ok(()));
    assert_eq!(anna.status().attention, 0);
    assert_eq!(anna.chip(), Chip::Synced);
    let anna = anna.power_cut(usize::MAX);
    assert_eq!(anna.status().attention, 0);
    anna.sync();
    assert_eq!(anna.phone.look(|r| r.sent().count()), 0, "seen and old: it may go");
}

#[test]
fn t12_looking_at_what_is_not_there_is_no_harm() {
    let anna = phone(&world(), ANNA);
    assert_eq!(block_on(anna.phone.mark_seen(Seq(7))), Ok(()));
    assert_eq!(anna.status().attention, 0);
}

#[test]
fn t12_an_outcome_looked_at_while_the_store_fails_still_asks() {
    let world = world();
    refuse_notes(&world);
    let anna = phone(&world, ANNA);
    let seq = anna.write("afvist");
    anna.sync();
    anna.disk.memory.fail_with(Some(replica::StoreError::Full));
    assert_eq!(block_on(anna.phone.mark_seen(seq)), Err(replica::StoreError::Full));
    assert_eq!(anna.status().attention, 1);
}

#[test]
fn t12_an_outcome_that_changes_after_a_restore_asks_again() {
    let world = world();
    let anna = phone(&world, ANNA);
    let backup = world.borrow().clone();
    refuse_notes(&world);
    let seq = anna.write("ord");
    anna.sync();
    assert_eq!(block_on(anna.phone.mark_seen(seq)), Ok(()));
    world.borrow_mut().restore(&backup);
    let fault = Outcome::Quarantined { why: Quarantine::ServerFault };
    world.borrow_mut().verdicts.insert("notat.write.v1", fault);
    anna.sync();
    assert_eq!(anna.phone.look(|r| r.outcome(seq)), Some(fault));
    assert_eq!(anna.chip(), Chip::Attention(1));
    assert_eq!(server_notes(&world), Vec::<String>::new());
}

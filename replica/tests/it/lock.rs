//! What lies on the phone says nothing without its key, and the key is had by PIN with no network, or by signing in
//! anew; nothing unsent is lost on the way, and what is said about it is true.

use domain::envelope::Seq;
use domain::id::InstallationId;
use domain::moment;
use replica::Identity;
use replica::Store;
use replica::lock::{By, DataKey, Lock, MOST_WRONG, NoEntry, Shut, Standing};
use replica::outbox;
use replica::store::locked::Locked;
use replica::store::memory::MemoryStore;
use replica::store::{Batch, Durability, Row, StoreError, Table, Written, conformance};
use uuid::Uuid;

use crate::harness::{Cut, Disk, block_on};
use crate::locks::{
    CHEAP, KEEP_FOR, NOW, SALT, given_at, identity, open, parts, pin, put, set, shut,
    wrong_until_it_is_gone,
};

const CANARY: &str = "kanariefugl";

/// A store with a lock, its PIN 194728, and what it was set with.
fn locked() -> (MemoryStore, Lock<MemoryStore>, Locked<MemoryStore>) {
    let store = MemoryStore::default();
    let lock = Lock::of(store.clone());
    let locked = set(&lock, "194728").expect("set");
    (store, lock, locked)
}

fn rows(store: &impl Store, table: Table) -> Result<Vec<Row>, StoreError> {
    block_on(store.read(table))
}

fn row(key: &str, value: &str) -> Row {
    (key.to_owned(), value.as_bytes().to_vec())
}

#[test]
fn a_locked_store_does_what_every_store_must() {
    let make = async |_| Locked::new(MemoryStore::default(), &DataKey::new([9; 32]));
    assert_eq!(block_on(conformance::check(make)), []);
}

#[test]
fn what_lies_there_tells_nothing_in_any_table() {
    let (store, _, locked) = locked();
    for table in Table::ALL.into_iter().filter(|table| *table != Table::Lock) {
        put(&locked, table, "0001", &format!("{CANARY} {CANARY}"));
    }
    // What a key says may tell of somebody, too.
    put(&locked, Table::Drafts, CANARY, "a form");
    put(&locked, Table::Meta, CANARY, "a look-up");
    for table in Table::ALL {
        for (key, value) in rows(&store, table).unwrap() {
            assert!(!key.contains(CANARY), "{table:?}");
            let text = String::from_utf8_lossy(&value);
            assert!(!text.contains(CANARY), "{table:?}: {text}");
        }
    }
    assert!(rows(&locked, Table::Drafts).unwrap().contains(&row(CANARY, "a form")));
}

#[test]
fn a_row_opens_in_its_own_place_with_its_own_key_and_unchanged() {
    let (store, _, locked) = locked();
    put(&locked, Table::Outbox, "0001", "one");
    put(&locked, Table::Drafts, "form", "typed");
    let [(_, sealed)] = &rows(&store, Table::Outbox).unwrap()[..] else { panic!("one row") };
    let corrupt = Err(StoreError::Corrupt("a sealed row"));
    let tampered = |table: Table, key: &str, value: Vec<u8>| {
        let copy = MemoryStore::default();
        let mut batch = Batch::new(Durability::Strict);
        batch.put(table, key, value);
        block_on(copy.write(batch)).unwrap();
        rows(&Locked::new(copy, &DataKey::new([9; 32])), table)
    };
    assert_eq!(tampered(Table::Outbox, "0001", sealed.clone()), Ok(vec![row("0001", "one")]));
    assert_eq!(tampered(Table::Outbox, "0002", sealed.clone()), corrupt, "another place in line");
    assert_eq!(tampered(Table::Sent, "0001", sealed.clone()), corrupt, "another table");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(tampered(Table::Outbox, "0001", changed), corrupt, "byte {at}");
    }
    assert_eq!(tampered(Table::Outbox, "0001", b"in clear".to_vec()), corrupt);
    let other = Locked::new(store.clone(), &DataKey::new([8; 32]));
    assert_eq!(rows(&other, Table::Outbox), corrupt, "another key");
    assert_eq!(rows(&other, Table::Drafts), corrupt, "another key");
}

#[test]
fn the_pin_opens_with_no_network_and_no_other_pin_does() {
    let (store, lock, locked) = locked();
    put(&locked, Table::Outbox, "0001", "a note");
    assert_eq!(open(&lock, "194729", NOW).err(), Some(NoEntry::Wrong));
    let key = open(&lock, "194728", NOW).expect("the PIN opens");
    let again = Locked::new(store, &key);
    assert_eq!(rows(&again, Table::Outbox), Ok(vec![row("0001", "a note")]));
}

#[test]
fn a_lock_tells_how_many_guesses_are_left_and_what_is_unsent() {
    let (_, lock, locked) = locked();
    put(&locked, Table::Outbox, "0001", "a note");
    put(&locked, Table::Outbox, "0002", "another");
    // The place in line of a settled command.
    put(&locked, Table::Outbox, "0003", "");
    assert_eq!(
        shut(&lock, NOW),
        Shut {
            identity: identity(),
            left: MOST_WRONG,
            closed_until: None,
            wants_share: false,
            clock_wrong: false,
            has_passkey: false,
            unsent: 2
        }
    );
    open(&lock, "111111", NOW).expect_err("wrong");
    open(&lock, "111111", NOW).expect_err("wrong");
    assert_eq!(shut(&lock, NOW).left, MOST_WRONG - 2);
    open(&lock, "194728", NOW).expect("right");
    assert_eq!(shut(&lock, NOW).left, MOST_WRONG, "a right one makes good again");
}

#[test]
fn a_guess_counts_before_it_is_made() {
    let disk = Disk::default();
    let lock = Lock::of(disk.clone());
    let (key, parts, right) = (DataKey::new([9; 32]), parts(), pin("194728"));
    block_on(lock.set(identity(), &key, &parts, (&right, SALT, CHEAP), NOW)).expect("set");
    // The row is read, the guess is counted and made, the row is read again, and being right is noted. The power goes
    // in between.
    for (call, cut, left) in [
        (2, Cut::Before, MOST_WRONG),
        (2, Cut::After, MOST_WRONG - 1),
        (4, Cut::Before, MOST_WRONG - 2),
        (4, Cut::After, MOST_WRONG),
    ] {
        disk.calls.set(0);
        disk.cut.set(Some((call, cut)));
        let opened = block_on(lock.open(By::Pin(&right), None, NOW));
        assert_eq!(opened.err(), Some(NoEntry::Store(StoreError::Closed)), "{call} {cut:?}");
        disk.cut.set(None);
        let Ok(Standing::Shut(shut)) = block_on(lock.standing(NOW)) else { panic!("shut") };
        assert_eq!(shut.left, left, "{call} {cut:?}");
    }
}

#[test]
fn the_pauses_after_wrong_guesses_grow_and_a_clock_put_back_does_not_lengthen_them() {
    let (_, lock, _) = locked();
    let mut pauses = Vec::new();
    let mut now = NOW;
    for _ in 0..MOST_WRONG - 1 {
        open(&lock, "111111", now).expect_err("wrong");
        let until = shut(&lock, now).closed_until.unwrap_or(now);
        pauses.push((until.0 - now.0) / 1_000);
        if until > now {
            assert_eq!(open(&lock, "194728", now).err(), Some(NoEntry::ClosedUntil(until)));
            let yesterday = now.plus(-moment::DAY);
            let then = shut(&lock, yesterday).closed_until.expect("still closed");
            assert_eq!(then.0 - yesterday.0, until.0 - now.0);
        }
        now = until;
    }
    assert_eq!(pauses, [0, 0, 0, 0, 30, 60, 300, 900, 3_600]);
}

#[test]
fn after_ten_wrong_pins_only_signing_in_opens_it_and_nothing_is_lost() {
    let (store, lock, locked) = locked();
    put(&locked, Table::Outbox, "0001", "a note");
    let now = wrong_until_it_is_gone(&lock);
    assert_eq!(open(&lock, "194728", now.plus(moment::DAY)).err(), Some(NoEntry::PinGone));
    let shut = shut(&lock, now);
    assert_eq!((shut.left, shut.unsent), (0, 1), "what is said about it is true");
    assert_eq!(block_on(lock.recover(&[7; 32])).err(), Some(NoEntry::Wrong));
    let key = block_on(lock.recover(&parts().recovery)).expect("signed in");
    let (parts, pin) = (parts(), pin("550912"));
    let anew = lock.set(identity(), &key, &parts, (&pin, SALT, CHEAP), now);
    let opened = block_on(anew).expect("a new PIN");
    assert_eq!(rows(&opened, Table::Outbox), Ok(vec![row("0001", "a note")]));
    drop(opened);
    let key = open(&lock, "550912", now).expect("the new PIN opens");
    assert_eq!(rows(&Locked::new(store, &key), Table::Outbox), Ok(vec![row("0001", "a note")]));
    assert_eq!(open(&lock, "194728", now).err(), Some(NoEntry::Wrong), "the old one does not");
}

#[test]
fn without_contact_for_too_long_the_share_is_gone_and_the_server_must_give_it_again() {
    let (store, lock, _) = locked();
    let in_time = NOW.plus(KEEP_FOR - 1);
    assert!(!shut(&lock, in_time).wants_share);
    open(&lock, "194728", in_time).expect("in time");
    let late = NOW.plus(KEEP_FOR);
    assert!(shut(&lock, late).wants_share);
    assert_eq!(open(&lock, "194728", late).err(), Some(NoEntry::WantsShare));
    let row = rows(&store, Table::Lock).unwrap();
    let text = String::from_utf8(row[0].1.clone()).unwrap();
    assert!(text.contains("\"share\":null"), "it lies there no more: {text}");
    // A clock put back afterwards brings nothing back.
    assert_eq!(open(&lock, "194728", NOW).err(), Some(NoEntry::WantsShare));
    let wrong = block_on(lock.open(By::Pin(&pin("194728")), Some([4; 32]), late));
    assert_eq!(wrong.err(), Some(NoEntry::Wrong), "another share is as good as another PIN");
    block_on(lock.open(By::Pin(&pin("194728")), Some(parts().given.share), late))
        .expect("given again");
    block_on(lock.keep_share(given_at(late), late)).unwrap();
    open(&lock, "194728", late.plus(KEEP_FOR - 1)).expect("kept anew");
}

#[test]
fn a_clock_that_is_known_to_be_wrong_opens_nothing_and_lets_go_of_nothing() {
    let (_, lock, locked) = locked();
    put(&locked, Table::Outbox, "0001", "a note");
    let back = NOW.plus(-2 * moment::DAY);
    let seen = shut(&lock, back);
    assert_eq!((seen.clock_wrong, seen.wants_share, seen.unsent), (true, false, 1));
    assert_eq!(open(&lock, "194728", back).err(), Some(NoEntry::ClockWrong));
    assert_eq!(shut(&lock, back).left, MOST_WRONG, "nor is it a wrong guess");
    block_on(lock.open(By::Pin(&pin("194728")), Some(parts().given.share), back))
        .expect("the server knows the time");
    let right = shut(&lock, NOW);
    assert!(!right.clock_wrong && !right.wants_share);
    open(&lock, "194728", NOW).expect("it opens when the clock is right");
    let slow = NOW.plus(-moment::HOUR);
    assert!(!shut(&lock, slow).clock_wrong, "clocks differ a little");
    open(&lock, "194728", slow).expect("opens");
}

#[test]
fn looking_at_the_gate_by_a_clock_that_is_ahead_lets_go_of_nothing() {
    let (store, lock, _) = locked();
    let before = rows(&store, Table::Lock);
    assert!(shut(&lock, NOW.plus(400 * moment::DAY)).wants_share);
    assert_eq!(rows(&store, Table::Lock), before);
    open(&lock, "194728", NOW.plus(moment::DAY)).expect("put right, it opens");
}

#[test]
fn a_clock_that_was_ahead_once_and_is_put_right_opens_and_the_days_are_spent() {
    let (_, lock, _) = locked();
    open(&lock, "194728", NOW.plus(3 * moment::DAY)).expect("three days ahead");
    open(&lock, "194728", NOW).expect("put right, with no network");
    let left = KEEP_FOR - 3 * moment::DAY;
    assert!(!shut(&lock, NOW.plus(left - 1)).wants_share);
    assert_eq!(open(&lock, "194728", NOW.plus(left)).err(), Some(NoEntry::WantsShare));
}

#[test]
fn days_that_were_spent_are_not_won_back_however_often_the_clock_is_put_back() {
    let (_, lock, _) = locked();
    for _ in 0..13 {
        open(&lock, "194728", NOW).expect("put back");
        open(&lock, "194728", NOW.plus(moment::DAY)).expect("a day later");
    }
    open(&lock, "194728", NOW).expect("put back");
    let later = NOW.plus(moment::DAY);
    assert_eq!(open(&lock, "194728", later).err(), Some(NoEntry::WantsShare), "fourteen days");
    assert_eq!(open(&lock, "194728", NOW).err(), Some(NoEntry::WantsShare), "nor put back again");
}

#[test]
fn a_phone_whose_clock_was_behind_when_the_share_came_spends_nothing_by_being_put_right() {
    let (_, lock, _) = locked();
    let behind = NOW.plus(-20 * moment::DAY);
    block_on(lock.keep_share(given_at(NOW), behind)).unwrap();
    assert!(shut(&lock, behind).clock_wrong);
    open(&lock, "194728", NOW.plus(KEEP_FOR - 1)).expect("put right");
}

#[test]
fn a_row_from_before_the_servers_time_was_noted_opens_and_keeps_what_was_left() {
    let (store, lock, _) = locked();
    let text = String::from_utf8(rows(&store, Table::Lock).unwrap()[0].1.clone()).unwrap();
    let older = text.replace(&format!(",\"floor\":{}", NOW.0), "");
    assert_ne!(older, text);
    put(&store, Table::Lock, "lock", &older);
    let back = NOW.plus(-3 * moment::DAY);
    open(&lock, "194728", back).expect("nobody can say that it is wrong");
    assert!(!shut(&lock, back.plus(KEEP_FOR - 1)).wants_share);
    assert!(shut(&lock, back.plus(KEEP_FOR)).wants_share);
}

#[test]
fn a_pause_that_began_by_a_clock_that_was_ahead_ends_once_it_is_put_right() {
    let (_, lock, _) = locked();
    let ahead = NOW.plus(3 * moment::DAY);
    for _ in 0..5 {
        open(&lock, "111111", ahead).expect_err("wrong");
    }
    let until = shut(&lock, NOW).closed_until.expect("a pause");
    assert!(until <= NOW.plus(moment::MINUTE), "no longer than it is");
    assert_eq!(shut(&lock, until).closed_until, None);
    open(&lock, "194728", until).expect("it ends");
}

#[test]
fn of_two_tabs_that_set_a_pin_one_does_and_the_other_is_told() {
    let (_, lock, locked) = locked();
    put(&locked, Table::Outbox, "0001", "a note");
    let other = Identity { installation: InstallationId(Uuid::from_u128(2)), ..identity() };
    let key = DataKey::new([5; 32]);
    let (parts, pin) = (parts(), pin("550912"));
    let set = lock.set(other, &key, &parts, (&pin, SALT, CHEAP), NOW);
    assert_eq!(block_on(set).err(), Some(NoEntry::Moved));
    open(&lock, "194728", NOW).expect("the first stands");
}

#[test]
fn what_lay_there_in_clear_is_sealed_when_the_pin_is_set_and_nothing_of_it_is_lost() {
    let store = MemoryStore::default();
    let lock = Lock::of(store.clone());
    assert_eq!(block_on(lock.standing(NOW)), Ok(Standing::Unset { installation: None }));
    let text = serde_json::to_string(&identity()).unwrap();
    put(&store, Table::Meta, "identity", &text);
    put(&store, Table::Outbox, "0001", CANARY);
    put(&store, Table::Outbox, "0002", "");
    put(&store, Table::Drafts, "form", CANARY);
    let installation = Some(identity().installation);
    assert_eq!(block_on(lock.standing(NOW)), Ok(Standing::Unset { installation }));
    let locked = set(&lock, "194728").expect("set");
    assert_eq!(rows(&locked, Table::Outbox), Ok(vec![row("0001", CANARY), row("0002", "")]));
    assert_eq!(rows(&locked, Table::Meta), Ok(vec![row("identity", &text)]));
    assert_eq!(rows(&locked, Table::Drafts), Ok(vec![row("form", CANARY)]));
    for table in Table::ALL {
        for (_, value) in rows(&store, table).unwrap() {
            assert!(!String::from_utf8_lossy(&value).contains(CANARY), "{table:?}");
        }
    }
}

#[test]
fn a_wiped_phone_holds_nothing() {
    let (store, lock, locked) = locked();
    put(&locked, Table::Outbox, &outbox::key(Seq(1)), "a note");
    put(&locked, Table::Records, "0001", "a record");
    assert_eq!(block_on(lock.wipe(Seq(2))), Ok(Written::Done));
    for table in Table::ALL {
        let taken = row(&outbox::key(Seq(2)), "");
        let left = if table == Table::Outbox { vec![taken] } else { Vec::new() };
        assert_eq!(rows(&store, table), Ok(left), "{table:?}");
    }
    assert_eq!(block_on(lock.standing(NOW)), Ok(Standing::Unset { installation: None }));
}

#[test]
fn a_command_that_another_tab_put_in_line_is_not_wiped() {
    let (store, lock, locked) = locked();
    put(&locked, Table::Outbox, &outbox::key(Seq(1)), "");
    put(&locked, Table::Outbox, &outbox::key(Seq(2)), "a note of another tab");
    let before = Table::ALL.map(|table| rows(&store, table));
    assert_eq!(block_on(lock.wipe(Seq(2))), Ok(Written::GuardFailed));
    assert_eq!(Table::ALL.map(|table| rows(&store, table)), before, "nothing is removed");
    open(&lock, "194728", NOW).expect("it opens as before");
}

#[test]
fn what_a_tab_wrote_after_a_wipe_opens_to_nobody_and_is_in_nobodys_way() {
    let (_, lock, locked) = locked();
    put(&locked, Table::Outbox, &outbox::key(Seq(1)), "");
    assert_eq!(block_on(lock.wipe(Seq(2))), Ok(Written::Done));
    put(&locked, Table::Drafts, "form", "too late");
    put(&locked, Table::Meta, "next", "2");
    let key = DataKey::new([5; 32]);
    let (parts, pin) = (parts(), pin("550912"));
    let next = block_on(lock.set(identity(), &key, &parts, (&pin, SALT, CHEAP), NOW));
    let next = next.expect("the next person's");
    for table in Table::ALL.into_iter().filter(|table| *table != Table::Lock) {
        assert_eq!(rows(&next, table), Ok(Vec::new()), "{table:?}");
    }
}

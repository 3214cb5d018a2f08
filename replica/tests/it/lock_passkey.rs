//! The phone's own passkey opens the lock beside the PIN, and never without what the PIN needs; whatever ends the
//! PIN's power ends the passkey's, and nothing that it answered lies on the phone.

use domain::envelope::Seq;
use domain::{Moment, moment};
use replica::StoreError;
use replica::lock::{Answer, By, DataKey, Lock, MOST_WRONG, NoEntry, Passkey};
use replica::store::locked::Locked;
use replica::store::memory::MemoryStore;
use replica::store::{Store, Table};

use crate::harness::{Cut, Disk, block_on};
use crate::locks::{
    KEEP_FOR, KEY, NOW, open, parts, put, set, set_at, shut, wrong_until_it_is_gone,
};

const ANSWER: [u8; 32] = [171; 32];
const RIGHT: &str = "194728";
const WRONG: &str = "902145";

/// A row as it was written before there were passkeys, for the PIN 194728 and the key above.
const BEFORE_PASSKEYS: &str = r#"{"identity":{"installation":"00000000-0000-0000-0000-000000000001","person":"system",
"kommune":"00000000-0000-0000-0000-000000000007"},
"by_pin":{"salt":[3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3],"cost":{"kib":8,"passes":1},
"sealed":[1,154,205,214,230,26,58,97,8,91,2,83,186,28,252,128,136,162,130,54,69,89,51,32,80,210,70,74,158,45,
243,135,37,34,37,7,51,48,155,179,75,178,179,213,119,147,41,147,123,153,111,109,182,197,255,108,212,1,217,23,
25,128,136,117,79,146,184,39,239,145,131,87,123]},
"by_sign_in":[1,119,240,13,196,163,38,230,105,233,19,242,92,147,225,150,98,163,144,17,244,167,134,144,248,
168,199,80,36,192,207,50,111,73,249,28,76,247,150,196,127,39,51,95,241,109,173,95,129,135,141,203,140,17,116,
241,38,237,49,148,175,250,11,216,85,128,230,8,67,181,163,99,128],
"share":{"share":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],
"since":1800000000000,"until":1801209600000},"wrong":0,"last":1800000000000}"#;

fn passkey() -> Passkey {
    Passkey { credential: vec![4; 20], salt: [5; 32] }
}

fn answer() -> Answer {
    Answer::new(ANSWER)
}

/// A lock with the PIN 194728 and a passkey.
fn with_passkey() -> (MemoryStore, Lock<MemoryStore>) {
    let store = MemoryStore::default();
    let lock = Lock::of(store.clone());
    set(&lock, RIGHT).expect("set");
    let key = open(&lock, RIGHT, NOW).expect("the PIN opens");
    block_on(lock.set_passkey(Some((&key, &passkey(), &answer())))).expect("added");
    (store, lock)
}

fn touch<S: Store + Clone>(lock: &Lock<S>, now: Moment) -> Result<DataKey, NoEntry> {
    block_on(lock.open(By::Passkey(&answer()), None, now))
}

fn lock_row(store: &MemoryStore) -> String {
    let rows = block_on(store.read(Table::Lock)).expect("read");
    rows.into_iter().map(|(_, value)| String::from_utf8(value).expect("text")).collect()
}

#[test]
fn the_passkey_opens_what_the_pin_opens_and_no_other_answer_does() {
    let (store, lock) = with_passkey();
    put(&Locked::new(store.clone(), &DataKey::new(KEY)), Table::Outbox, "0001", "a note");
    assert!(shut(&lock, NOW).has_passkey);
    assert_eq!(block_on(lock.passkey()), Ok(Some(passkey())), "what the browser is to ask with");
    let key = touch(&lock, NOW).expect("the passkey opens");
    let rows = block_on(Locked::new(store, &key).read(Table::Outbox));
    assert_eq!(rows, Ok(vec![("0001".to_owned(), b"a note".to_vec())]));
    let mut other = ANSWER;
    for at in 0..32 {
        other[at] ^= 1;
        let opened = block_on(lock.open(By::Passkey(&Answer::new(other)), None, NOW));
        assert_eq!(opened.err(), Some(NoEntry::Wrong), "byte {at}");
        other[at] ^= 1;
    }
    assert_eq!(shut(&lock, NOW).left, MOST_WRONG, "none of them counts as a try");
    open(&lock, RIGHT, NOW).expect("the PIN as before");
}

#[test]
fn what_the_passkey_answers_and_what_it_opens_never_lie_on_the_phone() {
    let (store, lock) = with_passkey();
    touch(&lock, NOW).expect("opens");
    for table in Table::ALL {
        for (_, value) in block_on(store.read(table)).expect("read") {
            for secret in [ANSWER, KEY] {
                assert!(!value.windows(32).any(|part| part == secret), "{table:?}, as it is");
                let written = serde_json::to_vec(&secret).expect("a list");
                let numbers = &written[1..written.len() - 1];
                assert!(!value.windows(numbers.len()).any(|part| part == numbers), "{table:?}");
            }
        }
    }
    assert!(lock_row(&store).contains("by_passkey"), "it was looked for in the right place");
    assert_eq!(format!("{:?}", answer()), "Answer");
}

#[test]
fn without_the_share_the_passkey_opens_as_little_as_the_pin() {
    let (_, lock) = with_passkey();
    touch(&lock, NOW.plus(KEEP_FOR - 1)).expect("in time");
    let late = NOW.plus(KEEP_FOR);
    assert_eq!(touch(&lock, late).err(), Some(NoEntry::WantsShare));
    assert_eq!(shut(&lock, late).left, MOST_WRONG);
    assert!(shut(&lock, late).wants_share);
    assert_eq!(touch(&lock, NOW).err(), Some(NoEntry::WantsShare), "a clock put back");
    let other = block_on(lock.open(By::Passkey(&answer()), Some([4; 32]), late));
    assert_eq!(other.err(), Some(NoEntry::Wrong), "another share is as good as another passkey");
    block_on(lock.open(By::Passkey(&answer()), Some(parts().given.share), late))
        .expect("given again");
    let key = DataKey::new(KEY);
    let added = block_on(lock.set_passkey(Some((&key, &passkey(), &answer()))));
    assert_eq!(added.err(), Some(NoEntry::WantsShare), "nor is one added without it");
}

#[test]
fn days_that_were_spent_with_the_passkey_are_not_won_back_by_a_clock_put_back() {
    let (_, lock) = with_passkey();
    touch(&lock, NOW.plus(10 * moment::DAY)).expect("in time");
    touch(&lock, NOW).expect("four are left");
    assert_eq!(touch(&lock, NOW.plus(4 * moment::DAY)).err(), Some(NoEntry::WantsShare));
}

#[test]
fn ten_wrong_pins_end_the_passkey_too_and_a_new_pin_does_not_bring_it_back() {
    let (store, lock) = with_passkey();
    let now = wrong_until_it_is_gone(&lock);
    assert_eq!(touch(&lock, now.plus(moment::DAY)).err(), Some(NoEntry::PinGone));
    assert!(!shut(&lock, now).has_passkey);
    assert_eq!(block_on(lock.passkey()), Ok(None));
    assert!(!lock_row(&store).contains("by_passkey"), "its wrapping lies there no more");
    let added = block_on(lock.set_passkey(Some((&DataKey::new(KEY), &passkey(), &answer()))));
    assert_eq!(added.err(), Some(NoEntry::PinGone), "nor is another one let in by itself");
    set_at(&lock, "550912", now).expect("set");
    assert_eq!(touch(&lock, now).err(), Some(NoEntry::PinGone));
}

#[test]
fn a_phone_that_dies_at_the_tenth_wrong_pin_is_not_opened_by_its_passkey() {
    let disk = Disk::default();
    let lock = Lock::of(disk.clone());
    set(&lock, RIGHT).expect("set");
    let key = open(&lock, RIGHT, NOW).expect("opens");
    block_on(lock.set_passkey(Some((&key, &passkey(), &answer())))).expect("added");
    let mut now = NOW;
    for _ in 1..MOST_WRONG {
        now = shut(&lock, now).closed_until.unwrap_or(now);
        open(&lock, WRONG, now).expect_err("wrong");
    }
    now = shut(&lock, now).closed_until.unwrap_or(now);
    // The row is read, the guess is counted; the power goes before the wrappings are removed.
    disk.calls.set(0);
    disk.cut.set(Some((3, Cut::Before)));
    let cut = NoEntry::Store(StoreError::Closed);
    assert_eq!(open(&lock, WRONG, now).err(), Some(cut));
    disk.cut.set(None);
    assert_eq!(touch(&lock, now).err(), Some(NoEntry::PinGone));
    assert!(!shut(&lock, now).has_passkey, "and none is offered");
    let later = now.plus(moment::DAY);
    assert_eq!(open(&lock, RIGHT, later).err(), Some(NoEntry::PinGone), "nor by an eleventh PIN");
}

#[test]
fn the_pause_after_wrong_pins_does_not_hold_the_passkey_up_and_it_makes_them_good() {
    let (_, lock) = with_passkey();
    for _ in 0..5 {
        open(&lock, WRONG, NOW).expect_err("wrong");
    }
    assert!(shut(&lock, NOW).closed_until.is_some());
    touch(&lock, NOW).expect("nobody guesses a passkey");
    assert_eq!(shut(&lock, NOW).closed_until, None);
    assert_eq!(shut(&lock, NOW).left, MOST_WRONG);
}

#[test]
fn whoever_signs_in_anew_begins_with_the_pin_alone() {
    let (_, lock) = with_passkey();
    block_on(lock.recover(&parts().recovery)).expect("signed in");
    set(&lock, "730164").expect("set");
    assert!(!shut(&lock, NOW).has_passkey);
    assert_eq!(touch(&lock, NOW).err(), Some(NoEntry::PinGone));
    open(&lock, "730164", NOW).expect("the new PIN opens");
}

#[test]
fn a_passkey_that_was_removed_or_replaced_opens_nothing_and_the_pin_does() {
    let (store, lock) = with_passkey();
    let key = open(&lock, RIGHT, NOW).expect("opens");
    let second = Passkey { credential: vec![8; 20], salt: [6; 32] };
    block_on(lock.set_passkey(Some((&key, &second, &Answer::new([3; 32]))))).expect("replaced");
    assert_eq!(block_on(lock.passkey()), Ok(Some(second)));
    assert_eq!(touch(&lock, NOW).err(), Some(NoEntry::Wrong), "the first one");
    block_on(lock.set_passkey(None)).expect("removed");
    assert!(!shut(&lock, NOW).has_passkey);
    let opened = block_on(lock.open(By::Passkey(&Answer::new([3; 32])), None, NOW));
    assert_eq!(opened.err(), Some(NoEntry::PinGone));
    assert!(!lock_row(&store).contains("by_passkey"));
    open(&lock, RIGHT, NOW).expect("the PIN as before");
}

#[test]
fn a_wiped_phone_knows_no_passkey() {
    let (_, lock) = with_passkey();
    block_on(lock.wipe(Seq(1))).expect("wiped");
    assert_eq!(block_on(lock.passkey()), Ok(None));
    assert_eq!(touch(&lock, NOW).err(), Some(NoEntry::Moved));
}

#[test]
fn a_lock_from_before_there_were_passkeys_opens_and_takes_one() {
    let store = MemoryStore::default();
    put(&store, Table::Lock, "lock", BEFORE_PASSKEYS);
    let lock = Lock::of(store);
    assert!(!shut(&lock, NOW).has_passkey);
    let key = open(&lock, RIGHT, NOW).expect("the PIN opens");
    block_on(lock.set_passkey(Some((&key, &passkey(), &answer())))).expect("added");
    touch(&lock, NOW).expect("the passkey opens");
}

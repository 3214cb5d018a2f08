//! Two tabs before one lock: every order with up to three switches between them. Neither undoes what the other wrote:
//! each guess counts, and a share, a passkey or a new PIN stays.

use std::cell::Cell;
use std::rc::Rc;

use replica::lock::{Answer, By, DataKey, GivenShare, Lock, MOST_WRONG, NoEntry, Passkey};

use crate::harness::{Disk, Task, every_order, interleave};
use crate::locks::{
    CHEAP, KEEP_FOR, KEY, NOW, SALT, given_at, identity, open, parts, pin, set, shut,
};

const RIGHT: &str = "194728";
const WRONG: &str = "902145";

/// One of two tabs.
type Tab = Lock<Disk>;

/// What two tabs do at the same time on a lock where somebody was wrong so often, in every order, and what must be so
/// afterwards.
fn both(
    wrong_before: u32,
    tasks: impl Fn(&Tab, &Tab) -> Vec<Task>,
    afterwards: impl Fn(&Tab, &[usize]),
) {
    let orders = every_order(3, |switches| {
        let disk = Disk::default();
        let tabs = [Lock::of(disk.clone()), Lock::of(disk.clone())];
        set(&tabs[0], RIGHT).expect("set");
        for _ in 0..wrong_before {
            open(&tabs[0], WRONG, NOW).expect_err("wrong");
        }
        disk.yields.set(true);
        let steps = interleave(tasks(&tabs[0], &tabs[1]), switches);
        disk.yields.set(false);
        afterwards(&tabs[0], switches);
        steps
    });
    assert!(orders > 50, "{orders}");
}

fn guess(tab: &Tab, digits: &'static str, told: &Rc<Cell<u32>>) -> Task {
    let (tab, told) = (tab.clone(), Rc::clone(told));
    Box::pin(async move {
        let opened = tab.open(By::Pin(&pin(digits)), None, NOW).await;
        if opened.is_err_and(|why| why == NoEntry::Wrong) {
            told.set(told.get() + 1);
        }
    })
}

/// A wrong guess in each of the tabs; how many were told so is counted anew.
fn wrong_in_each(told: &Rc<Cell<u32>>) -> impl Fn(&Tab, &Tab) -> Vec<Task> {
    |one, other| {
        told.set(0);
        vec![guess(one, WRONG, told), guess(other, WRONG, told)]
    }
}

#[test]
fn a_guess_in_each_tab_is_two_guesses() {
    let told = Rc::new(Cell::new(0));
    both(0, wrong_in_each(&told), |tab, switches| {
        assert_eq!(told.get(), 2, "{switches:?}");
        assert_eq!(shut(tab, NOW).left, MOST_WRONG - 2, "{switches:?}");
    });
}

#[test]
fn where_one_more_guess_closes_the_lock_for_a_while_only_one_tab_makes_it() {
    let told = Rc::new(Cell::new(0));
    both(4, wrong_in_each(&told), |tab, switches| {
        assert_eq!(told.get(), 1, "{switches:?}");
        let shut = shut(tab, NOW);
        assert_eq!(shut.left, MOST_WRONG - 5, "{switches:?}");
        assert!(shut.closed_until.is_some(), "{switches:?}");
    });
}

#[test]
fn a_share_that_comes_while_somebody_guesses_stays_and_the_guess_counts() {
    let told = Rc::new(Cell::new(0));
    let tasks = |one: &Tab, other: &Tab| {
        let other = other.clone();
        let given: Task = Box::pin(async move {
            let given = GivenShare { keep_for: 2 * KEEP_FOR, ..given_at(NOW) };
            other.keep_share(given, NOW).await.expect("kept");
        });
        vec![guess(one, WRONG, &told), given]
    };
    both(0, tasks, |tab, switches| {
        assert_eq!(shut(tab, NOW).left, MOST_WRONG - 1, "{switches:?}");
        let late = NOW.plus(2 * KEEP_FOR - 1);
        assert!(!shut(tab, late).wants_share, "{switches:?}");
    });
}

#[test]
fn a_passkey_that_is_added_while_somebody_opens_the_other_tab_is_there() {
    let told = Rc::new(Cell::new(0));
    let tasks = |one: &Tab, other: &Tab| {
        let other = other.clone();
        let added: Task = Box::pin(async move {
            let passkey = Passkey { credential: vec![4; 20], salt: [5; 32] };
            let (key, answer) = (DataKey::new(KEY), Answer::new([171; 32]));
            other.set_passkey(Some((&key, &passkey, &answer))).await.expect("added");
        });
        vec![guess(one, RIGHT, &told), added]
    };
    both(2, tasks, |tab, switches| {
        let shut = shut(tab, NOW);
        assert!(shut.has_passkey, "{switches:?}");
        assert_eq!(shut.left, MOST_WRONG, "a right one makes good again, {switches:?}");
    });
}

#[test]
fn a_new_pin_is_the_pin_whatever_the_other_tab_does_meanwhile() {
    let told = Rc::new(Cell::new(0));
    let set = Rc::new(Cell::new(false));
    let tasks = |one: &Tab, other: &Tab| {
        let (other, set) = (other.clone(), Rc::clone(&set));
        let anew: Task = Box::pin(async move {
            let (key, pin) = (DataKey::new(KEY), pin("550912"));
            let with = (&pin, SALT, CHEAP);
            let locked = other.set(identity(), &key, &parts(), with, NOW).await;
            set.set(locked.is_ok());
        });
        vec![guess(one, WRONG, &told), anew]
    };
    both(0, tasks, |tab, switches| {
        let (opens, does_not) = if set.get() { ("550912", RIGHT) } else { (RIGHT, "550912") };
        assert_eq!(open(tab, does_not, NOW).err(), Some(NoEntry::Wrong), "{switches:?}");
        open(tab, opens, NOW).expect("what was told is so");
    });
}

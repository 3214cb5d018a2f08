//! Which tab this is: a name that it keeps over a reload and the lock, in its own storage, and which others
//! are there. It says nothing about anybody.

use std::cell::{Cell, RefCell};

use super::clock;
use super::lock::{self, Turn};

const NAME: &str = "tab";
/// What the lock is called that a tab holds as long as it is there; the rest is its name.
const HELD: &str = "overgang-tab:";

thread_local! {
    static TAB: RefCell<Option<String>> = const { RefCell::new(None) };
    /// What tells others that the tab is there, as long as it is.
    static THERE: RefCell<Option<Turn>> = const { RefCell::new(None) };
    /// No other tab has the name.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// The tab's name. Names sort in the order in which their tabs were opened.
#[must_use]
pub fn name() -> String {
    TAB.with_borrow_mut(|tab| tab.get_or_insert_with(found_or_new).clone())
}

/// From now on other tabs see that this one is there.
pub fn stay() {
    THERE.set(Some(Turn::wait_for(&format!("{HELD}{}", name()), || ALONE.set(true))));
}

/// A tab that was duplicated comes with the storage of the first, and so with its name: it takes another, before anything is
/// typed in it.
pub fn be_alone() {
    if !ALONE.get() {
        // The first one's place is not waited for.
        THERE.take();
        TAB.set(Some(named_anew()));
        stay();
    }
}

/// The names of the other tabs that are there.
pub async fn others() -> Vec<String> {
    let held = lock::held().await;
    let tabs = held.iter().filter_map(|lock| lock.strip_prefix(HELD)).map(str::to_owned);
    tabs.filter(|tab| *tab != name()).collect()
}

fn found_or_new() -> String {
    let storage = super::window().session_storage().ok().flatten();
    let found = storage.as_ref().and_then(|storage| storage.get_item(NAME).ok().flatten());
    found.unwrap_or_else(named_anew)
}

fn named_anew() -> String {
    let new = clock::new_id().to_string();
    if let Some(storage) = super::window().session_storage().ok().flatten() {
        // A browser that keeps nothing opens a form with the newest that was left.
        let _kept = storage.set_item(NAME, &new);
    }
    new
}

//! Which tab this is: a name that it keeps over a reload and the lock, in its own storage, and which others
//! are there. It says nothing about anybody.

use std::cell::OnceCell;

use super::clock;
use super::lock::{self, Turn};

const NAME: &str = "tab";
/// What the lock is called that a tab holds as long as it is there; the rest is its name.
const HELD: &str = "overgang-tab:";

thread_local! {
    static TAB: OnceCell<String> = const { OnceCell::new() };
}

/// The tab's name. Names sort in the order in which their tabs were opened.
#[must_use]
pub fn name() -> String {
    TAB.with(|tab| tab.get_or_init(found_or_new).clone())
}

/// From now on other tabs see that this one is there.
pub fn stay() {
    // As long as the tab.
    std::mem::forget(Turn::wait_for(&format!("{HELD}{}", name()), || {}));
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
    found.unwrap_or_else(|| {
        let new = clock::new_id().to_string();
        if let Some(storage) = storage {
            // A browser that keeps nothing opens a form with the newest that was left.
            let _kept = storage.set_item(NAME, &new);
        }
        new
    })
}

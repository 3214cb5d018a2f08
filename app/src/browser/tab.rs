//! Which tab this is: a name that it keeps over a reload and the lock, in its own storage. It says nothing about anybody.

use std::cell::OnceCell;

use super::clock;

const NAME: &str = "tab";

thread_local! {
    static TAB: OnceCell<String> = const { OnceCell::new() };
}

/// The tab's name. Names sort in the order in which their tabs were opened.
#[must_use]
pub fn name() -> String {
    TAB.with(|tab| tab.get_or_init(found_or_new).clone())
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

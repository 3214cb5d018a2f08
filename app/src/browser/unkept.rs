//! What was typed in this tab and is stored nowhere, as the phone has no room or its store fails. As long as there is any the
//! tab does not lock itself, and the browser asks before it is closed.

use std::cell::RefCell;
use std::collections::BTreeSet;

use gloo::events::{EventListener, EventListenerOptions};

thread_local! {
    /// The forms, by the names of their drafts.
    static FORMS: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    static GUARD: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Tells whether the words of a form are kept nowhere.
pub fn tell(form: &str, is_unkept: bool) {
    FORMS.with_borrow_mut(|forms| {
        if is_unkept {
            forms.insert(form.to_owned());
        } else {
            forms.remove(form);
        }
    });
    let any = is_any();
    GUARD.with_borrow_mut(|guard| {
        if any != guard.is_some() {
            *guard = any.then(guarded);
        }
    });
}

/// Whether there is any.
#[must_use]
pub fn is_any() -> bool {
    FORMS.with_borrow(|forms| !forms.is_empty())
}

/// They may go: somebody said so.
pub fn let_go() {
    FORMS.take();
    GUARD.take();
}

fn guarded() -> EventListener {
    let may_stop = EventListenerOptions::enable_prevent_default();
    let ask = |event: &web_sys::Event| event.prevent_default();
    EventListener::new_with_options(&super::window(), "beforeunload", may_stop, ask)
}

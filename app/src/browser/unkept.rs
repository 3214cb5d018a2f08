//! What was typed in this tab and is stored nowhere, as the phone has no room or its store fails. It is kept here, whatever
//! page is shown, until it is stored. As long as there is any the tab does not lock itself, and the browser asks before it is
//! closed.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};

thread_local! {
    /// The words, by the names of their drafts.
    static FORMS: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    static GUARD: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// Tells which words of a form are stored nowhere; none if all are.
pub fn tell(form: &str, words: Option<String>) {
    FORMS.with_borrow_mut(|forms| {
        forms.retain(|(name, _)| name != form);
        forms.extend(words.map(|words| (form.to_owned(), words)));
    });
    guard();
}

/// The words of a form, if they are stored nowhere.
#[must_use]
pub fn words(form: &str) -> Option<String> {
    FORMS.with_borrow(|forms| {
        let found = forms.iter().find(|(name, _)| name == form);
        found.map(|(_, words)| words.clone())
    })
}

/// Whether there are any.
#[must_use]
pub fn is_any() -> bool {
    FORMS.with_borrow(|forms| !forms.is_empty())
}

/// They may go: somebody said so.
pub fn let_go() {
    FORMS.take();
    guard();
}

/// The browser asks as long as there are any.
fn guard() {
    let any = is_any();
    GUARD.with_borrow_mut(|guard| {
        if any != guard.is_some() {
            *guard = any.then(asks);
        }
    });
}

fn asks() -> EventListener {
    let may_stop = EventListenerOptions::enable_prevent_default();
    let ask = |event: &web_sys::Event| event.prevent_default();
    EventListener::new_with_options(&super::window(), "beforeunload", may_stop, ask)
}

//! Going back to where a person came from: the browser's own way back if this app led here, else a page
//! that makes sense.

use std::cell::Cell;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

thread_local! {
    /// How many pages were shown since the tab was loaded.
    static SHOWN: Cell<u32> = const { Cell::new(0) };
}

/// Counts the pages shown. Its place is inside the router, once.
#[component]
pub fn Trail() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |_| {
        path.track();
        SHOWN.set(SHOWN.get().saturating_add(1));
    });
}

/// A way to leave a page: back, or to `otherwise` if nothing was shown before.
pub fn use_leave(otherwise: String) -> impl FnOnce() + Clone + 'static {
    let navigate = use_navigate();
    move || {
        let back = SHOWN.get() > 1 && super::window().history().is_ok_and(|h| h.back().is_ok());
        if !back {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(inside(&otherwise), options);
        }
    }
}

/// An address of the app as the router wants it when it is told to go there: it puts its base before.
#[must_use]
pub fn inside(address: &str) -> &str {
    address.strip_prefix("/app").unwrap_or(address)
}

//! Going back to where a person came from: the browser's own way back if this app led here, else a page
//! that makes sense.

use std::cell::Cell;

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsValue;

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

/// From here on the browser's way back leads nowhere, until the app is loaded anew.
pub fn stay() {
    let here = || {
        let window = super::window();
        let at = window.location().href().ok();
        let history = window.history();
        // Where the browser refuses, the way back leaves the app, and coming back to it leads to the gate.
        history.is_ok_and(|h| h.push_state_with_url(&JsValue::NULL, "", at.as_deref()).is_ok())
    };
    let _stays = here();
    EventListener::new(&super::window(), "popstate", move |_| {
        let _stays = here();
    })
    .forget();
}

/// An address of the app as the router wants it when it is told to go there: it puts its base before.
#[must_use]
pub fn inside(address: &str) -> &str {
    address.strip_prefix("/app").unwrap_or(address)
}

//! Going back to where a person came from: the browser's own way back if this app led here, else a page
//! that makes sense. How many of the app's entries lie before one stands in the entry itself, and where on the page
//! one was; `public/boot.js` writes it there, so that a reload or a page that takes another's place cannot miscount.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsValue;

thread_local! {
    /// The browser was asked to go back and has not yet gone.
    static LEAVING: Cell<bool> = const { Cell::new(false) };
    /// Where the browser has just gone, back or on, and no page has been drawn for it yet.
    static WENT: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The page that was left by going back, as long as one is where that led.
    static LEFT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Hears of the browser going back or on. The router must not have begun: what listens to the window is told in the order
/// in which it came, and the router draws as soon as it is told.
pub fn listen() {
    EventListener::new(&super::window(), "popstate", move |_| {
        LEAVING.set(false);
        WENT.set(super::window().location().pathname().ok());
    })
    .forget();
}

/// Follows the way through the app. Its place is inside the router, once, after [`listen`].
#[component]
pub fn Trail() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        let gone = WENT.take().as_ref() == Some(&now);
        LEFT.set(before.filter(|before| gone && *before != now));
        request_animation_frame(move || {
            stand_on_an_entry(&path.get_untracked());
            if gone {
                super::window().scroll_to_with_x_and_y(0.0, noted("y"));
            }
        });
        now
    });
}

/// The page that the browser went back from, if that is how one came here.
pub fn left() -> Option<String> {
    LEFT.with_borrow(Clone::clone)
}

/// A way to leave a page: back, or to `otherwise` if the app did not lead here.
pub fn use_leave(otherwise: String) -> impl FnOnce() + Clone + 'static {
    let navigate = use_navigate();
    move || {
        // The second of two taps must not go back once more.
        if LEAVING.get() {
            return;
        }
        let back =
            noted("depth") > 0.0 && super::window().history().is_ok_and(|h| h.back().is_ok());
        LEAVING.set(back);
        if !back {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(inside(&otherwise), options);
        }
    }
}

/// From here on the browser's way back leads nowhere, until the app is loaded anew. Nothing of the app lies before the
/// entries that are made for that.
pub fn stay() {
    let here = || {
        let window = super::window();
        let (at, first) = (window.location().href().ok(), js_sys::Object::new());
        let _set =
            js_sys::Reflect::set(&first, &JsValue::from_str("depth"), &JsValue::from_f64(0.0));
        let history = window.history();
        // Where the browser refuses, the way back leaves the app, and coming back to it leads to the gate.
        history.is_ok_and(|h| h.push_state_with_url(&first, "", at.as_deref()).is_ok())
    };
    let _stays = here();
    EventListener::new(&super::window(), "popstate", move |_| {
        let _stays = here();
    })
    .forget();
}

/// What the entry tells: how many of the app lie before it, how far down somebody was who went on from it.
fn noted(name: &str) -> f64 {
    let state = super::window().history().and_then(|history| history.state());
    let noted = state.and_then(|state| js_sys::Reflect::get(&state, &JsValue::from_str(name)));
    noted.ok().and_then(|noted| noted.as_f64()).unwrap_or_default()
}

/// The router makes no entry for a page that it takes for the one before: after a page took another's place, or after
/// going forward, it may be wrong. Then the entry is made here.
fn stand_on_an_entry(path: &str) {
    let window = super::window();
    if window.location().pathname().is_ok_and(|at| at != path)
        && let Ok(history) = window.history()
    {
        let _made = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// An address of the app as the router wants it when it is told to go there: it puts its base before.
#[must_use]
pub fn inside(address: &str) -> &str {
    address.strip_prefix("/app").unwrap_or(address)
}

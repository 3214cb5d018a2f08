//! Listens for taps that were meant for the page before, and keeps them from the page that is there. Which those are is
//! in `view::taps`.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::MouseEvent;

use crate::view::taps::{Tap, Taps};

thread_local! {
    static TAPS: RefCell<Taps> = RefCell::default();
}

/// The rows of the page move by themselves now.
pub fn moved() {
    TAPS.with_borrow_mut(|taps| taps.page_moves(now()));
}

/// Begins to listen. What it sets up lives as long as the tab.
pub fn watch() {
    let options =
        EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() };
    let listen = move |event: &web_sys::Event| {
        // A key that presses a button has no place on the screen, and no count.
        let Some(click) = event.dyn_ref::<MouseEvent>().filter(|click| click.detail() > 0) else {
            return;
        };
        let page = super::window().location().pathname().unwrap_or_default();
        let tap = Tap { at: click.time_stamp(), x: click.client_x(), y: click.client_y(), page };
        if TAPS.with_borrow_mut(|taps| taps.is_stray(tap)) {
            click.prevent_default();
            click.stop_immediate_propagation();
        }
    };
    EventListener::new_with_options(&super::window(), "click", options, listen).forget();
}

#[wasm_bindgen]
extern "C" {
    /// By the clock of the taps.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

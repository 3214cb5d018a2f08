//! Putting the app on the home screen, where the browser offers a button for it (Chromium's
//! `beforeinstallprompt`). Elsewhere the person is told the steps.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;

thread_local! {
    /// The browser's offer, as long as it stands.
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Keeps the browser's offer for when the person asks for it.
pub fn keep_offer() {
    let options = EventListenerOptions::enable_prevent_default();
    let window = super::window();
    EventListener::new_with_options(&window, "beforeinstallprompt", options, |event| {
        event.prevent_default();
        OFFER.replace(Some(event.clone().into()));
    })
    .forget();
    EventListener::new(&super::window(), "appinstalled", |_| drop(OFFER.take())).forget();
}

/// Whether there is an offer.
#[must_use]
pub fn is_offered() -> bool {
    OFFER.with_borrow(Option::is_some)
}

/// Takes the offer up.
pub fn take_offer() {
    if let Some(offer) = OFFER.take() {
        let _asked = offer.unchecked_into::<InstallPrompt>().prompt();
    }
}

#[wasm_bindgen]
extern "C" {
    type InstallPrompt;
    #[wasm_bindgen(method)]
    fn prompt(this: &InstallPrompt) -> js_sys::Promise;
}

//! Taps on links that lead out of the app, to the server's own pages.

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// Where the app's own pages lie.
const APP: &str = "/app";

/// Calls back with the address instead of going there. A tap that opens another tab or saves a file is none of this.
pub fn follow(out: impl Fn(String) + 'static) {
    let Some(document) = super::window().document() else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&document, "click", options, move |event| {
        let tap: &MouseEvent = event.unchecked_ref();
        let plain = tap.button() == 0 && !(tap.ctrl_key() || tap.meta_key() || tap.shift_key());
        let tapped = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = tapped.and_then(|tapped| tapped.closest("a[href]").ok().flatten());
        let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link.filter(|link| plain && leads_out(link)) {
            event.prevent_default();
            out(link.href());
        }
    })
    .forget();
}

fn leads_out(link: &HtmlAnchorElement) -> bool {
    let ours = super::window().location().origin().is_ok_and(|origin| origin == link.origin());
    let elsewhere = link.target().is_empty() && link.download().is_empty();
    ours && elsewhere && !link.pathname().starts_with(APP)
}

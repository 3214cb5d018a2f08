//! Single-key shortcuts at a desk: `1` to `5` and `n`. Not while something is typed, and not when the
//! person has turned them off (WCAG 2.1.4).

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::storage;

const SETTING: &str = "shortcuts";
const TYPING: &str = "input, textarea, select, [contenteditable]";

/// Whether shortcuts are on.
#[must_use]
pub fn are_on() -> bool {
    storage::setting(SETTING).as_deref() != Some("off")
}

/// Turns them on or off.
pub fn turn(on: bool) {
    storage::keep_setting(SETTING, if on { "on" } else { "off" });
}

/// Calls back with every key pressed alone.
pub fn listen(pressed: impl Fn(&str) + 'static) -> Option<EventListener> {
    let document = super::window().document()?;
    Some(EventListener::new(&document, "keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| is_alone(event))
            && are_on()
        {
            pressed(&event.key());
        }
    }))
}

fn is_alone(event: &KeyboardEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
    !held && !event.is_composing() && !event.repeat() && !is_typing(event)
}

fn is_typing(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| target.matches(TYPING).unwrap_or(false))
}

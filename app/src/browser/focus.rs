//! Moves the focus to where a person should look next, once the page has drawn it.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

const INPUTS: &str = "input, textarea, select, button";

/// Puts the focus on the element with that id, in the next frame.
pub fn on(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = find(id) {
            give(&element);
        }
    });
}

/// Puts the focus on the field with that id: itself, or the first input in it.
pub fn on_field(id: &str) {
    let Some(element) = find(id) else { return };
    let first = element.query_selector(INPUTS).ok().flatten();
    give(&first.unwrap_or(element));
}

/// As [`on_field`], for a field that is only now being drawn.
pub fn on_field_later(id: String) {
    request_animation_frame(move || on_field(&id));
}

/// The id of what has the focus, to give it back after the page is drawn anew.
#[must_use]
pub fn remember() -> Option<String> {
    let focused = super::window().document()?.active_element()?;
    Some(focused.id()).filter(|id| !id.is_empty())
}

/// Gives the focus back to what had it, if drawing anew took it away. The page stays where it is: a finger is on it.
pub fn give_back(remembered: Option<String>) {
    request_animation_frame(move || {
        let document = super::window().document();
        let focused = document.and_then(|document| document.active_element());
        let lost = focused.is_none_or(|element| element.tag_name() == "BODY");
        if let Some(element) = remembered.and_then(|id| find(&id)).filter(|_| lost) {
            give_in_place(&element);
        }
    });
}

/// Puts the focus on the element with that id, and leaves the page where it is.
pub fn in_place(id: &str) {
    if let Some(element) = find(id) {
        give_in_place(&element);
    }
}

/// Puts the focus on an element, and leaves the page where it is.
pub fn give_in_place(element: &Element) {
    unfold(element);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _given = element.focus_with_options(&options);
    }
}

fn find(id: &str) -> Option<Element> {
    super::window().document()?.get_element_by_id(id)
}

/// What lies in something folded takes no focus: it is unfolded.
fn unfold(element: &Element) {
    let around = |element: &Element| element.closest("details:not([open])").ok().flatten();
    while let Some(folded) = around(element) {
        if folded.set_attribute("open", "").is_err() {
            return;
        }
    }
}

fn give(element: &Element) {
    unfold(element);
    element.scroll_into_view_with_bool(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _given = element.focus();
    }
}

//! The page around the app: its title, language, the marks on `<html>`, and where the focus goes.

use std::cell::Cell;

use gloo::timers::callback::Timeout;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::{focus, history};

thread_local! {
    /// The first page leaves the focus where the browser put it.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// Names the tab.
pub fn set_title(title: &str) {
    if let Some(document) = super::window().document() {
        document.set_title(title);
    }
}

/// Changes the address without going anywhere: signing in again is not repeated by a reload.
pub fn stand_at(address: &str) {
    if let Ok(history) = super::window().history() {
        let _stands = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Tells the browser and screen readers which language the texts are in.
pub fn set_language(code: &str) {
    if let Some(root) = root() {
        let _set = root.set_attribute("lang", code);
    }
}

/// Another screen in the same place: it begins at the top, with the focus on its heading.
pub fn begin_anew() {
    super::window().scroll_to_with_x_and_y(0.0, 0.0);
    request_animation_frame(focus_heading);
}

/// Does something after what has just changed is on the screen.
pub fn after_drawing(act: impl FnOnce() + 'static) {
    request_animation_frame(move || drop(Timeout::new(0, act).forget()));
}

/// Puts a class on `<html>` or takes it away.
pub fn mark(class: &str, on: bool) {
    if let Some(root) = root() {
        let classes = root.class_list();
        let _set = if on { classes.add_1(class) } else { classes.remove_1(class) };
    }
}

/// Sets a custom property on `<html>`.
pub fn set_property(name: &str, value: &str) {
    if let Some(root) = root() {
        let _set = root.style().set_property(name, value);
    }
}

/// Takes everything out of sight, at once.
pub fn blank() {
    set_property("display", "none");
}

/// After navigation: the focus goes to what the address points at, after going back to the row that led away, else to
/// the page's heading.
pub fn focus_after_navigation() {
    if ARRIVED.replace(true) {
        request_animation_frame(focus_heading);
    }
}

fn focus_heading() {
    let window = super::window();
    let Some(document) = window.document() else { return };
    let hash = window.location().hash().unwrap_or_default();
    let pointed_at = document.get_element_by_id(hash.trim_start_matches('#'));
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    let left = || history::left().and_then(|left| find(&format!(".row-link[href='{left}']")));
    if let Some(row) = left().filter(|_| pointed_at.is_none()) {
        return focus::give_in_place(&row);
    }
    if let Some(element) = pointed_at.or_else(|| find("h1")).or_else(|| find("#main")) {
        let _set = element.set_attribute("tabindex", "-1");
        focus::give_in_place(&element);
    }
}

fn root() -> Option<HtmlElement> {
    super::window().document()?.document_element()?.dyn_into().ok()
}

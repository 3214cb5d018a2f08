//! Enter, and the phone keyboard's "Gå": in a field of a longer form it moves on to the next one, in a search it
//! only searches. A form is sent by its button. A form of one field, such as a search or a PIN, is sent by Enter.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

const LONGER: &str = "form.form";
const FIELDS: &str = "input, textarea, select, button";

/// Moves on at every Enter, as long as the listener lives.
pub fn listen() -> Option<EventListener> {
    let document = super::window().document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&document, "keydown", options, |event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        let enter = key.is_some_and(|key| key.key() == "Enter" && !key.is_composing());
        let at = event.target().and_then(|at| at.dyn_into::<HtmlInputElement>().ok());
        let Some(at) = at.filter(|_| enter) else { return };
        let Some(form) = at.closest(LONGER).ok().flatten() else { return };
        event.prevent_default();
        if at.type_() != "search" {
            move_on(&form, &at);
        }
    }))
}

/// Gives the focus to the next field that can be filled in, past the other answers to the same question.
fn move_on(form: &Element, from: &HtmlInputElement) {
    let Ok(fields) = form.query_selector_all(FIELDS) else { return };
    let fields =
        (0..fields.length()).filter_map(|at| fields.item(at)?.dyn_into::<HtmlElement>().ok());
    let mut later = fields.skip_while(|field| !from.is_same_node(Some(field))).skip(1);
    let next = later.find(|field| {
        let name = field
            .get_attribute("name")
            .filter(|_| field.get_attribute("type") == Some("radio".into()));
        let same = name.is_some_and(|name| name == from.name());
        !same && !field.has_attribute("disabled") && field.offset_parent().is_some()
    });
    if let Some(next) = next {
        let _given = next.focus();
    }
}

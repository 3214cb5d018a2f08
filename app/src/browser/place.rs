//! Where somebody is in a page: in which field, where in it, and how far down. It is kept over the lock in the tab's
//! own storage, as an input's id and numbers; what is written there comes back as a draft.

use gloo::timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::focus;

const PLACE: &str = "place";
/// How often, and with how many milliseconds between, the place is looked for: its page may still be on its way.
const LOOKS: u32 = 50;
const PAUSE: u32 = 100;

/// A place: of which page, and the field's id, the caret's two ends and how far down the page is.
type Place = (String, String, [f64; 2], f64);

/// Keeps where somebody is, for [`restore`] after the tab has begun anew.
pub fn keep() {
    let window = super::window();
    let Some(focused) = window.document().and_then(|document| document.active_element()) else {
        return;
    };
    let end = |name| number(&focused, name).unwrap_or(-1.0);
    let caret = [end("selectionStart"), end("selectionEnd")];
    let place: Place = (page(), focused.id(), caret, window.scroll_y().unwrap_or_default());
    if let (Ok(Some(storage)), Ok(text)) = (window.session_storage(), serde_json::to_string(&place))
    {
        let _kept = storage.set_item(PLACE, &text);
    }
}

/// Puts whoever has come back where they were, once that is drawn.
pub fn restore() {
    let Ok(Some(storage)) = super::window().session_storage() else { return };
    let text = storage.get_item(PLACE).ok().flatten();
    let _used = storage.remove_item(PLACE);
    if let Some(place) = text.and_then(|text| serde_json::from_str(&text).ok()) {
        look_for(place, LOOKS);
    }
}

fn look_for(place: Place, left: u32) {
    let (at, field, caret, down) = &place;
    if page() != *at || left == 0 {
        return;
    }
    let window = super::window();
    let Some(document) = window.document() else { return };
    let found = document.get_element_by_id(field);
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = &found {
        focus::give_in_place(found);
        for (name, end) in ["selectionStart", "selectionEnd"].into_iter().zip(caret) {
            // A field for a day has no caret, and says so.
            let _set = Reflect::set(found, &name.into(), &JsValue::from(*end));
        }
    }
    // With no field, the page is drawn once it reaches as far down.
    let is_down = scroll_to(*down);
    if found.is_some() {
        settle(*down, SETTLES);
    } else if !(field.is_empty() && is_down) {
        Timeout::new(PAUSE, move || look_for(place, left - 1)).forget();
    }
}

/// So often the page is scrolled again: what makes it as long as it was may be drawn after the field.
const SETTLES: u32 = 5;

fn settle(down: f64, left: u32) {
    if !scroll_to(down) && left > 0 {
        Timeout::new(PAUSE, move || settle(down, left - 1)).forget();
    }
}

/// Answers whether the page reaches as far down.
fn scroll_to(down: f64) -> bool {
    let window = super::window();
    window.scroll_to_with_x_and_y(0.0, down);
    window.scroll_y().is_ok_and(|now| (now - down).abs() < 2.0)
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(of, &name.into()).ok()?.as_f64()
}

fn page() -> String {
    super::window().location().pathname().unwrap_or_default()
}

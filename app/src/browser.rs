//! What the browser can do, one capability a file. The only place that reads the clock or asks for chance.

pub mod channel;
pub mod clock;
pub mod lock;
pub mod poke;
pub mod storage;
pub mod worker;

use wasm_bindgen::JsValue;

/// The window. There is one wherever this app runs.
#[must_use]
pub fn window() -> web_sys::Window {
    web_sys::window().unwrap_or_else(|| JsValue::NULL.into())
}

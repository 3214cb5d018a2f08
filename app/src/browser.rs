//! What the browser can do, one capability a file. The only place that reads the clock or asks for chance.

pub mod call;
pub mod chance;
pub mod channel;
pub mod clock;
pub mod enter;
pub mod fault;
pub mod files;
pub mod focus;
pub mod history;
pub mod idle;
pub mod install;
pub mod keyboard;
pub mod keys;
pub mod lock;
pub mod page;
pub mod passkey;
pub mod patience;
pub mod place;
pub mod poke;
pub mod route;
pub mod session;
pub mod storage;
pub mod tab;
pub mod taps;
pub mod unkept;
pub mod ways_out;
pub mod worker;

use wasm_bindgen::JsValue;

/// The window. There is one wherever this app runs.
#[must_use]
pub fn window() -> web_sys::Window {
    web_sys::window().unwrap_or_else(|| JsValue::NULL.into())
}

/// What the page was told by the build or the server: the content of a `<meta>` of that name.
#[must_use]
pub fn told(name: &str) -> Option<String> {
    let document = window().document()?;
    let meta = document.query_selector(&format!("meta[name={name}]")).ok()??;
    meta.get_attribute("content")
}

/// Whether nobody looks at this tab.
#[must_use]
pub fn is_hidden() -> bool {
    window().document().is_some_and(|document| document.hidden())
}

/// Loads the app anew.
pub fn reload() {
    let _reloading = window().location().reload();
}

//! Whether the browser promises to keep what is stored, and whether the app is installed.

use wasm_bindgen_futures::JsFuture;

/// Asks the browser to keep the storage however full the phone gets. Answers whether it promised.
pub async fn ask_to_persist() -> bool {
    let manager = super::window().navigator().storage();
    let Ok(promise) = manager.persist() else { return false };
    JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy())
}

/// Whether the browser has promised to keep the storage.
pub async fn is_persisted() -> bool {
    let manager = super::window().navigator().storage();
    let Ok(promise) = manager.persisted() else { return false };
    JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy())
}

/// Whether the app runs from the home screen.
#[must_use]
pub fn is_installed() -> bool {
    let query = super::window().match_media("(display-mode: standalone)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// A small setting of this browser, such as the language. Never anything about a person.
#[must_use]
pub fn setting(name: &str) -> Option<String> {
    super::window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps a small setting.
pub fn keep_setting(name: &str, value: &str) {
    if let Ok(Some(storage)) = super::window().local_storage() {
        let _kept = storage.set_item(name, value);
    }
}

/// Lets go of a small setting.
pub fn forget_setting(name: &str) {
    if let Ok(Some(storage)) = super::window().local_storage() {
        let _gone = storage.remove_item(name);
    }
}

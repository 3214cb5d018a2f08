//! Files that a person takes along: offered for saving, and read when chosen. Nothing is sent anywhere.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlInputElement, Url};

/// Offers bytes as a file of this name. Answers whether the browser took it.
pub fn save(name: &str, bytes: &[u8]) -> bool {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let Ok(blob) = Blob::new_with_u8_array_sequence(&parts) else { return false };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return false };
    let link = super::window().document().and_then(|page| page.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return false;
    };
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let _let_go = Url::revoke_object_url(&address);
    true
}

/// The bytes of the file that was chosen in an input; none if there is none or it cannot be read.
pub async fn chosen(input: &HtmlInputElement) -> Option<Vec<u8>> {
    let file = input.files()?.get(0)?;
    let read = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&read).to_vec())
}

//! Files that a person takes along: offered for saving, and read when chosen. Nothing is sent anywhere. Whether a file
//! that was offered is there, no browser tells.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, File, HtmlAnchorElement, HtmlInputElement, Url};

/// How many milliseconds the address of an offered file lasts: an iPhone asks first, and fetches it after.
const LASTS: u32 = 120_000;

/// Offers bytes as a file of this name: by the sheet that phones share with, else as a download. Answers whether the
/// browser took it.
pub async fn offer(name: &str, bytes: &[u8]) -> bool {
    share(name, bytes).await || save(name, bytes)
}

/// Answers whether the sheet was shown, whatever came of it.
async fn share(name: &str, bytes: &[u8]) -> bool {
    let touched = super::window().match_media("(pointer: coarse)").ok().flatten();
    let parts = Array::of1(&Uint8Array::from(bytes));
    let (Some(true), Ok(file)) =
        (touched.map(|query| query.matches()), File::new_with_u8_array_sequence(&parts, name))
    else {
        return false;
    };
    let what = Object::new();
    let _set = Reflect::set(&what, &"files".into(), &Array::of1(&file));
    let phone: Sharer = super::window().navigator().unchecked_into();
    if !phone.can_share(&what).unwrap_or(false) {
        return false;
    }
    let Ok(shown) = phone.share(&what) else { return false };
    match JsFuture::from(shown).await {
        Ok(_) => true,
        // Somebody closed the sheet; anything else is the browser's no.
        Err(why) => why.dyn_into().is_ok_and(|why: DomException| why.name() == "AbortError"),
    }
}

fn save(name: &str, bytes: &[u8]) -> bool {
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
    Timeout::new(LASTS, move || drop(Url::revoke_object_url(&address))).forget();
    true
}

/// The bytes of the file that was chosen in an input; none if there is none or it cannot be read.
pub async fn chosen(input: &HtmlInputElement) -> Option<Vec<u8>> {
    let file = input.files()?.get(0)?;
    let read = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&read).to_vec())
}

#[wasm_bindgen]
extern "C" {
    type Sharer;
    #[wasm_bindgen(method, catch, js_name = canShare)]
    fn can_share(this: &Sharer, what: &Object) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn share(this: &Sharer, what: &Object) -> Result<Promise, JsValue>;
}

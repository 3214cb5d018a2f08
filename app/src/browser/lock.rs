//! One tab at a time: a Web Lock held for the length of one piece of work. It is freed when the tab
//! dies; a tab that the browser has frozen keeps it, so after a while it is taken from its holder.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::AbortSignal;

/// After how many milliseconds a holder counts as frozen: longer than any exchange takes.
const PATIENCE: u32 = 45_000;

/// Does the work while no other tab does work under the same name. Where the browser has no locks, or
/// the lock was taken from a frozen tab that wakes up, the guard in the store still keeps two tabs from
/// overwriting each other.
pub async fn exclusively<T: 'static>(
    name: &str,
    work: impl Future<Output = T> + 'static,
) -> Option<T> {
    let result: Rc<RefCell<Option<T>>> = Rc::default();
    let put = Rc::clone(&result);
    let work = async move {
        let done = work.await;
        put.borrow_mut().replace(done);
        Ok(JsValue::UNDEFINED)
    };
    let Some(locks) = locks() else {
        let _ended = JsFuture::from(future_to_promise(work)).await;
        return result.borrow_mut().take();
    };
    let work = Rc::new(RefCell::new(Some(work)));
    let patient = options("signal", &AbortSignal::timeout_with_u32(PATIENCE));
    for options in [patient, options("steal", &JsValue::TRUE)] {
        let work = Rc::clone(&work);
        let granted = Closure::once_into_js(move |_lock: JsValue| {
            work.take().map_or_else(|| js_sys::Promise::resolve(&JsValue::NULL), future_to_promise)
        });
        let promise = locks.request(name, &options, granted.unchecked_ref());
        let _ended = JsFuture::from(promise).await;
        if result.borrow().is_some() {
            break;
        }
    }
    result.borrow_mut().take()
}

fn options(name: &str, value: &JsValue) -> js_sys::Object {
    let options = js_sys::Object::new();
    // Setting a field of a fresh object cannot fail.
    let _set = js_sys::Reflect::set(&options, &name.into(), value);
    options
}

/// The browser's locks, if it has them. Bound here by hand: the binding is not in the stable set.
fn locks() -> Option<LockManager> {
    let navigator = super::window().navigator();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &js_sys::Object,
        granted: &js_sys::Function,
    ) -> js_sys::Promise;
}

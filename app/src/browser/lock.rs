//! One tab at a time: a Web Lock held for the length of one piece of work. It is freed when the tab
//! dies, so no other tab ever waits for a dead one.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Does the work while no other tab does work under the same name. Where the browser has no locks, the
/// guard in the store still keeps two tabs from overwriting each other.
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
    let promise = match locks() {
        Some(locks) => {
            let granted = Closure::once_into_js(move |_lock: JsValue| future_to_promise(work));
            locks.request(name, granted.unchecked_ref())
        }
        None => future_to_promise(work),
    };
    let _ended = JsFuture::from(promise).await;
    result.borrow_mut().take()
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
    fn request(this: &LockManager, name: &str, granted: &js_sys::Function) -> js_sys::Promise;
}

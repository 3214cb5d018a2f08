//! One tab at a time: a Web Lock held for the length of one piece of work, or for as long as a tab wants it. It is freed
//! when the tab dies; a tab that the browser has frozen at work keeps it, so after a while it is taken from its holder.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::AbortController;

use super::patience;

/// After how many milliseconds a holder counts as frozen. An exchange that takes longer, on a very slow line, goes on:
/// the guard in the store lets one of the two be stored.
const PATIENCE: u32 = 60_000;

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
    let given_up = AbortController::new().ok();
    let signal = given_up.as_ref().map_or(JsValue::UNDEFINED, |abort| abort.signal().into());
    let _end = Timeout::new(PATIENCE, move || given_up.iter().for_each(AbortController::abort));
    for options in [options("signal", &signal), options("steal", &JsValue::TRUE)] {
        let work = Rc::clone(&work);
        let granted = Closure::once_into_js(move |_lock: JsValue| {
            work.take().map_or_else(|| Promise::resolve(&JsValue::NULL), future_to_promise)
        });
        let promise = locks.request(name, &options, granted.unchecked_ref());
        let _ended = JsFuture::from(promise).await;
        if result.borrow().is_some() {
            break;
        }
    }
    result.borrow_mut().take()
}

/// So many milliseconds the browser has for saying which locks are held.
const SOON: u32 = 2_000;

/// A tab's turn at something that only one of them has. Others wait until this is dropped.
#[derive(Debug)]
pub struct Turn {
    given_up: Option<AbortController>,
    held: Rc<RefCell<Option<Function>>>,
    over: Rc<Cell<bool>>,
}

impl Turn {
    /// Waits for it. Where the browser has no locks, every tab has its turn at once.
    pub fn wait_for(name: &str, granted: impl FnOnce() + 'static) -> Self {
        let turn = Self {
            given_up: AbortController::new().ok(),
            held: Rc::default(),
            over: Rc::default(),
        };
        let Some(locks) = locks() else {
            granted();
            return turn;
        };
        let signal = turn.given_up.as_ref().map_or(JsValue::UNDEFINED, |up| up.signal().into());
        let (held, over) = (Rc::clone(&turn.held), Rc::clone(&turn.over));
        let granted = Closure::once_into_js(move |_lock: JsValue| {
            if over.get() {
                return Promise::resolve(&JsValue::NULL);
            }
            granted();
            Promise::new(&mut |free, _| drop(held.borrow_mut().replace(free)))
        });
        let ended = locks.request(name, &options("signal", &signal), granted.unchecked_ref());
        spawn_local(async move { drop(JsFuture::from(ended).await) });
        turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.over.set(true);
        self.given_up.iter().for_each(AbortController::abort);
        if let Some(free) = self.held.take() {
            let _free = free.call0(&JsValue::NULL);
        }
    }
}

/// The names of all locks that are held now, by whichever tab; none where the browser has no locks.
pub async fn held() -> Vec<String> {
    let Some(locks) = locks() else { return Vec::new() };
    let asked = JsFuture::from(locks.query());
    let Some(Ok(all)) = patience::at_most(SOON, asked).await else { return Vec::new() };
    let field = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    let held = field(&all, "held").map(|held| js_sys::Array::from(&held));
    let name = |lock: JsValue| field(&lock, "name").and_then(|name| name.as_string());
    held.into_iter().flatten().filter_map(name).collect()
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
        granted: &Function,
    ) -> Promise;
    #[wasm_bindgen(method)]
    fn query(this: &LockManager) -> Promise;
}

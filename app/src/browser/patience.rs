//! Waiting for what may never come, such as a store or a server that does not answer: for a while, and no longer.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// After so many milliseconds people are told that nothing comes.
pub const LONG: u32 = 15_000;

/// What the work comes to, if it does within so many milliseconds. It goes on all the same.
pub async fn at_most<T: 'static>(
    millis: u32,
    work: impl Future<Output = T> + 'static,
) -> Option<T> {
    let result: Rc<RefCell<Option<T>>> = Rc::default();
    let put = Rc::clone(&result);
    let work = async move {
        let done = work.await;
        put.replace(Some(done));
    };
    wait(millis, Box::pin(work)).await;
    result.take()
}

/// Compiled once, whatever is waited for.
async fn wait(millis: u32, work: std::pin::Pin<Box<dyn Future<Output = ()>>>) {
    let mut work = Some(work);
    let over = Promise::new(&mut |done, _| {
        let Some(work) = work.take() else { return };
        let at_last = done.clone();
        spawn_local(async move {
            work.await;
            wake(&at_last);
        });
        Timeout::new(millis, move || wake(&done)).forget();
    });
    let _over = JsFuture::from(over).await;
}

fn wake(waiting: &Function) {
    let _woken = waiting.call0(&JsValue::UNDEFINED);
}

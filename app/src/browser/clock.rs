//! The phone's clock and its source of chance, turned into the domain's types.

use domain::Moment;
use domain::id::CommandId;
use gloo::timers::callback::Timeout;
use replica::replica::Stamp;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Now, by the phone's clock.
#[must_use]
pub fn now() -> Moment {
    #[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds is a whole number")]
    Moment(js_sys::Date::now() as i64)
}

/// A new id in time order (`UUIDv7`).
#[must_use]
pub fn new_id() -> Uuid {
    let mut random = [0; 10];
    let crypto = super::window().crypto();
    // A browser without a source of chance has no secure context; its zeros still differ by time.
    let _filled = crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut random));
    let millis = u64::try_from(now().0).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// What a command is stamped with.
#[must_use]
pub fn stamp() -> Stamp {
    Stamp { now: now(), id: CommandId(new_id()) }
}

/// Waits so many milliseconds.
pub async fn pause(millis: u32) {
    let promise = js_sys::Promise::new(&mut |over, _| {
        Timeout::new(millis, move || drop(over.call0(&JsValue::NULL))).forget();
    });
    // It is never rejected.
    drop(JsFuture::from(promise).await);
}

//! A short message that outlives the page it was caused on: "Gemt på telefonen" after going back.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::components::icon::Icon;

/// How long a message stands.
const STANDS: u32 = 6_000;

/// A handle to the message.
#[derive(Clone, Copy)]
pub struct Toast {
    says: RwSignal<Option<&'static str>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Toast {
    /// Says something for a while.
    pub fn say(self, says: &'static str) {
        self.says.set(Some(says));
        let gone = Timeout::new(STANDS, move || self.says.set(None));
        self.timer.set_value(Some(gone));
    }
}

/// Makes the message known to everything below.
pub fn provide_toast() {
    provide_context(Toast { says: RwSignal::new(None), timer: StoredValue::new_local(None) });
}

/// Where messages go.
#[must_use]
pub fn use_toast() -> Toast {
    expect_context::<Toast>()
}

/// Shows the message. Its place is beside the routes.
#[component]
pub fn Toasts() -> impl IntoView {
    let toast = use_toast();
    view! {
        <div class="toasts" role="status">
            {move || toast.says.get().map(|says| view! { <p class="toast"><Icon name="smartphone"/><span>{says}</span></p> })}
        </div>
    }
}

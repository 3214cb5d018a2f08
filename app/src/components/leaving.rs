//! The warning before the app locks itself. Any tap or key is answer enough; the button says so.

use leptos::prelude::*;

use crate::browser::idle;
use crate::text::laas as t;

/// The warning, while it holds.
#[component]
pub fn Leaving(
    /// Whether the app is about to lock itself.
    when: RwSignal<bool>,
) -> impl IntoView {
    move || {
        when.get().then(|| view! {
            <div class="toasts" role="alert">
                <p class="toast"><span>{t::leaving()}</span>
                    <button class="button button-small" type="button" on:click=|_| idle::here()>{t::stay()}</button></p>
            </div>
        })
    }
}

//! The warning before the app locks itself: any tap or key is answer enough, and the button says so. And the one before
//! locking takes along what the phone could not store.

use leptos::prelude::*;

use crate::app;
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

/// The question, while it stands.
#[component]
pub fn WordsWouldGo(
    /// Whether somebody asked to lock.
    when: RwSignal<bool>,
) -> impl IntoView {
    move || {
        when.get().then(|| view! {
            <div class="toasts" role="alert">
                <p class="toast"><span>{t::words_would_go()}</span>
                    <button class="button button-small" type="button" on:click=move |_| when.set(false)>{t::words_stay()}</button>
                    <button class="button button-small" type="button" on:click=|_| app::lock()>{t::words_go()}</button></p>
            </div>
        })
    }
}

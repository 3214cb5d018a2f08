//! Asking for snusepraktik.

use leptos::prelude::*;

/// Asking for snusepraktik.
#[component]
pub fn OenskPladsPage() -> impl IntoView {
    view! { <p></p> }
}

//! Amending a visit.

use leptos::prelude::*;

/// Amending a visit.
#[component]
pub fn RetBesoegPage() -> impl IntoView {
    view! { <p></p> }
}

//! Logging a visit.

use leptos::prelude::*;

/// Logging a visit.
#[component]
pub fn LogBesoegPage() -> impl IntoView {
    view! { <p></p> }
}

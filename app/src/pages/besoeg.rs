//! One visit, with its conflicts.

use leptos::prelude::*;

/// One visit, with its conflicts.
#[component]
pub fn BesoegPage() -> impl IntoView {
    view! { <p></p> }
}

//! Soon.

use leptos::prelude::*;

/// Soon.
#[component]
pub fn Landkort() -> impl IntoView {
    view! { <p></p> }
}

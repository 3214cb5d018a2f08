//! Soon.

use leptos::prelude::*;

/// Soon.
#[component]
pub fn Hjemmeskaerm() -> impl IntoView {
    view! { <p></p> }
}

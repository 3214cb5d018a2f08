//! Soon.

use leptos::prelude::*;

/// Soon.
#[component]
pub fn AarshjulPage() -> impl IntoView {
    view! { <p></p> }
}

//! Who comes to the host, and whether they came.

use leptos::prelude::*;

/// Who comes to the host, and whether they came.
#[component]
pub fn VaertPage() -> impl IntoView {
    view! { <p></p> }
}

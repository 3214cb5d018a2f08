//! Correcting a note; the first text stays.

use leptos::prelude::*;

/// Correcting a note; the first text stays.
#[component]
pub fn RetNotatPage() -> impl IntoView {
    view! { <p></p> }
}

//! Writing a note.

use leptos::prelude::*;

/// Writing a note.
#[component]
pub fn NotatPage() -> impl IntoView {
    view! { <p></p> }
}

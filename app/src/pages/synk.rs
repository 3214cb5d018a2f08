//! What waits, what was refused, what was received, and how this phone is.

use leptos::prelude::*;

/// What waits, what was refused, what was received, and how this phone is.
#[component]
pub fn Synk() -> impl IntoView {
    view! { <p></p> }
}

//! Which partners are due a visit.

use leptos::prelude::*;

/// Which partners are due a visit.
#[component]
pub fn Besoegsliste() -> impl IntoView {
    view! { <p></p> }
}

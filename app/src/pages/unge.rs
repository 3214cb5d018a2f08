//! The list of young people one helps.

use leptos::prelude::*;

/// The list of young people one helps.
#[component]
pub fn Unge() -> impl IntoView {
    view! { <p></p> }
}

//! Everything that has no place in the bar: language, wheel of the year, signing out.

use leptos::prelude::*;

/// Everything that has no place in the bar: language, wheel of the year, signing out.
#[component]
pub fn Mere() -> impl IntoView {
    view! { <p></p> }
}

//! Places for snusepraktik and the days with seats left.

use leptos::prelude::*;

/// Places for snusepraktik and the days with seats left.
#[component]
pub fn Pladser() -> impl IntoView {
    view! { <p></p> }
}

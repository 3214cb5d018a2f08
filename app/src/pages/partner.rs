//! One partner: its visits and promises.

use leptos::prelude::*;

/// One partner: its visits and promises.
#[component]
pub fn PartnerPage() -> impl IntoView {
    view! { <p></p> }
}

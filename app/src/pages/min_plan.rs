//! The young person's own plan.

use leptos::prelude::*;

/// The young person's own plan.
#[component]
pub fn MinPlan() -> impl IntoView {
    view! { <p></p> }
}

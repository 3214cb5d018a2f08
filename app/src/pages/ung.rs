//! One young person: notes, agreements, snusepraktik, who helps.

use leptos::prelude::*;

/// One young person: notes, agreements, snusepraktik, who helps.
#[component]
pub fn UngPage() -> impl IntoView {
    view! { <p></p> }
}

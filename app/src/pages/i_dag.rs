//! I dag: the work list.

use leptos::prelude::*;

use crate::field::use_field;

/// The work list.
#[component]
pub fn IDag() -> impl IntoView {
    let field = use_field();
    view! { <h1>"I dag"</h1><p id="chip">{move || format!("{:?}", field.status())}</p>
    <ul>{move || field.look(|r| r.folders().map(|f| view!{<li>{f.to_string()}</li>}).collect_view())}</ul> }
}

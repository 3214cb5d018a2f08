//! Nothing has come to this phone yet: the only place that waits for the server, and it says so.

use leptos::prelude::*;
use replica::phase::Trouble;

use crate::field::use_field;
use crate::text::common as t;

/// The wait for the first exchange.
#[component]
pub fn FirstTime() -> impl IntoView {
    let field = use_field();
    let body = move || match field.status().trouble {
        Some(Trouble::Offline) => t::first_offline(),
        Some(Trouble::Slow) => t::first_slow(),
        _ => t::first_body(),
    };
    view! {
        <div class="stack" role="status"><h2>{t::first_title()}</h2><p class="soft">{body}</p></div>
        <p class="skeleton" aria-hidden="true"></p>
        <p class="skeleton" aria-hidden="true"></p>
        <p class="skeleton" aria-hidden="true"></p>
    }
}

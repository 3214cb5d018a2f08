//! What is shown when there is no copy to show: sign in, no network, or a storage that cannot be opened.

use leptos::prelude::*;

use crate::boot::Boot;
use crate::text::common as t;

/// The gate before the app.
#[component]
pub fn Gate(boot: Boot) -> impl IntoView {
    match boot {
        Boot::SignIn => view! {
            <main class="gate"><h1>{t::sign_in_title()}</h1><p>{t::sign_in_body()}</p>
            <a class="button button-primary" href="/demo" rel="external">{t::sign_in()}</a></main>
        }
        .into_any(),
        _ => view! { <main class="gate"><h1>{t::broken_title()}</h1><p>{t::broken_body()}</p></main> }
            .into_any(),
    }
}

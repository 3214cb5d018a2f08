//! What is shown when there is no copy to show: sign in, no network, or a storage that cannot be opened.
//! It says what is safe and what to do. The server's own pages are outside this app (`rel="external"`).

use leptos::prelude::*;
use replica::PhoneError;

use crate::boot::Boot;
use crate::browser::{self, page};
use crate::components::icon::Icon;
use crate::text::common as t;

/// The gate before the app.
#[component]
pub fn Gate(boot: Boot) -> impl IntoView {
    page::set_title(t::app_name());
    let (title, body, cause) = match &boot {
        Boot::Ready(_) | Boot::SignIn => (t::sign_in_title(), t::sign_in_body(), None),
        Boot::NoNetwork => (t::no_network_title(), t::no_network_body(), None),
        Boot::Broken(PhoneError::ForeignStore) => (t::foreign_title(), t::foreign_body(), None),
        Boot::Broken(cause) => (t::broken_title(), t::broken_body(), Some(cause.to_string())),
    };
    let signing_in =
        matches!(boot, Boot::Ready(_) | Boot::SignIn | Boot::Broken(PhoneError::ForeignStore));
    let act = if signing_in {
        view! {
            <a class="button button-primary button-full" href="/demo" rel="external">{t::sign_in()}</a>
        }
        .into_any()
    } else {
        view! {
            <button class="button button-primary button-full" type="button" on:click=|_| browser::reload()>
                {t::try_again()}
            </button>
        }
        .into_any()
    };
    view! {
        <main class="gate" id="main">
            <p class="brand"><Icon name="overgang"/>{t::app_name()}</p>
            <h1 tabindex="-1">{title}</h1>
            <p>{body}</p>
            {act}
            {cause.map(|cause| view! { <p class="small soft"><code>{cause}</code></p> })}
        </main>
    }
}

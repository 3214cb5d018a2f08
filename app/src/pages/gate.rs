//! What is shown before there is a copy to show: the PIN, choosing one, signing in, no network, or a storage that
//! cannot be opened. It says what is safe and what to do. The server's own pages are outside this app
//! (`rel="external"`).

pub mod choose;
pub mod enter;
pub mod touch;
pub mod trying;

use leptos::prelude::*;
use replica::PhoneError;

use crate::boot::{self, Boot};
use crate::browser::{self, page};
use crate::components::icon::Icon;
use crate::text::{common as t, laas};
use choose::{ChoosePin, Occasion};
use enter::EnterPin;

/// The gate before the app.
#[component]
pub fn Gate(boot: Boot) -> impl IntoView {
    page::set_title(t::app_name());
    match boot {
        Boot::SignIn => halt(t::sign_in_title(), t::sign_in_body(), None, true),
        Boot::SignedOut => halt(t::signed_out_title(), t::signed_out_body(), None, true),
        Boot::Cleared => halt(laas::cleared_title(), laas::cleared_body(), None, true),
        Boot::NoNetwork => halt(t::no_network_title(), t::no_network_body(), None, false),
        Boot::Shut(gate, shut, arriving) => {
            view! { <EnterPin gate=gate shut=shut arriving=arriving/> }.into_any()
        }
        Boot::Unset(gate, enrolled) => {
            view! { <ChoosePin gate=gate enrolled=enrolled occasion=Occasion::First/> }.into_any()
        }
        Boot::Broken(PhoneError::ForeignStore) => {
            halt(t::foreign_title(), t::foreign_body(), None, true)
        }
        Boot::Broken(cause) => {
            halt(t::broken_title(), t::broken_body(), Some(cause.to_string()), false)
        }
    }
}

fn halt(
    title: &'static str,
    body: &'static str,
    cause: Option<String>,
    signing_in: bool,
) -> AnyView {
    let act = if signing_in {
        view! {
            <a class="button button-primary button-full" href=boot::sign_in_page() rel="external">{t::sign_in()}</a>
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
        <Frame title=title>
            <p>{body}</p>
            {act}
            {cause.map(|cause| view! { <p class="small soft"><code>{cause}</code></p> })}
        </Frame>
    }
    .into_any()
}

/// What every gate looks like.
#[component]
pub fn Frame(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <main class="gate" id="main">
            <p class="brand"><Icon name="overgang"/>{t::app_name()}</p>
            <h1 tabindex="-1">{title}</h1>
            {children()}
        </main>
    }
}

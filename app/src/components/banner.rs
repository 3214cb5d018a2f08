//! Lines across the top: that this is the demo, that the app does not start here with no network, and that a new version
//! waits. The new version is never forced, and is let in only when nothing is being written. What waits to be sent is no
//! hindrance: it may be the old version that cannot send it.

use leptos::prelude::*;

use crate::app::{OfflineReady, UpdateReady};
use crate::boot;
use crate::browser::worker::{self, Offline};
use crate::text::common as t;

/// That this is the demo.
#[component]
pub fn DemoBanner() -> impl IntoView {
    boot::is_demo().then(|| {
        view! { <aside class="banner banner-demo" aria-label=t::demo_label()>{t::demo()}</aside> }
    })
}

/// That the app does not start here with no network. A form has room for nothing that is not about it.
#[component]
pub fn OfflineBanner() -> impl IntoView {
    let OfflineReady(ready) = expect_context();
    move || {
        matches!(ready.get(), Offline::No(_)).then(|| {
            view! {
                <div class="banner banner-update" role="status">
                    <span>{t::not_offline()}</span>" "<a href="/app/synk">{t::not_offline_why()}</a>
                </div>
            }
        })
    }
}

/// That a new version waits.
#[component]
pub fn UpdateBanner(
    /// A form is open.
    form: bool,
) -> impl IntoView {
    let UpdateReady(ready) = expect_context();
    let act = move || {
        if form {
            view! { <span>{t::update_after_form()}</span> }.into_any()
        } else {
            view! { <SwitchOver/> }.into_any()
        }
    };
    let banner = move || {
        ready.get().then(|| {
            view! { <div class="banner banner-update"><span>{t::update_ready()}</span>{act}</div> }
        })
    };
    view! { <div role="status">{banner}</div> }
}

#[component]
fn SwitchOver() -> impl IntoView {
    view! {
        <button
            class="button button-secondary button-small"
            type="button"
            on:click=|_| worker::let_update_in()
        >
            {t::update()}
        </button>
    }
}

//! How to put the app on the home screen, and why: a button where the browser has one, steps elsewhere.

use leptos::prelude::*;

use crate::browser::{install, storage};
use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::mere as t;

/// The help.
#[component]
pub fn Hjemmeskaerm() -> impl IntoView {
    let field = use_field();
    let unsent = move || field.status().waiting > 0;
    let button = install::is_offered().then(|| view! {
        <p><button class="button button-primary" type="button" on:click=|_| install::take_offer()>
            <Icon name="smartphone"/><span>{t::install_now()}</span>
        </button></p>
    });
    view! {
        <Page title=t::home_screen() back="/app/mere">
            <div class="page-head"><div><h1>{t::home_screen()}</h1></div></div>
            <div class="stack">
                {storage::is_installed().then(|| view! { <p class="state state-received"><Icon name="check" small=true/>{t::installed()}</p> })}
                <p>{t::why_install()}</p>
                {button}
                <Show when=unsent>
                    <Alert tone=Tone::Warning heading=t::iphone()><p class="alert-text">{t::send_first()}</p></Alert>
                </Show>
                <Steps title=t::iphone() steps=t::iphone_steps().to_vec()/>
                <Steps title=t::android() steps=t::android_steps().to_vec()/>
                <Steps title=t::computer() steps=t::computer_steps().to_vec()/>
            </div>
        </Page>
    }
}

#[component]
fn Steps(title: &'static str, steps: Vec<&'static str>) -> impl IntoView {
    view! {
        <section class="card">
            <h2 class="card-heading">{title}</h2>
            <ol class="stack">{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        </section>
    }
}

//! Synk: what waits, what came back with a no, what was received, and how this phone is.

pub mod fil;
pub mod item;
pub mod phone;

use leptos::prelude::*;
use replica::phase::Trouble;

use crate::boot;
use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::components::row::Group;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{common, date, synk as t};
use crate::view::synk::Overview;
use fil::Parcels;
use item::{CameRow, Refused, WaitsRow};
use phone::{NotOffline, PhoneFacts};

/// What waits, what was refused, what was received, and how this phone is.
#[component]
pub fn Synk() -> impl IntoView {
    let field = use_field();
    let all = Memo::new(move |_| field.see_with(Overview::of));
    let contact = move || match field.status().contact {
        Some(at) => t::contact(&date::moment(at, field.today())),
        None => t::no_contact().to_owned(),
    };
    let attention = Signal::derive(move || all.with(|all| all.attention.len()));
    let waiting = Signal::derive(move || all.with(|all| all.waiting.len()));
    let received = Signal::derive(move || all.with(|all| all.received.len()));
    view! {
        <Page title=common::synk()>
            <div class="page-head">
                <p class="soft">{contact}</p>
                <div class="page-acts">
                    <button class="button button-secondary" type="button" on:click=move |_| field.sync_now()>
                        <Icon name="sync"/><span>{t::sync_now()}</span>
                    </button>
                </div>
            </div>
            <Troubles/>
            <NotOffline/>
            <Show when=move || { attention.get() > 0 }>
                <section class="group" aria-labelledby="handling">
                    <h2 class="group-title" id="handling">
                        {t::needs_action()}" "<span class="count">{attention}</span>
                    </h2>
                    <For each=move || all.with(|all| all.attention.clone()) key=|came| came.item.seq let:came>
                        <Refused came=came/>
                    </For>
                </section>
            </Show>
            <Show when=move || waiting.get() == 0 && attention.get() == 0>
                <Alert tone=Tone::Success heading=t::all_sent_title()>
                    <p class="alert-text">{t::all_sent()}</p>
                </Alert>
            </Show>
            <Group id="venter" title=t::waits() count=waiting>
                <For
                    each=move || all.with(|all| all.waiting.clone())
                    key=|waits| (waits.item.seq, format!("{:?}", (waits.progress, waits.doubt)))
                    let:waits
                >
                    <WaitsRow waits=waits/>
                </For>
            </Group>
            <PhoneFacts/>
            <Parcels/>
            <Group id="modtaget" title=t::received_lately() count=received>
                <For each=move || all.with(|all| all.received.clone()) key=|came| came.item.seq let:came>
                    <CameRow came=came/>
                </For>
            </Group>
        </Page>
    }
}

/// What stands in the way, and what to do.
#[component]
fn Troubles() -> impl IntoView {
    let field = use_field();
    let trouble = Memo::new(move |_| field.status().trouble);
    let held = Memo::new(move |_| field.status().held.len());
    let told = move || {
        trouble.get().map(|trouble| {
            let (title, body) = t::trouble(trouble);
            let sign_in = matches!(trouble, Trouble::SignedOut | Trouble::Stopped(_)).then(|| view! {
                <div class="button-group">
                    <a class="button button-primary" href=boot::sign_in_page() rel="external">{t::sign_in()}</a>
                </div>
            });
            let tone = if sign_in.is_some() { Tone::Warning } else { Tone::Info };
            view! { <Alert tone=tone heading=title><p class="alert-text">{body}</p>{sign_in}</Alert> }
        })
    };
    let held = move || {
        (held.get() > 0).then(|| {
            view! {
                <Alert tone=Tone::Warning heading=t::held_title()>
                    <p class="alert-text">{t::held(held.get())}</p>
                </Alert>
            }
        })
    };
    view! { {told}{held} }
}

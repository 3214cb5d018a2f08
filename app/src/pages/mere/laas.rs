//! Finger or face beside the PIN, switched on and off. What that does to the lock is in `gate::passkey`.

use leptos::prelude::*;
use replica::lock::NoEntry;
use wasm_bindgen_futures::spawn_local;

use crate::app;
use crate::browser::focus;
use crate::browser::passkey::NotMade;
use crate::field::use_field;
use crate::gate::StaysShut;
use crate::gate::passkey::{self, NotOn, Stands};
use crate::pages::gate::choose::Digits;
use crate::pages::gate::enter::why_shut;
use crate::pages::gate::trying::{Trying, read};
use crate::text::laas as t;

/// The section, where the phone can or it is on, and what was last said in it.
#[component]
pub fn TheLock() -> impl IntoView {
    let field = use_field();
    let stands = RwSignal::new(Stands::Impossible);
    spawn_local(async move { stands.set(passkey::stands(field).await) });
    let said = Said::new(None);
    let body = move || match stands.get() {
        Stands::On => turn_off(stands, said),
        _ => turn_on(stands, said),
    };
    view! {
        <Show when=move || stands.get() != Stands::Impossible>
            <section class="group" aria-labelledby=HEADING>
                <h2 class="group-title" id=HEADING tabindex="-1">{t::passkey()}</h2>
                <div class="card stack">{body}<p role="status">{said}</p></div>
            </section>
        </Show>
    }
}

const HEADING: &str = "laasen";

type Said = RwSignal<Option<&'static str>>;

/// It has changed. What was pressed is gone then: the focus goes to where it is told.
fn turned(stands: RwSignal<Stands>, said: Said, now: Stands) {
    stands.set(now);
    said.set(Some(if now == Stands::On { t::passkey_works() } else { t::passkey_gone() }));
    focus::on(HEADING);
}

/// Asks for the PIN, and then the phone for its person.
fn turn_on(stands: RwSignal<Stands>, said: Said) -> AnyView {
    let field = use_field();
    let typed = RwSignal::new(String::new());
    let trying = Trying::new();
    let Trying { busy, failed } = trying;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        trying.start(read(typed), move |pin| {
            Box::pin(async move {
                let on = passkey::switch_on(field, &pin).await;
                typed.set(String::new());
                on.map(|()| turned(stands, said, Stands::On)).map_err(|why| why_not_on(&why))
            })
        });
    };
    view! {
        <p>{t::passkey_why()}</p>
        <details class="more">
            <summary>{t::passkey_on()}</summary>
            <form class="gate-form" on:submit=submit>
                <label class="form-label" for="touch-pin">{t::pin()}</label>
                <span class="form-hint" id="touch-hint">{t::passkey_hint()}</span>
                <Digits id="touch-pin" value=typed described="touch-hint" failed=failed/>
                <p class="form-error-message" role="alert">{failed}</p>
                <button class="button button-secondary" type="submit" disabled=busy>{t::passkey_ask()}</button>
            </form>
        </details>
    }
    .into_any()
}

fn turn_off(stands: RwSignal<Stands>, said: Said) -> AnyView {
    let field = use_field();
    let turn = move |_| {
        spawn_local(async move {
            match passkey::switch_off(field).await {
                Ok(()) => turned(stands, said, Stands::Off),
                Err(why) => said.set(Some(why_shut(&StaysShut::Lock(why)))),
            }
        });
    };
    view! {
        <p>{t::passkey_is_on()}</p>
        <button class="button button-secondary" type="button" on:click=turn>{t::passkey_off()}</button>
    }
    .into_any()
}

/// What happened, what is safe, what to do. Too many wrong PINs shut the app: its gate tells the rest.
fn why_not_on(why: &NotOn) -> &'static str {
    match why {
        NotOn::Lock(why) => {
            if matches!(why, NoEntry::ClosedUntil(_) | NoEntry::PinGone) {
                app::lock();
            }
            why_shut(&StaysShut::Lock(why.clone()))
        }
        NotOn::Phone(NotMade::Declined) => t::passkey_declined(),
        NotOn::Phone(NotMade::NoAnswer) => t::passkey_no_answer(),
    }
}

//! Finger or face beside the PIN, switched on and off. What that does to the lock is in `gate::passkey`.

use leptos::prelude::*;
use replica::lock::{NoEntry, Pin};
use wasm_bindgen_futures::spawn_local;

use crate::app;
use crate::browser::passkey::NotMade;
use crate::browser::{focus, page};
use crate::field::use_field;
use crate::gate::passkey::{self, NotOn, Stands};
use crate::pages::gate::choose::Digits;
use crate::text::laas as t;

/// The section, where the phone can or it is on.
#[component]
pub fn TheLock() -> impl IntoView {
    let field = use_field();
    let stands = RwSignal::new(Stands::Impossible);
    spawn_local(async move { stands.set(passkey::stands(field).await) });
    let body = move || match stands.get() {
        Stands::Impossible => ().into_any(),
        Stands::Off => turn_on(stands),
        Stands::On => turn_off(stands),
    };
    view! {
        <section class="group" aria-labelledby="laasen" hidden=move || stands.get() == Stands::Impossible>
            <h2 class="group-title" id="laasen">{t::passkey()}</h2>
            <div class="card stack">{body}</div>
        </section>
    }
}

/// How it stands, in words: what was pressed is gone when that changes, and the focus goes here.
const SAYS: &str = "laasen-nu";

fn turned(stands: RwSignal<Stands>, now: Stands) {
    stands.set(now);
    focus::on(SAYS);
}

/// Asks for the PIN, and then the phone for its person.
fn turn_on(stands: RwSignal<Stands>) -> AnyView {
    let field = use_field();
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<&'static str>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(pin) = Pin::read(typed.get_untracked().trim()) else {
            return failed.set(Some(t::length()));
        };
        busy.set(true);
        failed.set(None);
        page::after_drawing(move || {
            spawn_local(async move {
                match passkey::switch_on(field, &pin).await {
                    Ok(()) => turned(stands, Stands::On),
                    Err(why) => failed.set(Some(why_not_on(&why))),
                }
                typed.set(String::new());
                busy.set(false);
            });
        });
    };
    view! {
        <p id=SAYS tabindex="-1">{t::passkey_why()}</p>
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

fn turn_off(stands: RwSignal<Stands>) -> AnyView {
    let field = use_field();
    let failed = RwSignal::new(None::<&'static str>);
    let turn = move |_| {
        spawn_local(async move {
            match passkey::switch_off(field).await {
                Ok(()) => turned(stands, Stands::Off),
                Err(_) => failed.set(Some(t::storage())),
            }
        });
    };
    view! {
        <p id=SAYS tabindex="-1">{t::passkey_is_on()}</p>
        <p class="form-error-message" role="alert">{failed}</p>
        <button class="button button-secondary" type="button" on:click=turn>{t::passkey_off()}</button>
    }
    .into_any()
}

/// What happened, what is safe, what to do. Too many wrong PINs shut the app: its gate tells the rest.
fn why_not_on(why: &NotOn) -> &'static str {
    match why {
        NotOn::Lock(NoEntry::WantsShare) => t::wants_network(),
        NotOn::Lock(NoEntry::Store(_) | NoEntry::Moved) => t::storage(),
        NotOn::Lock(NoEntry::Wrong) => t::wrong(),
        NotOn::Lock(NoEntry::ClosedUntil(_) | NoEntry::PinGone) => {
            app::lock();
            t::wrong()
        }
        NotOn::Phone(NotMade::Declined) => t::passkey_declined(),
        NotOn::Phone(NotMade::NoAnswer) => t::passkey_no_answer(),
    }
}

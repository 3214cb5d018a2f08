//! The button beside the PIN, where the phone has a passkey of its own: one touch, and the app is open. Whatever
//! goes wrong is a calm line, and the PIN is there as before.

use leptos::prelude::*;
use replica::lock::{By, NoEntry, Shut, Standing};
use wasm_bindgen_futures::spawn_local;

use super::enter::why_shut;
use crate::app::Inside;
use crate::gate::{Gateway, StaysShut};
use crate::text::laas as t;

/// The button, and what came of it. It stays where it is while the phone asks, so that the focus does too.
#[component]
pub fn Touch(
    gate: StoredValue<Gateway, LocalStorage>,
    shut: RwSignal<Shut>,
    arriving: bool,
) -> impl IntoView {
    let inside = expect_context::<Inside>();
    let asking = RwSignal::new(false);
    let failed = RwSignal::new(None::<&'static str>);
    let touch = move |_| {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        failed.set(None);
        let gate = gate.get_value();
        spawn_local(async move {
            let answer = gate.ask_passkey().await;
            if asking.is_disposed() {
                // Somebody typed the PIN meanwhile, and is in.
                return;
            }
            let opened = match answer {
                Ok(answer) => gate.open(By::Passkey(&answer), arriving).await,
                Err(why) => Err(why),
            };
            match opened {
                Ok(field) => return inside.enter(field),
                Err(StaysShut::Lock(NoEntry::Wrong)) => failed.set(Some(t::touch_failed())),
                Err(why) => failed.set(Some(why_shut(&why))),
            }
            asking.set(false);
            if let Ok(Standing::Shut(now)) = gate.standing().await {
                shut.set(now);
            }
        });
    };
    view! {
        <div class="gate-form">
            <button class="button button-secondary button-full" type="button" on:click=touch>{t::touch()}</button>
            <p role="status">{failed}</p>
        </div>
    }
}

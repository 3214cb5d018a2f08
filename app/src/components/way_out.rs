//! The way to the server's own pages, which are outside the app: whether there is one is looked at before anybody is
//! sent there. Without a network they would end at an error of the browser's, and the app would be gone.

use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::boot;
use crate::browser::{session, ways_out};
use crate::text::common as t;

/// How long the look may take before it is told, in milliseconds.
const UNTOLD: u32 = 1_000;

/// Listens for taps on links out of the app, and says what stands in the way.
#[component]
pub fn WayOut() -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let to = RwSignal::new(String::new());
    let looking = RwSignal::new(false);
    let tell = move || {
        if let Some(dialog) = dialog.get_untracked().filter(|dialog| !dialog.open()) {
            let _shown = dialog.show_modal();
        }
    };
    let look = move || {
        looking.set(true);
        let told = Timeout::new(UNTOLD, tell);
        spawn_local(async move {
            let there = boot::is_server_there().await;
            drop(told);
            // Whoever has gone back meanwhile stays.
            if !looking.get_untracked() {
                return;
            }
            looking.set(false);
            if there { session::leave_to(&to.get_untracked()) } else { tell() }
        });
    };
    ways_out::follow(move |address| {
        to.set(address);
        look();
    });
    let back = move || {
        looking.set(false);
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let title = move || if looking.get() { t::page_coming() } else { t::out_title() };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="way-out" on:close=move |_| looking.set(false)>
            <h2 id="way-out" aria-live="polite">{title}</h2>
            <p>{move || (!looking.get()).then(t::out_body)}</p>
            <div class="button-group">
                <button class="button button-primary" type="button" on:click=move |_| back()>{t::out_back()}</button>
                <button class="button button-secondary" type="button" disabled=looking on:click=move |_| look()>{t::try_again()}</button>
            </div>
        </dialog>
    }
}

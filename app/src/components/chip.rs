//! The sync chip: the one line that is always in sight and always true. Its state is `Status::chip`.

use leptos::prelude::*;
use replica::Chip;

use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::synk as t;

/// The chip, which leads to the page on sync.
#[component]
pub fn SyncChip() -> impl IntoView {
    let chip = use_chip();
    move || {
        let (class, icon) = look(chip.get());
        view! {
            <a class=class href="/app/synk">
                <Icon name=icon small=true/><span>{t::chip(chip.get())}</span>
            </a>
        }
    }
}

/// Says a change of the chip aloud. Its place is outside the pages, so that it stays.
#[component]
pub fn SyncVoice() -> impl IntoView {
    let chip = use_chip();
    view! { <p class="sr-only" role="status">{move || t::chip(chip.get())}</p> }
}

fn use_chip() -> Memo<Chip> {
    let field = use_field();
    Memo::new(move |_| field.status().chip())
}

fn look(chip: Chip) -> (&'static str, &'static str) {
    match chip {
        Chip::Attention(_) => ("sync sync-act", "error"),
        Chip::SignedOut(_) => ("sync sync-off", "account"),
        Chip::Offline(_) => ("sync sync-off", "cloud-off"),
        Chip::Slow(_) => ("sync sync-wait", "cloud-off"),
        Chip::Waiting(_) => ("sync sync-wait", "sync"),
        Chip::Fetching => ("sync sync-wait", "download"),
        Chip::Synced => ("sync sync-ok", "cloud-done"),
    }
}

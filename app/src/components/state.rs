//! How far an item has come: stored on the phone, sent, received. A word with an icon, never colour alone.

use domain::Key;
use leptos::prelude::*;
use replica::Progress;

use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::common as t;

/// How far the record at the key has come.
#[component]
pub fn ItemState(
    /// Which record.
    key: Key,
    /// Says nothing about what the server has: for lists in which nearly everything is received.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let field = use_field();
    move || match field.look(|replica| replica.progress(&key)) {
        Progress::Received if quiet => None,
        progress => Some(view! { <ProgressWord progress=progress/> }),
    }
}

/// The word for how far something has come.
#[component]
pub fn ProgressWord(
    /// How far.
    progress: Progress,
) -> impl IntoView {
    let (class, icon, word) = match progress {
        Progress::Saved => ("state state-local", "smartphone", t::saved()),
        Progress::Sent => ("state state-sent", "send", t::sent()),
        Progress::Received => ("state state-received", "check", t::received()),
    };
    view! { <span class=class><Icon name=icon small=true/>{word}</span> }
}

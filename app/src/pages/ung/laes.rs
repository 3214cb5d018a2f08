//! What the case's tovholder must read, on top of the case until they say that they have.

use domain::id::UngId;
use domain::tilknytning::Funktion;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::{date, laes as t};
use crate::view::laes::{Laes, Ulaest, laes};

/// All of it; for anybody but the tovholder, and with nothing to read, nothing at all.
#[component]
pub fn Ulaeste(ung: UngId, act: Act) -> impl IntoView {
    let field = use_field();
    let holds =
        move || field.see(|sight| sight.help(ung).any(|as_what| as_what == Funktion::Tovholder));
    let unread =
        Memo::new(move |_| if holds() { field.see(|sight| laes(sight, ung)) } else { Vec::new() });
    view! {
        <For each=move || unread.get() key=Laes::key let:one><One one=one act=act/></For>
    }
}

#[component]
fn One(one: Laes, act: Act) -> impl IntoView {
    let field = use_field();
    let when = date::moment(one.kl, field.today());
    let why = match one.hvad {
        Ulaest::Noedadgang { .. } => t::reason(),
        Ulaest::Henlagt { .. } => t::aside_why(),
    };
    let words = field.see(|sight| one.words(sight));
    let lines = words.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let heading = t::heading(&one.hvad);
    let read = move |_| act.ask(one.read(), t::read_done());
    view! {
        <Alert tone=Tone::Warning heading=heading>
            <p class="alert-text">{why}</p>
            <blockquote class="quoted">{lines}</blockquote>
            <p class="alert-text small soft">{when}</p>
            <div class="button-group">
                <button class="button button-secondary button-small" type="button" on:click=read>
                    <Icon name="check" small=true/><span>{t::read()}</span>
                </button>
            </div>
        </Alert>
    }
}

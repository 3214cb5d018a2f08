//! What somebody sees who was handed the phone to sign: the whole screen, their own words, and no way to anything else.
//! Whatever they answer, the phone goes back to whoever handed it over, who opens it with their PIN.

use leptos::prelude::*;

use super::underskriv::Underskriv;
use crate::app;
use crate::browser::page;
use crate::components::handed::{ToSign, use_handed};
use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::{common, samtykke as t};
use crate::view::me::fornavn;
use crate::view::samtykke::SamtykkeSide;

/// Why the phone goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// They signed.
    Signed,
    /// They will not, or not now.
    NotNow,
    /// There is nothing to sign any more: it was withdrawn or signed elsewhere meanwhile.
    Over,
}

/// Signing on somebody else's phone.
#[component]
pub fn SkrivUnder() -> impl IntoView {
    page::set_title(&common::tab(t::title()));
    let handed = use_handed();
    view! { <main class="handed" id="main" tabindex="-1">{move || handed.to_sign().map(|to| view! { <ToSigner to=to/> })}</main> }
}

#[component]
fn ToSigner(to: ToSign) -> impl IntoView {
    let field = use_field();
    let side = Memo::new(move |_| field.see(|sight| SamtykkeSide::of(sight, to.ung, to.samtykke)));
    let waits = Memo::new(move |_| {
        side.with(|side| side.as_ref().is_some_and(|side| side.mangler.contains(&to.som)))
    });
    let ended = RwSignal::new(None::<Back>);
    let back = Callback::new(move |why| ended.set(Some(why)));
    move || {
        page::begin_anew();
        match ended.get().or_else(|| (!waits.get()).then_some(Back::Over)) {
            Some(why) => view! { <GiveBack why=why/> }.into_any(),
            None => view! { <Underskriv side=side som=to.som back=back/> }.into_any(),
        }
    }
}

/// The end: what became of it, and to whom the phone goes.
#[component]
fn GiveBack(why: Back) -> impl IntoView {
    let me = use_field().me().navn;
    let owner = fornavn(&me);
    let (title, safe) = match why {
        Back::Signed => (t::signed_title(), t::signed_safe()),
        Back::NotNow => (t::not_now_title(), t::not_now_safe()),
        Back::Over => (t::over_title(), t::over_safe()),
    };
    view! {
        <p class="brand"><Icon name="overgang"/>{common::app_name()}</p>
        <h1 tabindex="-1">{title}</h1>
        <p>{safe}" "{t::give_back(owner)}</p>
        <button class="button button-primary button-full" type="button" on:click=|_| app::lock()>{t::has_it(owner)}</button>
    }
}

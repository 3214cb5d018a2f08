//! A PIN chosen: the first one of a new copy, or a new one for somebody who has signed in anew.

use leptos::prelude::*;
use replica::lock::PinFault;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::Frame;
use super::enter::why_shut;
use super::trying::Trying;
use crate::app::Inside;
use crate::browser::focus;
use crate::gate::Gateway;
use crate::sync::installation::Enrolled;
use crate::text::laas as t;
use crate::view::gate::{ChooseFault, chosen};

/// Why a PIN is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// There is none yet.
    First,
    /// The one before was forgotten.
    Anew,
}

/// Choosing a PIN.
#[component]
pub fn ChoosePin(gate: Gateway, enrolled: Enrolled, occasion: Occasion) -> impl IntoView {
    let inside = expect_context::<Inside>();
    let with = StoredValue::new_local((gate, enrolled));
    let (once, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let trying = Trying::new();
    let Trying { busy, failed } = trying;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = chosen(&once.get_untracked(), &again.get_untracked()).map_err(says);
        trying.start(typed, move |pin| {
            let (gate, from) = with.get_value();
            Box::pin(async move {
                let opened = match occasion {
                    Occasion::First => gate.choose(&pin, &from).await,
                    Occasion::Anew => gate.choose_anew(&pin, &from).await,
                };
                opened.map(|field| inside.enter(field)).map_err(|why| why_shut(&why))
            })
        });
    };
    let lead = match occasion {
        Occasion::First => t::choose_lead(),
        Occasion::Anew => t::choose_anew_lead(),
    };
    view! {
        <Frame title=t::choose_title().to_owned()>
            <p>{lead}</p>
            <form class="gate-form" on:submit=submit on:keydown=on_to_the_second>
                <label class="form-label" for="pin">{t::pin()}</label>
                <span class="form-hint" id="pin-hint">{t::choose_hint()}</span>
                <Digits id="pin" value=once described="pin-hint" failed=failed/>
                <label class="form-label" for="pin-again">{t::again()}</label>
                <Digits id="pin-again" value=again described="pin-hint" failed=failed/>
                <p class="form-error-message" role="alert">{failed}</p>
                <button class="button button-primary button-full" type="submit" disabled=busy>
                    {move || if busy.get() { t::opening() } else { t::choose() }}
                </button>
            </form>
        </Frame>
    }
}

/// Enter in the first of the two moves on: nothing is chosen yet.
fn on_to_the_second(event: KeyboardEvent) {
    let input = event.target().and_then(|at| at.dyn_into::<HtmlInputElement>().ok());
    if event.key() == "Enter" && input.is_some_and(|input| input.id() == "pin") {
        event.prevent_default();
        focus::on("pin-again");
    }
}

/// An input for a PIN. It is no password field: browsers offer to keep what is typed into one, and fill it in for
/// whoever comes next. The style sheet hides the digits.
#[component]
pub fn Digits(
    /// Its id on the page.
    id: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// The id of what is said about it.
    described: &'static str,
    /// What is wrong.
    failed: RwSignal<Option<&'static str>>,
    /// It has the focus from the start.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    view! {
        <input class="form-input pin" id=id type="text" inputmode="numeric" autocomplete="off" autocapitalize="off"
            spellcheck="false" maxlength="12" autofocus=autofocus
            aria-describedby=described aria-invalid=move || failed.get().map(|_| "true")
            prop:value=value on:input:target=move |ev| value.set(ev.target().value())/>
    }
}

fn says(fault: ChooseFault) -> &'static str {
    match fault {
        ChooseFault::Pin(PinFault::Length) => t::length(),
        ChooseFault::Pin(PinFault::NotDigits) => t::not_digits(),
        ChooseFault::Pin(PinFault::TooEasy) => t::too_easy(),
        ChooseFault::Differs => t::differs(),
    }
}

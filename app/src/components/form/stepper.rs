//! A number that is mostly right or a little off: typed, or stepped with two big buttons.

use leptos::prelude::*;

use super::Slot;
use super::parts::{About, described, group};
use crate::components::icon::Icon;

/// A number. Empty is "not known", which is not zero.
#[component]
pub fn Stepper(
    /// The field.
    field: Slot<String>,
    /// What is counted.
    #[prop(into)]
    label: String,
    /// How much a button changes it.
    #[prop(default = 1)]
    step: u16,
    /// The words of the two buttons: less, more.
    buttons: (&'static str, &'static str),
    /// Said in the empty input.
    #[prop(optional)]
    empty: &'static str,
    /// How to fill it in.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let id = field.id();
    let (less, more) = buttons;
    let stepped = move |up: bool| {
        let now: u16 = field.value.with_untracked(|typed| typed.trim().parse().unwrap_or(0));
        let next = if up { now.saturating_add(step) } else { now.saturating_sub(step) };
        field.set(next.to_string());
    };
    let describe = {
        let id = id.clone();
        move || described(&id, hint, field.fault.with(Option::is_some))
    };
    view! {
        <div class=group(field.fault)>
            <label class="form-label" for=id.clone()>{label}</label>
            <About id=id.clone() hint=hint fault=field.fault/>
            <div class="stepper">
                <button class="stepper-button" type="button" aria-label=less on:click=move |_| stepped(false)><Icon name="minus"/></button>
                <input class="form-input" id=id inputmode="numeric" autocomplete="off" enterkeyhint="next" placeholder=empty aria-describedby=describe
                    aria-invalid=move || field.fault.with(Option::is_some).then_some("true")
                    prop:value=field.value
                    on:input:target=move |ev| field.set(ev.target().value())/>
                <button class="stepper-button" type="button" aria-label=more on:click=move |_| stepped(true)><Icon name="plus"/></button>
            </div>
        </div>
    }
}

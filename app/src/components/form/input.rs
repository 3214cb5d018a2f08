//! Inputs of one line and of several.

use leptos::prelude::*;

use super::Slot;
use super::parts::{About, Optional, described, group};

/// An input of one line: text, or a day or a time in the browser's own input.
#[component]
pub fn Input(
    /// The field.
    field: Slot<String>,
    /// What it is.
    #[prop(into)]
    label: String,
    /// `text`, `date`, `time` or `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// How to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// May be left out.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let id = field.id();
    let describe = {
        let id = id.clone();
        move || described(&id, hint, field.fault.with(Option::is_some))
    };
    view! {
        <div class=group(field.fault)>
            <label class="form-label" for=id.clone()>{label}<Optional when=optional/></label>
            <About id=id.clone() hint=hint fault=field.fault/>
            <input class="form-input" id=id type=kind autocomplete="off" aria-describedby=describe
                aria-invalid=move || field.fault.with(Option::is_some).then_some("true")
                prop:value=field.value
                on:input:target=move |ev| field.set(ev.target().value())/>
        </div>
    }
}

/// An input of several lines.
#[component]
pub fn TextArea(
    /// The field.
    field: Slot<String>,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// How to fill it in.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let id = field.id();
    let describe = {
        let id = id.clone();
        move || described(&id, hint, field.fault.with(Option::is_some))
    };
    view! {
        <div class=group(field.fault)>
            <label class="form-label" for=id.clone()>{label}</label>
            <About id=id.clone() hint=hint fault=field.fault/>
            <textarea class="form-input" id=id rows="4" aria-describedby=describe
                aria-invalid=move || field.fault.with(Option::is_some).then_some("true")
                prop:value=field.value
                on:input:target=move |ev| field.set(ev.target().value())></textarea>
        </div>
    }
}

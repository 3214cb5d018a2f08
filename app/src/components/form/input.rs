//! Inputs of one line and of several. What a browser gives of a day or a time that is only half typed is nothing at
//! all; here it is told from an empty field.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::Slot;
use super::parts::{About, Optional, described, group};
use crate::view::form::HALF;

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
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let value = field.value.get();
        if let Some(input) = node.get() {
            show(&input, &value);
        }
    });
    view! {
        <div class=group(field.fault)>
            <label class="form-label" for=id.clone()>{label}<Optional when=optional/></label>
            <About id=id.clone() hint=hint fault=field.fault/>
            <input class="form-input" id=id type=kind autocomplete="off" enterkeyhint="next" aria-describedby=describe
                aria-invalid=move || field.fault.with(Option::is_some).then_some("true")
                node_ref=node
                on:input:target=move |ev| read(&ev.target(), field)
                on:keyup:target=move |ev| read(&ev.target(), field)
                on:blur:target=move |ev| read(&ev.target(), field)/>
        </div>
    }
}

/// What stands in the input now. Half a day, and one that there is not, come without an `input` of their own, so it
/// is read after every key and on leaving too. An input that is taken away while it has the focus is left as well: its
/// form is gone by then.
fn read(input: &HtmlInputElement, field: Slot<String>) {
    let half = input.validity().bad_input();
    let value = if half { HALF.to_owned() } else { input.value() };
    if field.value.try_with_untracked(|known| *known != value) == Some(true) {
        field.set(value);
    }
}

/// Shows what the form holds. What is half typed stays as it stands: a browser would empty the field.
fn show(input: &HtmlInputElement, value: &str) {
    let other = || input.value() != value || input.validity().bad_input();
    if value != HALF && other() {
        input.set_value(value);
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

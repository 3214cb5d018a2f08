//! What surrounds every input: its label, its hint, what is wrong with it; and the bar with the button.

use leptos::prelude::*;

use super::News;
use crate::text::form as t;

/// The hint and the fault of a field; ids follow from the field's.
#[component]
pub fn About(
    /// The field's id.
    id: String,
    /// How to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What is wrong with it.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        {(!hint.is_empty()).then(|| view! { <span class="form-hint" id=hint_id>{hint}</span> })}
        {move || fault.get().map(|says| view! {
            <span class="form-error-message" id=fault_id.clone()><span class="sr-only">{t::fault()}</span>{says}</span>
        })}
    }
}

/// What an input is described by.
pub fn described(id: &str, hint: &str, fault: bool) -> Option<String> {
    let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let fault = fault.then(|| format!("{id}-error"));
    let all: Vec<String> = hint.into_iter().chain(fault).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// The class of a field's group.
pub fn group(fault: Signal<Option<String>>) -> impl Fn() -> &'static str + Copy {
    move || if fault.with(Option::is_some) { "form-group form-error" } else { "form-group" }
}

/// A label's word for a field that may be left out.
#[component]
pub fn Optional(
    /// Whether it may.
    when: bool,
) -> impl IntoView {
    when.then(|| view! { " " <span class="form-optional">{t::optional()}</span> })
}

/// The bar that keeps the button within reach.
#[component]
pub fn Savebar(
    /// The button's words.
    #[prop(into)]
    label: Signal<String>,
    /// It is being stored.
    saving: RwSignal<bool>,
    /// Said beside the button.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
) -> impl IntoView {
    let news = use_context::<News>();
    let told = move || {
        let News { unkept, sent_elsewhere } = news?;
        let elsewhere = sent_elsewhere.get().then(t::sent_elsewhere);
        let says = unkept.get().then(t::unkept).or(elsewhere)?;
        Some(view! { <p class="savebar-note" role="alert">{says}</p> })
    };
    let note = move || note.map_or_else(|| t::saves_here().to_owned(), |note| note.get());
    view! {
        <div class="savebar">
            <button class="button button-primary" type="submit" disabled=saving>
                {move || if saving.get() { t::saving().to_owned() } else { label.get() }}
            </button>
            <p class="savebar-note">{note}</p>
            {told}
        </div>
    }
}

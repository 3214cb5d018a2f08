//! A field to search in. What is found, and whether it is asked for at every letter, is where the field is used.

use leptos::prelude::*;

use super::icon::Icon;

/// The field, with its glass.
#[component]
pub fn SearchField(
    /// What is searched for, in words.
    label: &'static str,
    /// What stands in the empty field; else the label.
    #[prop(default = label)]
    hint: &'static str,
    /// What has been typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="search">
            <Icon name="search"/>
            <input class="form-input" type="search" autocomplete="off" enterkeyhint="search" aria-label=label placeholder=hint
                prop:value=typed on:input:target=move |ev| typed.set(ev.target().value())/>
        </div>
    }
}

//! Discreet mode: initials instead of names and no first lines of notes, for whoever sits beside somebody.
//! The style sheet does the hiding, by the class `discreet` on `<html>`.

use leptos::prelude::*;

use crate::browser::{page, storage};
use crate::components::icon::Icon;
use crate::text::common as t;
use crate::view::me::{fornavn, initials};
use crate::view::navne::parts;

const SETTING: &str = "discreet";

/// Whether names are shortened.
#[derive(Clone, Copy)]
struct Discreet(RwSignal<bool>);

/// What the browser's tab says of somebody: their name, or only what they are.
pub fn tab_of(name: String, else_: &'static str) -> String {
    let Discreet(on) = expect_context();
    if on.get() { else_.to_owned() } else { name }
}

/// Something that discreet mode says in general: what a task is, instead of what it says.
#[component]
pub fn Masked(
    /// What it says.
    #[prop(into)]
    says: String,
    /// What it is.
    is: &'static str,
) -> impl IntoView {
    view! { <span class="name-full">{says}</span><span class="name-short">{is}</span> }
}

/// How somebody is called in a sentence or on a button: by their first name, or by their initials.
#[must_use]
pub fn called(navn: &str) -> String {
    let Discreet(on) = expect_context();
    if on.get() { initials(navn) } else { fornavn(navn).to_owned() }
}

/// The name, or the initials; with what tells two of one name apart.
#[must_use]
pub fn named(navn: &str) -> String {
    let Discreet(on) = expect_context();
    if on.get() { format!("{}{}", initials(navn), parts(navn).1) } else { navn.to_owned() }
}

/// Takes up what this browser was set to.
pub fn provide_discreet() {
    let on = storage::setting(SETTING).as_deref() == Some("on");
    page::mark(SETTING, on);
    provide_context(Discreet(RwSignal::new(on)));
}

/// The switch in the top bar.
#[component]
pub fn DiscreetSwitch() -> impl IntoView {
    let Discreet(on) = expect_context();
    let turn = move |_| {
        let now = !on.get_untracked();
        on.set(now);
        page::mark(SETTING, now);
        storage::keep_setting(SETTING, if now { "on" } else { "off" });
    };
    let pressed = move || if on.get() { "true" } else { "false" };
    view! {
        <button
            class="button button-icon-only"
            type="button"
            aria-pressed=pressed
            aria-label=t::discreet()
            title=t::discreet()
            on:click=turn
        >
            {move || view! { <Icon name=if on.get() { "visibility-off" } else { "visibility" }/> }}
        </button>
    }
}

//! A message in the page: what happened, what is safe, what to do.

use leptos::prelude::*;

use crate::components::icon::Icon;

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It went well.
    Success,
    /// Something should be done.
    Warning,
    /// Something went wrong.
    Error,
}

/// A message.
#[component]
pub fn Alert(
    /// How it is meant.
    tone: Tone,
    /// What happened.
    #[prop(into)]
    heading: String,
    /// It is read aloud at once: only for what has just happened.
    #[prop(optional)]
    interrupts: bool,
    children: Children,
) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Info => ("alert alert-info", "info"),
        Tone::Success => ("alert alert-success", "success"),
        Tone::Warning => ("alert alert-warning", "warning"),
        Tone::Error => ("alert alert-error", "error"),
    };
    view! {
        <div class=class role=interrupts.then_some("alert")>
            <Icon name=icon class="alert-icon"/>
            <div class="alert-body"><h2 class="alert-heading">{heading}</h2>{children()}</div>
        </div>
    }
}

//! What an address points at is not on this phone: why that may be, and where to go.

use leptos::prelude::*;

use crate::components::form::left::LeftWords;
use crate::components::icon::Icon;

/// Says that something is not here.
#[component]
pub fn Gone(
    /// What is not here.
    title: &'static str,
    /// Why that may be.
    body: &'static str,
    /// Where to go.
    #[prop(into)]
    href: String,
    /// The words for going there.
    back: &'static str,
    /// The name of the form that would be here: what was written in it is shown.
    #[prop(optional, into)]
    form: Option<String>,
) -> impl IntoView {
    view! {
        {form.map(|form| view! { <LeftWords form=form/> })}
        <div class="empty">
            <Icon name="help"/>
            <h1>{title}</h1>
            <p>{body}</p>
            <a class="button button-primary" href=href>{back}</a>
        </div>
    }
}

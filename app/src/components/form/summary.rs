//! What is wrong, summed up at the top of the form, with a link to each field. Focus goes here.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Form;
use crate::browser::focus;
use crate::components::icon::Icon;
use crate::text::form as t;
use crate::view::form::Fault;

/// The summary's id on the page.
pub const ID: &str = "form-faults";

/// What is wrong with the form, or why it could not be stored.
#[component]
pub fn Summary<F: 'static>(
    /// The form.
    form: Form<F>,
) -> impl IntoView {
    let Form { faults, failure, .. } = form;
    let wrong = move || faults.with(|all| !all.is_empty()) || failure.get().is_some();
    let says = move || failure.get().unwrap_or_else(t::mend_these);
    move || {
        wrong().then(|| {
            view! {
                <div class="alert alert-error" role="alert" tabindex="-1" id=ID>
                    <Icon name="error"/>
                    <div class="alert-body">
                        <h2 class="alert-heading">{t::not_saved()}</h2>
                        <p class="alert-text">{says}</p>
                        <ul><For each=move || faults.get() key=|fault| fault.at.clone() let:fault><Link fault=fault/></For></ul>
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn Link(fault: Fault) -> impl IntoView {
    let Fault { at, says } = fault;
    let href = format!("#{at}");
    let go = move |ev: MouseEvent| {
        ev.prevent_default();
        focus::on_field(&at);
    };
    view! { <li><a href=href on:click=go>{says}</a></li> }
}

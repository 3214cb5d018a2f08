//! Writing a note: first about whom, unless that is known, then what happened.

pub mod felter;

use domain::Command;
use domain::id::{AftaleId, NotatId, UngId};
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::route::use_id;
use crate::components::form::again::refused_command;
use crate::components::form::opening::OpenForm;
use crate::components::gone::Gone;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{notat as t, unge};
use crate::view::notat::NotatForm;
use felter::NotatFelter;

use super::unge::liste::UngeListe;

/// Writing a note.
#[component]
pub fn NotatPage() -> impl IntoView {
    let ung = use_id::<UngId>("ung");
    move || match ung.get() {
        Some(ung) => view! { <Write ung=ung/> }.into_any(),
        None => view! { <Whom/> }.into_any(),
    }
}

/// The young people to choose from. The choice takes this page's place, so that "back" passes over it.
#[component]
fn Whom() -> impl IntoView {
    view! {
        <Page title=t::new_title().to_owned() back="/app/" form=true>
            <div class="page-head"><div><h1>{t::whom_title()}</h1></div></div>
            <UngeListe then="/notat"/>
        </Page>
    }
}

#[component]
fn Write(ung: UngId) -> impl IntoView {
    let field = use_field();
    let known = Memo::new(move |_| field.see(|sight| sight.ung(ung).is_some()));
    let fresh = Callback::new(|()| {
        let (id, aftale) = (NotatId(clock::new_id()), AftaleId(clock::new_id()));
        match refused_command() {
            Some(Command::WriteNotat(refused)) => NotatForm::again(&refused, id, aftale),
            _ => NotatForm::fresh(id, aftale, clock::now()),
        }
    });
    view! {
        <Page title=t::new_title().to_owned() back=format!("/app/unge/{ung}") form=true>
            <Show when=move || known.get() fallback=move || view! {
                <Gone title=unge::gone_title() body=unge::gone_body() href="/app/unge" back=unge::to_list() form=format!("notat:{ung}")/>
            }>
                <OpenForm name=format!("notat:{ung}") fresh=fresh let:form><NotatFelter form=form ung=ung/></OpenForm>
            </Show>
        </Page>
    }
}

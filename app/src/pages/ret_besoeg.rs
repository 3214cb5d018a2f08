//! Amending a visit. The form carries the visit as it was when it opened, also over a restart, so that
//! only what the person changed is sent.

use domain::besoeg::Besoeg;
use domain::id::{BesoegId, OrganisationId};
use domain::record::find;
use domain::{Command, Folder};
use leptos::prelude::*;

use crate::browser::history::use_leave;
use crate::browser::route::use_id;
use crate::components::form::Form;
use crate::components::form::again::refused_command;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::gone::Gone;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{besoeg as t, form, unge};
use crate::view::log_besoeg::BesoegForm;

use super::log_besoeg::felter::BesoegFelter;

/// Amending a visit.
#[component]
pub fn RetBesoegPage() -> impl IntoView {
    let field = use_field();
    let (organisation, id) =
        (use_id::<OrganisationId>("organisation"), use_id::<BesoegId>("besoeg"));
    let seen = Memo::new(move |_| {
        let folder = Folder::Partnerskab(organisation.get()?);
        let id = id.get()?;
        field.see(|sight| find::<Besoeg>(sight.view, folder, id.0).cloned())
    });
    // The form stays over what was seen when it was opened, whatever comes in meanwhile.
    let here = Memo::new(move |_| seen.with(Option::is_some));
    let ids = organisation.get_untracked().zip(id.get_untracked());
    let back = ids.map_or_else(
        || "/app/besoeg".to_owned(),
        |(organisation, id)| format!("/app/besoeg/{organisation}/{id}"),
    );
    let form = id.get_untracked().map(|id| format!("ret_besoeg:{id}")).unwrap_or_default();
    view! {
        <Page title=t::amend_title().to_owned() back=back.clone() form=true>
            {move || match seen.get_untracked().filter(|_| here.get()) {
                Some(seen) => view! { <Open seen=seen back=back.clone()/> }.into_any(),
                None => view! { <Gone title=t::visit_gone() body=unge::gone_body() href=back.clone() back=unge::to_list() form=form.clone()/> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Open(seen: Besoeg, back: String) -> impl IntoView {
    let name = format!("ret_besoeg:{}", seen.id);
    let fresh = Callback::new(move |()| match refused_command() {
        Some(Command::AmendBesoeg(refused)) => {
            BesoegForm::amending_again(seen.clone(), &refused.edit)
        }
        _ => BesoegForm::amending(seen.clone()),
    });
    view! { <OpenForm name=name fresh=fresh let:form><Amend form=form back=back.clone()/></OpenForm> }
}

#[component]
fn Amend(form: Form<BesoegForm>, back: String) -> impl IntoView {
    let field = use_field();
    let leave = use_leave(back);
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let today = field.today();
        form.save(|typed| typed.parse(today), form::saved(), leave.clone());
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::amend_title()}</h1><p class="soft">{t::amend_body()}</p></div></div>
            <BesoegFelter form=form/>
            <Savebar label=t::amend_save().to_owned() saving=form.saving/>
        </form>
    }
}

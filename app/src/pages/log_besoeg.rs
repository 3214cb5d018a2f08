//! Logging a roadshow visit. Opened from a partner, the partner is known; from the "+", it is chosen.

pub mod felter;
pub mod linjer;

use domain::Command;
use domain::id::{BesoegId, LoefteId, OrganisationId};
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::history::use_leave;
use crate::browser::route::use_id;
use crate::components::form::Form;
use crate::components::form::again::refused_command;
use crate::components::form::chips::{Chip, Choice};
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::slot;
use crate::text::{besoeg as t, form};
use crate::view::besoegsliste::partnere;
use crate::view::log_besoeg::BesoegForm;
use felter::BesoegFelter;
use linjer::LoefteLinjer;

/// How many partners are offered at first.
const OFFERED: usize = 4;

/// Logging a visit.
#[component]
pub fn LogBesoegPage() -> impl IntoView {
    let field = use_field();
    let partner = use_id::<OrganisationId>("organisation");
    let open = move |partner: Option<OrganisationId>| {
        let fresh = Callback::new(move |()| {
            if let Some(Command::LogBesoeg(refused)) = refused_command() {
                return BesoegForm::again(&refused, clock::new_id);
            }
            let (id, loefte) = (BesoegId(clock::new_id()), LoefteId(clock::new_id()));
            field.see(|sight| BesoegForm::fresh(id, loefte, partner, sight))
        });
        let (name, back) = match partner {
            Some(id) => (format!("besoeg:{id}"), format!("/app/besoeg/{id}")),
            None => ("besoeg".to_owned(), "/app/besoeg".to_owned()),
        };
        view! {
            <Page title=t::new_title().to_owned() back=back.clone() form=true>
                <OpenForm name=name fresh=fresh let:form><Log form=form known=partner back=back.clone()/></OpenForm>
            </Page>
        }
    };
    move || open(partner.get())
}

#[component]
fn Log(form: Form<BesoegForm>, known: Option<OrganisationId>, back: String) -> impl IntoView {
    let field = use_field();
    let leave = use_leave(back);
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let today = field.today();
        form.save(|typed| typed.parse(today), form::saved(), leave.clone());
    };
    let navn = known.map(|id| field.see(|sight| sight.organisation_navn(id)));
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::new_title()}</h1>{navn.map(|navn| view! { <p class="soft">{navn}" "<a href="/app/besoeg/nyt" prop:replace=true>{form::another()}</a></p> })}</div></div>
            {known.is_none().then(|| view! { <Partner form=form/> })}
            <BesoegFelter form=form/>
            <LoefteLinjer form=form/>
            <Savebar label=t::save().to_owned() saving=form.saving/>
        </form>
    }
}

/// Which partner: those due first, and all of them with one tap.
#[component]
fn Partner(form: Form<BesoegForm>) -> impl IntoView {
    let field = use_field();
    let all = Memo::new(move |_| field.see(partnere));
    let chosen = Memo::new(move |_| form.values.with(|typed| typed.organisation));
    let whole = RwSignal::new(false);
    let chips = Signal::derive(move || {
        all.with(|all| {
            let offered = all
                .iter()
                .enumerate()
                .filter(|(at, row)| *at < OFFERED || whole.get() || chosen.get() == Some(row.id));
            offered.map(|(_, row)| Chip::new(row.id, row.navn.clone())).collect::<Vec<_>>()
        })
    });
    view! {
        <Choice field=slot!(form, organisation) legend=t::partner() hint=t::partner_hint() chips=chips/>
        <Show when=move || !whole.get() && all.with(|all| all.len() > OFFERED)>
            <button class="button button-tertiary" type="button" on:click=move |_| whole.set(true)>{move || t::all_partners(all.with(Vec::len))}</button>
        </Show>
    }
}

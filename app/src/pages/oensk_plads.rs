//! Asking for snusepraktik: from a young person, places and days are chosen; from a place, days and the
//! young person. It is a request until the server has answered, and is called nothing else.

pub mod steder;
pub mod til;

use domain::id::{OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::{Command, Person};
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::history::use_leave;
use crate::browser::route::use_id;
use crate::components::form::Form;
use crate::components::form::again::refused_command;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::name::Name;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::pages::pladser::dage::Counted;
use crate::pages::pladser::filter::{Hosts, shown};
use crate::text::pladser as t;
use crate::view::oensk_plads::OenskForm;
use crate::view::pladser::{PladsRow, pladser};
use steder::Steder;
use til::Til;

/// Where the page was opened from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fra {
    /// A young person.
    Ung(UngId),
    /// A place.
    Plads(OrganisationId, PladsId),
}

/// Asking for snusepraktik.
#[component]
pub fn OenskPladsPage() -> impl IntoView {
    let ung = use_id::<UngId>("ung");
    let (organisation, plads) =
        (use_id::<OrganisationId>("organisation"), use_id::<PladsId>("plads"));
    move || {
        let plads =
            organisation.get().zip(plads.get()).map(|(host, plads)| Fra::Plads(host, plads));
        ung.get().map(Fra::Ung).or(plads).map(|fra| view! { <Ask fra=fra/> })
    }
}

#[component]
fn Ask(fra: Fra) -> impl IntoView {
    let (name, back) = match fra {
        Fra::Ung(ung) => (format!("oensk:{ung}"), format!("/app/unge/{ung}")),
        Fra::Plads(_, plads) => (format!("oensk:{plads}"), "/app/pladser".to_owned()),
    };
    let fresh = Callback::new(move |()| {
        let id = SnusepraktikId(clock::new_id());
        if let Some(Command::RequestSnusepraktik(refused)) = refused_command() {
            return OenskForm::again(&refused, id);
        }
        match fra {
            Fra::Ung(ung) => OenskForm::fresh(id, Some(ung), None),
            Fra::Plads(host, plads) => OenskForm::fresh(id, None, Some((host, plads))),
        }
    });
    view! {
        <Page title=t::ask_title().to_owned() back=back.clone() form=true>
            <OpenForm name=name fresh=fresh let:form><Felter form=form fra=fra back=back.clone()/></OpenForm>
        </Page>
    }
}

#[component]
fn Felter(form: Form<OenskForm>, fra: Fra, back: String) -> impl IntoView {
    let field = use_field();
    let leave = use_leave(back);
    let rows = Memo::new(move |_| field.see(pladser));
    let here = Memo::new(move |_| {
        form.values
            .with(|typed| rows.with(|rows| rows.iter().find(|row| typed.is_at(row)).cloned()))
    });
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        form.save(|typed| rows.with_untracked(|rows| typed.parse(rows)), t::asked(), leave.clone());
    };
    let label = Signal::derive(move || label(form, here));
    let note = Signal::derive(move || {
        let waits = here.with(|row| {
            row.as_ref().is_some_and(|row| form.values.with(|typed| typed.will_wait(row)))
        });
        if waits { t::will_wait().to_owned() } else { t::only_wish().to_owned() }
    });
    let whom = match fra {
        Fra::Ung(ung) => Some(field.see(|sight| sight.navn(Person::Ung(ung)))),
        Fra::Plads(..) => None,
    };
    let offered = Memo::new(move |_| match fra {
        Fra::Ung(_) => rows.get(),
        Fra::Plads(_, plads) => rows.get().into_iter().filter(|row| row.id == plads).collect(),
    });
    let chosen = RwSignal::new(None);
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::ask_title()}</h1>
                <p class="soft">{whom.map(|navn| view! { {t::for_()}" "<Name navn=navn/>". " })}<Counted/></p></div></div>
            <Hosts rows=offered chosen=chosen/>
            <Steder form=form rows=shown(offered, chosen)/>
            {matches!(fra, Fra::Plads(..)).then(|| view! { <Til form=form/> })}
            <Savebar label=label saving=form.saving note=note/>
        </form>
    }
}

/// What the button asks for, as far as it is chosen.
fn label(form: Form<OenskForm>, here: Memo<Option<PladsRow>>) -> String {
    here.with(|row| match row {
        Some(row) if row.forloeb.is_some() => t::ask_whole(&row.linje),
        Some(row) => match form.values.with(|typed| typed.days(row).len()) {
            0 => t::ask_first().to_owned(),
            1 => t::ask_one(&row.linje),
            count => t::ask_days(count, &row.linje),
        },
        None => t::ask_first().to_owned(),
    })
}

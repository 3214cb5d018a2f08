//! Writing a samtykke together with the young person: to whom, what, when, from when until when. It is signed
//! on the next page, and nothing is told before that.

use domain::id::{SamtykkeId, UngId};
use domain::samtykke::{Emne, Situation};
use domain::{Command, Person};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::browser::clock;
use crate::browser::history::inside;
use crate::browser::route::use_id;
use crate::components::form::Form;
use crate::components::form::again::refused_command;
use crate::components::form::chips::{Chip, Choice, Choices};
use crate::components::form::input::Input;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::name::Name;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::slot;
use crate::text::{samtykke as t, words};
use crate::view::samtykke::forms::{SamtykkeForm, skoler};

/// Writing a samtykke.
#[component]
pub fn NytSamtykkePage() -> impl IntoView {
    let ung = use_id::<UngId>("ung");
    move || ung.get().map(|ung| view! { <Write ung=ung/> })
}

#[component]
fn Write(ung: UngId) -> impl IntoView {
    let field = use_field();
    let fresh = Callback::new(move |()| {
        let id = SamtykkeId(clock::new_id());
        if let Some(Command::DraftSamtykke(refused)) = refused_command() {
            return SamtykkeForm::again(&refused, id);
        }
        let first = field.see(|sight| skoler(sight, ung).first().map(|(id, _)| *id));
        let own = field.see(|sight| sight.ung(ung).and_then(|ung| ung.skole));
        SamtykkeForm::fresh(id, first.filter(|first| own == Some(*first)), field.today())
    });
    view! {
        <Page title=t::new_title().to_owned() back=format!("/app/unge/{ung}") form=true>
            <OpenForm name=format!("samtykke:{ung}") fresh=fresh let:form><Felter form=form ung=ung/></OpenForm>
        </Page>
    }
}

#[component]
fn Felter(form: Form<SamtykkeForm>, ung: UngId) -> impl IntoView {
    let field = use_field();
    let navigate = use_navigate();
    let navn = field.see(|sight| sight.navn(Person::Ung(ung)));
    let schools = Signal::derive(move || {
        let all = field.see(|sight| skoler(sight, ung));
        all.into_iter().map(|(id, navn)| Chip::new(id, navn)).collect::<Vec<_>>()
    });
    let emner = Emne::ALL.map(|emne| Chip::new(emne, words::emne(emne))).to_vec();
    let situationer = Situation::ALL.map(|one| Chip::new(one, words::situation(one))).to_vec();
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let navigate = navigate.clone();
        let read = |typed: &SamtykkeForm| field.see(|sight| typed.parse(ung, sight));
        form.save(read, crate::text::form::saved(), move || {
            // Only now: where its first id was taken it has another.
            let id = form.values.with_untracked(|typed| typed.id);
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(inside(&format!("/app/unge/{ung}/samtykke/{id}")), options);
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::new_title()}</h1><p class="soft">{t::about()}" "<Name navn=navn/></p></div></div>
            <Choice field=slot!(form, modtager) legend=t::school() chips=schools/>
            <Choices field=slot!(form, omfang) legend=t::scope() hint=t::scope_hint() chips=emner/>
            <Choices field=slot!(form, situationer) legend=t::situations() chips=situationer/>
            <div class="form-pair">
                <Input field=slot!(form, fra) label=t::from() kind="date"/>
                <Input field=slot!(form, til) label=t::until() kind="date"/>
            </div>
            <Savebar label=t::save_draft().to_owned() saving=form.saving note=Signal::stored(t::draft_note().to_owned())/>
        </form>
    }
}

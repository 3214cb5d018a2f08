//! Correcting a note: what it says now above, what it is to say below. The first text stays.

use domain::Command;
use domain::id::{NotatId, UngId};
use domain::notat::Notat;
use leptos::prelude::*;

use crate::browser::history::use_leave;
use crate::browser::route::use_id;
use crate::components::form::Form;
use crate::components::form::again::refused_command;
use crate::components::form::input::TextArea;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::gone::Gone;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::pages::ung::noter::paragraphs;
use crate::slot;
use crate::text::{date, form, notat as t, unge};
use crate::view::notat::{RetNotatForm, notat};

/// Correcting a note.
#[component]
pub fn RetNotatPage() -> impl IntoView {
    let field = use_field();
    let (ung, id) = (use_id::<UngId>("ung"), use_id::<NotatId>("notat"));
    if let Some(ung) = ung.get_untracked() {
        field.note_opslag(ung);
    }
    let found = Memo::new(move |_| {
        let (ung, id) = (ung.get()?, id.get()?);
        field.see(|sight| notat(sight, ung, id).cloned())
    });
    let back = ung
        .get_untracked()
        .map_or_else(|| "/app/unge".to_owned(), |ung| format!("/app/unge/{ung}"));
    // Somebody else's correction may arrive meanwhile: the form stays open over the newest note.
    let known = Memo::new(move |_| found.with(Option::is_some));
    let form = move || id.get_untracked().map(|id| format!("ret_notat:{id}")).unwrap_or_default();
    view! {
        <Page title=t::correct_title().to_owned() back=back.clone() form=true>
            {move || match (known.get(), found.get_untracked()) {
                (true, Some(first)) => view! { <Correct notat=Memo::new(move |_| found.get().unwrap_or_else(|| first.clone()))/> }.into_any(),
                _ => view! { <Gone title=t::note_gone() body=unge::gone_body() href=back.clone() back=unge::to_list() form=form()/> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Correct(notat: Memo<Notat>) -> impl IntoView {
    let Notat { id, .. } = notat.get_untracked();
    let fresh = Callback::new(move |()| RetNotatForm {
        tekst: match refused_command() {
            Some(Command::CorrectNotat(refused)) => refused.tekst.to_string(),
            _ => notat.with_untracked(|n| n.gaeldende().to_string()),
        },
    });
    view! {
        <OpenForm name=format!("ret_notat:{id}") fresh=fresh let:form><Felter form=form notat=notat/></OpenForm>
    }
}

#[component]
fn Felter(form: Form<RetNotatForm>, notat: Memo<Notat>) -> impl IntoView {
    let today = use_field().today();
    let Notat { ung, skrevet, tekst, .. } = notat.get_untracked();
    let leave = use_leave(format!("/app/unge/{ung}"));
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let read = |typed: &RetNotatForm| notat.with_untracked(|notat| typed.parse(notat));
        form.save(read, form::saved(), leave.clone());
    };
    let first = unge::first_text(&date::moment(skrevet, today));
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::correct_title()}</h1><p class="soft">{t::correct_body()}</p></div></div>
            <div class="note form-group">
                {move || notat.with(|n| (!n.rettelser.is_empty()).then(|| view! {
                    <div><p class="note-first-label">{t::stands()}</p>{paragraphs(n.gaeldende().as_str())}</div>
                }))}
                <div class="note-first"><p class="note-first-label">{first}</p>{paragraphs(tekst.as_str())}</div>
            </div>
            <TextArea field=slot!(form, tekst) label=t::correct_text().to_owned()/>
            <Savebar label=t::correct_save().to_owned() saving=form.saving/>
        </form>
    }
}

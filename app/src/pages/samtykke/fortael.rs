//! Telling the school something: only topics and situations that the samtykke names are offered.

use domain::Command;
use domain::id::{OplysningId, SamtykkeId, UngId};
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::history::use_leave;
use crate::browser::route::use_id;
use crate::components::form::Form;
use crate::components::form::again::refused_command;
use crate::components::form::chips::{Chip, Choice};
use crate::components::form::input::TextArea;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::gone::Gone;
use crate::components::name::Name;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::slot;
use crate::text::{samtykke as t, unge, words};
use crate::view::samtykke::SamtykkeSide;
use crate::view::samtykke::forms::FortaelForm;

/// Telling something.
#[component]
pub fn FortaelPage() -> impl IntoView {
    let field = use_field();
    let (ung, id) = (use_id::<UngId>("ung"), use_id::<SamtykkeId>("samtykke"));
    let side = Memo::new(move |_| {
        let (ung, id) = (ung.get()?, id.get()?);
        field.see(|sight| SamtykkeSide::of(sight, ung, id))
    });
    // The form stays as it was opened, whatever comes in meanwhile.
    let here = Memo::new(move |_| side.with(Option::is_some));
    let form = move || id.get_untracked().map(|id| format!("oplysning:{id}")).unwrap_or_default();
    move || {
        match side.get_untracked().filter(|_| here.get()) {
        Some(side) => view! { <Write side=side/> }.into_any(),
        None => view! { <Gone title=t::gone_title() body=unge::gone_body() href="/app/" back=unge::to_list() form=form()/> }.into_any(),
    }
    }
}

#[component]
fn Write(side: SamtykkeSide) -> impl IntoView {
    let back = format!("/app/unge/{}/samtykke/{}", side.ung, side.id);
    let name = format!("oplysning:{}", side.id);
    let side = StoredValue::new(side);
    let fresh = Callback::new(move |()| {
        let id = OplysningId(clock::new_id());
        side.with_value(|side| match refused_command() {
            Some(Command::ShareOplysning(refused)) => FortaelForm::again(&refused, id, side),
            _ => FortaelForm::fresh(id, side),
        })
    });
    view! {
        <Page title=t::tell().to_owned() back=back.clone() form=true>
            <OpenForm name=name fresh=fresh let:form><Felter form=form side=side back=back.clone()/></OpenForm>
        </Page>
    }
}

#[component]
fn Felter(form: Form<FortaelForm>, side: StoredValue<SamtykkeSide>, back: String) -> impl IntoView {
    let leave = use_leave(back);
    let SamtykkeSide { navn, modtager, omfang, situationer, .. } = side.get_value();
    let emner: Vec<_> = omfang.into_iter().map(|emne| Chip::new(emne, words::emne(emne))).collect();
    let when: Vec<_> =
        situationer.into_iter().map(|one| Chip::new(one, words::situation(one))).collect();
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let read = |typed: &FortaelForm| side.with_value(|side| typed.parse(side));
        form.save(read, t::tell_saved(), leave.clone());
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::tell_title(&modtager)}</h1><p class="soft">{t::about()}" "<Name navn=navn/></p></div></div>
            <Choice field=slot!(form, emne) legend=t::topic() chips=emner/>
            <Choice field=slot!(form, situation) legend=t::situation() chips=when/>
            <TextArea field=slot!(form, tekst) label=t::text().to_owned() hint=t::text_hint()/>
            <Savebar label=t::tell_save().to_owned() saving=form.saving note=Signal::stored(t::tell_note().to_owned())/>
        </form>
    }
}

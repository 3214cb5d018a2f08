//! Answering an access request: the tovholder gives out all that is written about a young person, with a word to
//! it if there is one to say.

use domain::Command;
use domain::id::{IndsigtId, UngId};
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
use crate::components::name::Name;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::slot;
use crate::text::{date, form, indsigt as t, unge};
use crate::view::indsigt::{BemaerkningForm, IndsigtSide, Staar};

/// A request, and its answer.
#[component]
pub fn IndsigtPage() -> impl IntoView {
    let field = use_field();
    let (ung, id) = (use_id::<UngId>("ung"), use_id::<IndsigtId>("indsigt"));
    let side = Memo::new(move |_| {
        let (ung, id) = (ung.get()?, id.get()?);
        field.see(|sight| IndsigtSide::of(sight, ung, id))
    });
    // The form stays as it was opened, whatever comes in meanwhile.
    let here = Memo::new(move |_| side.with(Option::is_some));
    let form = move || id.get_untracked().map(|id| format!("indsigt:{id}")).unwrap_or_default();
    move || {
        match side.get_untracked().filter(|_| here.get()) {
        Some(side) => {
            field.note_opslag(side.ung);
            view! { <Answer side=side/> }.into_any()
        }
        None => view! { <Gone title=t::gone_title() body=unge::gone_body() href="/app/unge" back=unge::to_list() form=form()/> }.into_any(),
    }
    }
}

#[component]
fn Answer(side: IndsigtSide) -> impl IntoView {
    let name = format!("indsigt:{}", side.id);
    let fresh = Callback::new(|()| match refused_command() {
        Some(Command::GiveIndsigt(refused)) => {
            let tekst = refused.bemaerkning.map(|said| said.to_string()).unwrap_or_default();
            BemaerkningForm { tekst }
        }
        _ => BemaerkningForm::default(),
    });
    let today = use_field().today();
    let day = move |day| date::day(day, today);
    let (says, open) = match &side.staar {
        Staar::Aaben { frist } => (frist.map(|frist| t::answer_by(&day(frist))), true),
        Staar::Givet { til, .. } => (Some(t::given_until(&day(*til))), false),
        Staar::Slut => (Some(t::given_over().to_owned()), false),
    };
    let (navn, bedt) = (side.navn.clone(), t::asked_on(&day(side.bedt.day())));
    let side = StoredValue::new(side);
    view! {
        <Page title=t::give_title().to_owned() back="/app/".to_owned() form=open>
            <div class="page-head"><div>
                <h1>{t::give_title()}</h1>
                <p class="soft"><Name navn=navn/>" · "{bedt}{says.map(|says| format!(" · {says}"))}</p>
            </div></div>
            {open.then(|| view! {
                <OpenForm name=name fresh=fresh let:form><Felter form=form side=side/></OpenForm>
            })}
        </Page>
    }
}

#[component]
fn Felter(form: Form<BemaerkningForm>, side: StoredValue<IndsigtSide>) -> impl IntoView {
    let leave = use_leave("/app/".to_owned());
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let read = |typed: &BemaerkningForm| side.with_value(|side| side.give(typed));
        form.save(read, t::given(), leave.clone());
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <p>{t::give_what()}</p>
            <TextArea field=slot!(form, tekst) label=t::remark().to_owned() hint=t::remark_hint()/>
            <Savebar label=t::give().to_owned() saving=form.saving note=Signal::stored(form::saves_here().to_owned())/>
        </form>
    }
}

//! The fields of a note.

use domain::Person;
use domain::id::UngId;
use domain::notat::{Notatslags, Opmaerksomhedspunkt, Synlighed};
use leptos::prelude::*;

use crate::browser::history::use_leave;
use crate::components::discreet::called;
use crate::components::form::Form;
use crate::components::form::chips::{Chip, Choice, Choices};
use crate::components::form::input::{Input, TextArea};
use crate::components::form::parts::Savebar;
use crate::components::form::summary::Summary;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::field::use_field;
use crate::pages::ung::noter::icon;
use crate::slot;
use crate::text::{form, notat as t, words};
use crate::view::notat::{NotatForm, choices, seen_by};

const SLAGS: [Notatslags; 5] = [
    Notatslags::Samtale,
    Notatslags::Telefon,
    Notatslags::Skolebesoeg,
    Notatslags::Udeblevet,
    Notatslags::Andet,
];

const PUNKTER: [Opmaerksomhedspunkt; 6] = [
    Opmaerksomhedspunkt::Oekonomi,
    Opmaerksomhedspunkt::Umodenhed,
    Opmaerksomhedspunkt::Psyke,
    Opmaerksomhedspunkt::Netvaerk,
    Opmaerksomhedspunkt::Opbakning,
    Opmaerksomhedspunkt::Uddannelsesvalg,
];

/// The form.
#[component]
pub fn NotatFelter(form: Form<NotatForm>, ung: UngId) -> impl IntoView {
    let field = use_field();
    let leave = use_leave(format!("/app/unge/{ung}"));
    let navn = field.see(|sight| sight.navn(Person::Ung(ung)));
    let slags =
        SLAGS.map(|slags| Chip::new(slags, words::notatslags(slags)).with_icon(icon(slags)));
    let punkter = PUNKTER.map(|punkt| Chip::new(punkt, words::opmaerksomhedspunkt(punkt)));
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let read = |typed: &NotatForm| field.see(|sight| typed.parse(ung, sight));
        form.save(read, form::saved(), leave.clone());
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <Summary form=form/>
            <div class="page-head"><div><h1>{t::new_title()}</h1><p class="soft">{t::about()}" "<Name navn=navn.clone()/>" "<a href="/app/notat" prop:replace=true>{form::another()}</a></p></div></div>
            <Choice field=slot!(form, slags) legend=t::kind() chips=slags.to_vec()/>
            <TextArea field=slot!(form, tekst) label=t::text().to_owned() hint=t::text_hint()/>
            <div class="form-pair">
                <Input field=slot!(form, dag) label=form::day() kind="date"/>
                <Input field=slot!(form, tid) label=form::clock() kind="time"/>
            </div>
            <Choices field=slot!(form, punkter) legend=t::points() chips=punkter.to_vec() optional=true/>
            <Aftale form=form/>
            <Laesere form=form ung=ung navn=navn/>
            <Savebar label=t::save().to_owned() saving=form.saving/>
        </form>
    }
}

/// An agreement made with the note.
#[component]
fn Aftale(form: Form<NotatForm>) -> impl IntoView {
    view! {
        <fieldset class="form-group">
            <legend class="form-label">{t::agreement()}" "<span class="form-optional">{form::optional()}</span></legend>
            <div class="card">
                <Input field=slot!(form, aftale) label=t::agreement_what() hint=t::agreement_hint()/>
                <div class="form-pair">
                    <Input field=slot!(form, frist) label=t::agreement_day() kind="date"/>
                    <Input field=slot!(form, klokken) label=t::agreement_clock() kind="time"/>
                </div>
            </div>
        </fieldset>
    }
}

/// Who may come to read it, by name.
#[component]
fn Laesere(form: Form<NotatForm>, ung: UngId, navn: String) -> impl IntoView {
    let field = use_field();
    let first = Memo::new(move |_| called(&navn));
    let places = Memo::new(move |_| field.see(|sight| choices(sight, ung)));
    let chips = Signal::derive(move || {
        let label = |place| match place {
            Synlighed::Journal => t::only_case().to_owned(),
            Synlighed::Plan => first.with(|first| t::also_young(first)),
        };
        places.get().into_iter().map(|place| Chip::new(place, label(place))).collect::<Vec<_>>()
    });
    let preset = move |typed: &NotatForm| {
        typed.synlighed.or_else(|| places.with(|all| all.first().copied()))
    };
    let slot = form.slot("synlighed", preset, |typed, place| typed.synlighed = place);
    let names = move || {
        slot.value.get().map(|place| field.see(|sight| seen_by(sight, ung, place, &called)))
    };
    view! {
        <Choice field=slot legend=t::who_sees() chips=chips/>
        <p class="visibility" role="status"><Icon name="visibility"/><span>{move || names().map(|names| crate::text::unge::seen_by(&names))}</span></p>
    }
}

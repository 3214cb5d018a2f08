//! The head of a young person's page: who, what to do, what happens next, who helps.

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::alert::{Alert, Tone};
use crate::components::discreet::Masked;
use crate::components::helper::HelperItem;
use crate::components::icon::Icon;
use crate::components::moede::MoedeLines;
use crate::components::name::Name;
use crate::field::use_field;
use crate::text::{date, i_dag, laes, unge as t, words};
use crate::view::helpers::Helper;
use crate::view::me::monogram;
use crate::view::ung::{Naeste, UngSide};

/// Who it is, the acts, and what happens next.
#[component]
pub fn Hoved(id: UngId, side: Memo<UngSide>) -> impl IntoView {
    move || {
        let UngSide { navn, alder, skole, telefon, naeste, hjulpet, .. } = side.get();
        let skole = (!skole.is_empty()).then(|| format!(" · {skole}"));
        let act = |href: String, icon: &'static str, word: &'static str| {
            view! { <a class="act" href=href><Icon name=icon/>{word}</a> }
        };
        let written =
            telefon.clone().map(|telefon| view! { <span class="telefon">" · "{telefon}</span> });
        let number = telefon.map(|telefon| telefon.replace(' ', ""));
        view! {
            <header class="person">
                <span class="initials" aria-hidden="true">{monogram(&navn)}</span>
                <div class="person-body"><h1><Name navn=navn/></h1><p class="soft">{t::years(alder)}{skole}{written}</p></div>
            </header>
            {(!hjulpet).then(|| view! {
                <Alert tone=Tone::Info heading=laes::reads_only()>
                    <p class="alert-text">{laes::reads_only_why()}</p>
                </Alert>
            })}
            <div class="acts">
                {hjulpet.then(|| act(format!("/app/unge/{id}/notat"), "edit", t::note()))}
                {number.clone().map(|number| act(format!("tel:{number}"), "call", t::call()))}
                {number.map(|number| act(format!("sms:{number}"), "chat", t::text()))}
                {hjulpet.then(|| act(format!("/app/unge/{id}/snusepraktik"), "construction", t::taster_short()))}
            </div>
            <Naest naeste=naeste/>
        }
    }
}

#[component]
fn Naest(naeste: Option<Naeste>) -> impl IntoView {
    let today = use_field().today();
    let says = move |Naeste { hvad, dag, klokken, moede }| {
        let clock = klokken.map(|minutes| format!(" {}", date::minutes(minutes)));
        let when =
            dag.map(|dag| format!("{}{}", date::near(dag, today), clock.unwrap_or_default()));
        view! {
            <p><strong><Masked says=hvad is=i_dag::an_aftale()/></strong></p>
            {when.map(|when| view! { <p class="place-line"><Icon name="calendar-month" small=true/>{when}</p> })}
            <MoedeLines moede=moede class="place-line"/>
        }
    };
    view! {
        <section class="card group" aria-labelledby="naeste">
            <h2 class="next-label" id="naeste">{t::next()}</h2>
            {match naeste {
                Some(naeste) => says(naeste).into_any(),
                None => view! { <p class="soft">{t::next_none()}</p> }.into_any(),
            }}
        </section>
    }
}

/// Who helps, and how to reach them.
#[component]
pub fn Hjaelpere(side: Memo<UngSide>) -> impl IntoView {
    let helpers = Memo::new(move |_| side.with(|side| side.helpers.clone()));
    let item = |helper: Helper| {
        let parts = [words::funktion(helper.funktion), helper.sted.as_str()];
        let what = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        view! { <HelperItem helper=helper what=what/> }
    };
    view! {
        <section class="group" aria-labelledby="hjaelper">
            <h2 class="group-title" id="hjaelper">{t::helpers()}</h2>
            <div class="card"><ul class="helpers">
                {move || helpers.get().into_iter().map(item).collect_view()}
            </ul></div>
        </section>
    }
}

/// A code that the young person signs in with, made on a page of the server.
#[component]
pub fn Adgang(id: UngId) -> impl IntoView {
    view! {
        <p class="small soft">
            <a href=format!("/adgang/ung/{id}") rel="external">{t::access()}</a>" "{t::access_why()}
        </p>
    }
}

//! The pages that the first load leaves out, all in one chunk: which they are, what draws them, and what else comes with
//! them. Only `main.rs` names `part`; whatever else named it would bring every page into the first load.

use std::future::Future;
use std::pin::Pin;

use domain::edge::Commands;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::params::ParamsMap;

use crate::browser::tab;
use crate::field::Field;
use crate::held;

use crate::pages::aarshjul::AarshjulPage;
use crate::pages::besoeg::BesoegPage;
use crate::pages::besoegsliste::Besoegsliste;
use crate::pages::hjemmeskaerm::Hjemmeskaerm;
use crate::pages::indsigt::IndsigtPage;
use crate::pages::landkort::Landkort;
use crate::pages::log_besoeg::LogBesoegPage;
use crate::pages::mere::Mere;
use crate::pages::notat::NotatPage;
use crate::pages::oensk_plads::OenskPladsPage;
use crate::pages::partner::PartnerPage;
use crate::pages::pladser::Pladser;
use crate::pages::ret_besoeg::RetBesoegPage;
use crate::pages::ret_notat::RetNotatPage;
use crate::pages::samtykke::SamtykkePage;
use crate::pages::samtykke::fortael::FortaelPage;
use crate::pages::samtykke::ny::NytSamtykkePage;
use crate::pages::samtykke::skriv::SkrivUnder;
use crate::pages::skole::SkolePage;
use crate::pages::synk::Synk;
use crate::pages::unge::Unge;
use crate::pages::vaert::VaertPage;

/// A page that is not in the first load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as its page is")]
pub enum Rest {
    Aarshjul,
    Besoeg,
    Besoegsliste,
    Fortael,
    Hjemmeskaerm,
    Indsigt,
    Landkort,
    LogBesoeg,
    Mere,
    Notat,
    NytSamtykke,
    OenskPlads,
    Partner,
    Pladser,
    RetBesoeg,
    RetNotat,
    Samtykke,
    Skole,
    SkrivUnder,
    Synk,
    Unge,
    Vaert,
}

/// What comes with the rest.
#[derive(Clone, Copy)]
pub struct Part {
    /// Draws a page of it.
    pub draw: fn(Rest) -> AnyView,
    /// What reads, writes and decides commands.
    pub commands: Commands,
    /// What is done once for a copy that was opened.
    pub begin: fn(Field),
    /// What is done before the tab begins anew.
    pub end: fn() -> Pin<Box<dyn Future<Output = ()>>>,
}

/// Brings the part here; none if it could not be fetched.
pub type Fetch = fn() -> Pin<Box<dyn Future<Output = Option<Part>>>>;

/// What the chunk consists of.
#[must_use]
pub fn part() -> Part {
    // Before any form asks under which name it is kept.
    tab::be_alone();
    Part {
        draw,
        commands: Commands::whole(),
        begin: held::carry_out_what_was_left,
        end: || Box::pin(held::put_in_line()),
    }
}

/// With other ids in its address a page is another page, with nothing of what was typed or begun on the one before: the
/// router alone would keep it as it stands and change the ids under it. A list with the chosen one beside it stays, and so
/// does what has no address.
fn draw(page: Rest) -> AnyView {
    if matches!(page, Rest::Unge | Rest::SkrivUnder) {
        return one(page);
    }
    let params = use_params_map();
    let ids = move || params.with(ParamsMap::to_query_string);
    view! { <For each=move || [ids()] key=Clone::clone children=move |_| one(page)/> }.into_any()
}

fn one(page: Rest) -> AnyView {
    match page {
        Rest::Aarshjul => view! { <AarshjulPage/> }.into_any(),
        Rest::Besoeg => view! { <BesoegPage/> }.into_any(),
        Rest::Besoegsliste => view! { <Besoegsliste/> }.into_any(),
        Rest::Fortael => view! { <FortaelPage/> }.into_any(),
        Rest::Hjemmeskaerm => view! { <Hjemmeskaerm/> }.into_any(),
        Rest::Indsigt => view! { <IndsigtPage/> }.into_any(),
        Rest::Landkort => view! { <Landkort/> }.into_any(),
        Rest::LogBesoeg => view! { <LogBesoegPage/> }.into_any(),
        Rest::Mere => view! { <Mere/> }.into_any(),
        Rest::Notat => view! { <NotatPage/> }.into_any(),
        Rest::NytSamtykke => view! { <NytSamtykkePage/> }.into_any(),
        Rest::OenskPlads => view! { <OenskPladsPage/> }.into_any(),
        Rest::Partner => view! { <PartnerPage/> }.into_any(),
        Rest::Pladser => view! { <Pladser/> }.into_any(),
        Rest::RetBesoeg => view! { <RetBesoegPage/> }.into_any(),
        Rest::RetNotat => view! { <RetNotatPage/> }.into_any(),
        Rest::Samtykke => view! { <SamtykkePage/> }.into_any(),
        Rest::Skole => view! { <SkolePage/> }.into_any(),
        Rest::SkrivUnder => view! { <SkrivUnder/> }.into_any(),
        Rest::Synk => view! { <Synk/> }.into_any(),
        Rest::Unge => view! { <Unge/> }.into_any(),
        Rest::Vaert => view! { <VaertPage/> }.into_any(),
    }
}

//! The pages that the first load leaves out, all in one chunk: which they are, and what draws them. Only
//! `main.rs` names `draw`; whatever else named it would bring every page into the first load.

use std::future::Future;
use std::pin::Pin;

use domain::edge::Commands;
use leptos::prelude::*;

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
}

/// Brings the part here; none if it could not be fetched.
pub type Fetch = fn() -> Pin<Box<dyn Future<Output = Option<Part>>>>;

/// What the chunk consists of.
pub fn draw(page: Rest) -> AnyView {
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

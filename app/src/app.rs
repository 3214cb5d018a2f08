//! The app's frame: starts, finds out whose copy to show, and lists every route on one screen.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen_futures::spawn_local;

use crate::boot::{self, Boot};
use crate::browser::history::Trail;
use crate::browser::{self, idle, install, keyboard, page, worker};
use crate::components::chip::SyncVoice;
use crate::components::discreet::provide_discreet;
use crate::components::nav::Shortcuts;
use crate::components::toast::{Toasts, provide_toast};
use crate::field::Field;
use crate::pages::aarshjul::AarshjulPage;
use crate::pages::besoeg::BesoegPage;
use crate::pages::besoegsliste::Besoegsliste;
use crate::pages::gate::Gate;
use crate::pages::hjemmeskaerm::Hjemmeskaerm;
use crate::pages::home::Home;
use crate::pages::indsigt::IndsigtPage;
use crate::pages::landkort::Landkort;
use crate::pages::log_besoeg::LogBesoegPage;
use crate::pages::mere::Mere;
use crate::pages::min_plan::MinPlan;
use crate::pages::notat::NotatPage;
use crate::pages::oensk_plads::OenskPladsPage;
use crate::pages::partner::PartnerPage;
use crate::pages::pladser::Pladser;
use crate::pages::ret_besoeg::RetBesoegPage;
use crate::pages::ret_notat::RetNotatPage;
use crate::pages::samtykke::SamtykkePage;
use crate::pages::samtykke::fortael::FortaelPage;
use crate::pages::samtykke::ny::NytSamtykkePage;
use crate::pages::skole::SkolePage;
use crate::pages::synk::Synk;
use crate::pages::unge::Unge;
use crate::pages::vaert::VaertPage;
use crate::{sync, text};

/// Starts the app: finds out whose copy to show, and shows it.
pub fn start() {
    text::take_up();
    page::set_language(text::language().code());
    keyboard::follow();
    install::keep_offer();
    let owner = Owner::new();
    owner.set();
    // The owner lives as long as the tab.
    std::mem::forget(owner);
    let update = RwSignal::new(false);
    worker::register(move || update.set(true));
    spawn_local(async move {
        let arriving = browser::window().location().pathname().is_ok_and(|at| at == boot::ARRIVAL);
        let boot = boot::boot(arriving).await;
        if arriving {
            page::stand_at("/app/");
        }
        show(boot, update);
    });
}

fn show(boot: Boot, update: RwSignal<bool>) {
    let document = browser::window().document();
    let find = |id: &str| document.as_ref().and_then(|document| document.get_element_by_id(id));
    if let Some(skeleton) = find("skeleton") {
        skeleton.remove();
    }
    if let Some(place) = find("app") {
        let place: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(place);
        mount_to(place, move || view! { <App boot=boot update=update/> }).forget();
    }
}

/// A newer version of the app waits to be let in.
#[derive(Clone, Copy)]
pub struct UpdateReady(pub RwSignal<bool>);

#[component]
fn App(boot: Boot, update: RwSignal<bool>) -> impl IntoView {
    provide_context(UpdateReady(update));
    let inside = RwSignal::new(None);
    provide_context(Inside(inside));
    let boot = StoredValue::new_local(boot);
    move || match inside.get() {
        Some(field) => view! { <Open field=field/> }.into_any(),
        None => view! { <Gate boot=boot.get_value()/> }.into_any(),
    }
}

/// The copy, once somebody is let in.
#[derive(Clone, Copy)]
pub struct Inside(RwSignal<Option<Field>>);

impl Inside {
    /// Lets somebody in: from here on the copy is kept in step, until the app locks itself.
    pub fn enter(self, field: Field) {
        idle::watch();
        sync::start(field);
        field.ask_to_persist();
        self.0.set(Some(field));
    }
}

/// Locks the app: the tab begins anew, and nothing of what was open is left in its memory.
pub fn lock() {
    browser::reload();
}

#[component]
fn Open(field: Field) -> impl IntoView {
    provide_context(field);
    provide_toast();
    provide_discreet();
    view! {
        <Router base="/app">
            <Trail/>
            <Shortcuts/>
            <SyncVoice/>
            <Toasts/>
            <Routes fallback=Home>
                <Route path=path!("") view=Home/>
                <Route path=path!("ind") view=Home/>
                <Route path=path!("unge/:ung?") view=Unge/>
                <Route path=path!("unge/:ung/notat") view=NotatPage/>
                <Route path=path!("unge/:ung/notat/:notat/ret") view=RetNotatPage/>
                <Route path=path!("unge/:ung/snusepraktik") view=OenskPladsPage/>
                <Route path=path!("unge/:ung/samtykke/nyt") view=NytSamtykkePage/>
                <Route path=path!("unge/:ung/samtykke/:samtykke") view=SamtykkePage/>
                <Route path=path!("unge/:ung/samtykke/:samtykke/fortael") view=FortaelPage/>
                <Route path=path!("unge/:ung/indsigt/:indsigt") view=IndsigtPage/>
                <Route path=path!("notat") view=NotatPage/>
                <Route path=path!("besoeg") view=Besoegsliste/>
                <Route path=path!("besoeg/nyt") view=LogBesoegPage/>
                <Route path=path!("besoeg/:organisation") view=PartnerPage/>
                <Route path=path!("besoeg/:organisation/nyt") view=LogBesoegPage/>
                <Route path=path!("besoeg/:organisation/:besoeg") view=BesoegPage/>
                <Route path=path!("besoeg/:organisation/:besoeg/ret") view=RetBesoegPage/>
                <Route path=path!("pladser") view=Pladser/>
                <Route path=path!("pladser/:organisation/:plads") view=OenskPladsPage/>
                <Route path=path!("vaert") view=VaertPage/>
                <Route path=path!("skole") view=SkolePage/>
                <Route path=path!("min-plan") view=MinPlan/>
                <Route path=path!("synk") view=Synk/>
                <Route path=path!("mere") view=Mere/>
                <Route path=path!("mere/aarshjul") view=AarshjulPage/>
                <Route path=path!("mere/landkort") view=Landkort/>
                <Route path=path!("mere/hjemmeskaerm") view=Hjemmeskaerm/>
            </Routes>
        </Router>
    }
}

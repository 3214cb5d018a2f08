//! The app's frame: starts, finds out whose copy to show, and lists every route on one screen.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use wasm_bindgen_futures::spawn_local;

use crate::boot::{self, Boot};
use crate::browser::history::Trail;
use crate::browser::idle::{self, Presence};
use crate::browser::route::Address;
use crate::browser::worker::Offline;
use crate::browser::{
    self, fault, history, install, keyboard, page, patience, place, tab, taps, unkept, worker,
};
use crate::components::chip::SyncVoice;
use crate::components::discreet::provide_discreet;
use crate::components::handed::provide_handed;
use crate::components::later::{Later, follow_first_screen, last_work, provide_rest};
use crate::components::leaving::{Leaving, WordsWouldGo};
use crate::components::nav::Shortcuts;
use crate::components::toast::{Toasts, provide_toast};
use crate::components::way_out::WayOut;
use crate::field::Field;
use crate::pages::gate::Gate;
use crate::pages::home::Home;
use crate::pages::min_plan::MinPlan;
use crate::pages::rest::{Fetch, Rest};
use crate::store::indexeddb;
use crate::view::me::initials;
use crate::{sync, text};

/// Starts the app: finds out whose copy to show, and shows it. `fetch` brings the pages of the rest.
pub fn start(fetch: Fetch) {
    fault::tell();
    text::take_up();
    page::set_language(text::language().code());
    keyboard::follow();
    install::keep_offer();
    boot::follow_other_tabs();
    tab::stay();
    let owner = Owner::new();
    owner.set();
    // The owner lives as long as the tab.
    std::mem::forget(owner);
    let update = RwSignal::new(false);
    let offline = RwSignal::new(Offline::Coming);
    spawn_local(async move {
        let arriving = browser::window().location().pathname().is_ok_and(|at| at == boot::ARRIVAL);
        let boot = boot::boot(arriving).await;
        if arriving {
            page::stand_at("/app/");
        }
        show(boot, update, offline, fetch);
        // Only now: what it fetches for later is not to slow down the first screen.
        worker::register(move || update.set(true), move |ready| offline.set(ready));
    });
}

fn show(boot: Boot, update: RwSignal<bool>, offline: RwSignal<Offline>, fetch: Fetch) {
    let document = browser::window().document();
    let find = |id: &str| document.as_ref().and_then(|document| document.get_element_by_id(id));
    if let Some(skeleton) = find("skeleton") {
        skeleton.remove();
    }
    if let Some(place) = find("app") {
        let place: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(place);
        mount_to(
            place,
            move || view! { <App boot=boot update=update offline=offline fetch=fetch/> },
        )
        .forget();
    }
}

/// A newer version of the app waits to be let in.
#[derive(Clone, Copy)]
pub struct UpdateReady(pub RwSignal<bool>);

/// Whether the app starts on this phone with no network.
#[derive(Clone, Copy)]
pub struct OfflineReady(pub RwSignal<Offline>);

#[component]
fn App(
    boot: Boot,
    update: RwSignal<bool>,
    offline: RwSignal<Offline>,
    fetch: Fetch,
) -> impl IntoView {
    provide_context(UpdateReady(update));
    provide_context(OfflineReady(offline));
    let inside = Inside {
        field: RwSignal::new(None),
        leaving: RwSignal::new(false),
        asking: RwSignal::new(false),
    };
    provide_context(inside);
    provide_rest(fetch);
    let boot = StoredValue::new_local(boot);
    let screen = move || match inside.field.get() {
        Some(field) => view! { <Open field=field inside=inside/> }.into_any(),
        None => view! { <Gate boot=boot.get_value()/> }.into_any(),
    };
    view! { {screen}<WayOut/> }
}

/// The copy, once somebody is let in.
#[derive(Clone, Copy)]
pub struct Inside {
    field: RwSignal<Option<Field>>,
    /// Nobody has been there for a while: the app is about to lock itself.
    leaving: RwSignal<bool>,
    /// Locking would take along what is stored nowhere, and whoever asked for it is told.
    asking: RwSignal<bool>,
}

impl Inside {
    /// Lets somebody in: from here on the copy is kept in step, until the app locks itself.
    pub fn enter(self, field: Field) {
        let leaving = self.leaving;
        idle::watch(move |presence| match presence {
            Presence::Gone => lock(),
            Presence::Here | Presence::Leaving => leaving.set(presence == Presence::Leaving),
        });
        taps::watch();
        sync::start(field);
        field.ask_to_persist();
        self.field.set(Some(field));
    }

    /// Locks the app because somebody asked for it. Where that would take along what is stored nowhere, they are told first.
    pub fn lock(self) {
        if unkept::is_any() { self.asking.set(true) } else { lock() }
    }
}

/// Locks the app: the tab begins anew, and nothing of what was open is left on the screen or in its memory. Whoever
/// comes back finds the place they were at.
pub fn lock() {
    place::keep();
    begin_anew();
}

/// As [`lock`], where whoever comes next may be somebody else. What is held for a moment is put in line first.
pub fn begin_anew() {
    unkept::let_go();
    page::blank();
    spawn_local(async {
        patience::at_most(LAST, async {
            last_work().await;
            indexeddb::written().await;
        })
        .await;
        browser::reload();
    });
}

/// So many milliseconds the last work has.
const LAST: u32 = 2_000;

#[component]
fn Open(field: Field, inside: Inside) -> impl IntoView {
    provide_context(field);
    place::restore();
    let initials = Memo::new(move |_| initials(&field.me().navn));
    Effect::new(move |_| initials.with(|initials| keep_initials(field, initials)));
    follow_first_screen(field);
    history::listen();
    provide_toast();
    provide_discreet();
    let handed = provide_handed();
    view! {
        <Router base="/app">
            <Trail/>
            <Leaving when=inside.leaving/>
            <WordsWouldGo when=inside.asking/>
            {move || if handed.to_sign().is_some() {
                view! { <Later page=Rest::SkrivUnder/> }.into_any()
            } else {
                view! { <Pages/> }.into_any()
            }}
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Shortcuts/>
        <SyncVoice/>
        <Toasts/>
        <Routes fallback=Home>
            <Route path=Address("") view=Home/>
            <Route path=Address("ind") view=Home/>
            <Route path=Address("unge/:ung?") view=later(Rest::Unge)/>
            <Route path=Address("unge/:ung/notat") view=later(Rest::Notat)/>
            <Route path=Address("unge/:ung/notat/:notat/ret") view=later(Rest::RetNotat)/>
            <Route path=Address("unge/:ung/snusepraktik") view=later(Rest::OenskPlads)/>
            <Route path=Address("unge/:ung/samtykke/nyt") view=later(Rest::NytSamtykke)/>
            <Route path=Address("unge/:ung/samtykke/:samtykke") view=later(Rest::Samtykke)/>
            <Route path=Address("unge/:ung/samtykke/:samtykke/fortael") view=later(Rest::Fortael)/>
            <Route path=Address("unge/:ung/indsigt/:indsigt") view=later(Rest::Indsigt)/>
            <Route path=Address("notat") view=later(Rest::Notat)/>
            <Route path=Address("besoeg") view=later(Rest::Besoegsliste)/>
            <Route path=Address("besoeg/nyt") view=later(Rest::LogBesoeg)/>
            <Route path=Address("besoeg/:organisation") view=later(Rest::Partner)/>
            <Route path=Address("besoeg/:organisation/nyt") view=later(Rest::LogBesoeg)/>
            <Route path=Address("besoeg/:organisation/:besoeg") view=later(Rest::Besoeg)/>
            <Route path=Address("besoeg/:organisation/:besoeg/ret") view=later(Rest::RetBesoeg)/>
            <Route path=Address("pladser") view=later(Rest::Pladser)/>
            <Route path=Address("pladser/:organisation/:plads") view=later(Rest::OenskPlads)/>
            <Route path=Address("vaert") view=later(Rest::Vaert)/>
            <Route path=Address("skole") view=later(Rest::Skole)/>
            <Route path=Address("min-plan") view=MinPlan/>
            <Route path=Address("synk") view=later(Rest::Synk)/>
            <Route path=Address("mere") view=later(Rest::Mere)/>
            <Route path=Address("mere/aarshjul") view=later(Rest::Aarshjul)/>
            <Route path=Address("mere/landkort") view=later(Rest::Landkort)/>
            <Route path=Address("mere/hjemmeskaerm") view=later(Rest::Hjemmeskaerm)/>
        </Routes>
    }
}

/// The next gate says whose it is. Before the first exchange nobody here has a name.
fn keep_initials(field: Field, initials: &str) {
    if !initials.is_empty() {
        boot::keep_initials(field.peek(|replica| replica.identity.person), initials);
    }
}

/// A page that the first load leaves out. What a person may meet first stands in it: the start, and "Min plan".
fn later(page: Rest) -> impl Fn() -> AnyView + Send + Clone {
    move || view! { <Later page=page/> }.into_any()
}

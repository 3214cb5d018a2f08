//! Mere: who one is, what can be looked up, the phone, its lock, the settings, and signing out.

pub mod laas;
pub mod settings;
pub mod sign_out;

use domain::Rolle;
use leptos::prelude::*;

use crate::browser::storage;
use crate::components::chip::SyncChip;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::row::Row;
use crate::components::shell::Page;
use crate::field::{Field, use_field};
use crate::text::{common, laes, mere as t, words};
use crate::view::aarshjul::{aarshjul, naeste};
use crate::view::landkort::landkort;
use crate::view::me::{Me, monogram};
use crate::view::nav::{Place, Places};
use laas::TheLock;
use settings::Settings;
use sign_out::SignOut;

/// The rest.
#[component]
pub fn Mere() -> impl IntoView {
    let field = use_field();
    let me = Memo::new(move |_| field.me());
    let title = Signal::derive(move || {
        let ung = me.with(|me| me.ung().is_some());
        if ung { common::mig() } else { common::mere() }.to_owned()
    });
    view! {
        <Page title=title>
            <section class="group" aria-labelledby="dig">
                <h2 class="sr-only" id="dig">{t::you()}</h2>
                {move || view! { <Who me=me.get()/> }}
            </section>
            {move || view! { <LookUp me=me.get()/> }}
            <Phone/>
            <TheLock/>
            <Settings/>
            <SignOut/>
        </Page>
    }
}

#[component]
fn Who(me: Me) -> impl IntoView {
    let field = use_field();
    let place = me.organisation.map(|id| field.see(|sight| sight.organisation_navn(id)));
    let roller: Vec<_> = me.roller.iter().map(|rolle| words::rolle(*rolle)).collect();
    let what = match (me.ung().is_some(), me.navn.is_empty()) {
        (_, true) => t::unknown().to_owned(),
        (true, _) => t::young().to_owned(),
        (false, _) => roller.join(", "),
    };
    view! {
        <div class="person">
            <span class="initials" aria-hidden="true">{monogram(&me.navn)}</span>
            <div class="person-body">
                <p><strong><Name navn=me.navn.clone()/></strong></p>
                <p class="soft">{what}</p>
                {place.map(|place| view! { <p class="soft">{place}</p> })}
            </div>
        </div>
    }
}

/// What can be looked up. The wheel is the staff's.
#[component]
fn LookUp(me: Me) -> impl IntoView {
    let field = use_field();
    let offers = field.see(landkort).len();
    let row = |icon, href: &'static str, title: &'static str, meta: String| {
        let meta = view! { <span>{meta}</span> }.into_any();
        view! { <Row icon=icon href=href title=title.into_any() meta=meta/> }
    };
    let pladser = Places::of(&me).desk.contains(&Place::Pladser);
    let pladser = pladser.then(|| {
        view! { <Row icon="construction" href=Place::Pladser.href() title=common::pladser().into_any()/> }
    });
    let wheel = me
        .medarbejder()
        .map(|_| row("calendar-month", "/app/mere/aarshjul", t::aarshjul(), wheel(field)));
    view! {
        <section class="group" aria-labelledby="slaa-op">
            <h2 class="group-title" id="slaa-op">{t::look_up()}</h2>
            <ul class="rows">
                {pladser}
                {row("map", "/app/mere/landkort", t::landkort(), t::landkort_count(offers))}
                {wheel}
            </ul>
        </section>
    }
}

fn wheel(field: Field) -> String {
    let years = field.see(aarshjul);
    let next = naeste(&years).and_then(|next| Some((next.uge?.0, words::niveau(next.niveau))));
    next.map_or_else(|| t::aarshjul_none().to_owned(), |(week, who)| t::aarshjul_next(week, who))
}

/// Sync, the home screen, and the storage.
#[component]
fn Phone() -> impl IntoView {
    let field = use_field();
    field.look_at_storage();
    let asked = RwSignal::new(false);
    let ask = move |_| {
        asked.set(true);
        field.ask_to_persist();
    };
    let button = move || {
        match (field.persisted.get(), asked.get()) {
        (true, _) => view! { <span class="state state-received"><Icon name="check" small=true/>{t::kept()}</span> }.into_any(),
        (false, true) => view! { <span role="status">{t::not_kept()}</span> }.into_any(),
        (false, false) => view! {
            <button class="button button-secondary button-small" type="button" on:click=ask>{t::keep_storage_ask()}</button>
        }
        .into_any(),
    }
    };
    let account = view! { <span>{t::account_why()}</span> }.into_any();
    let administers = field.me().roller.contains(&Rolle::Administrator);
    let administration = administers.then(|| {
        view! { <Row icon="groups" href="/admin" title=t::administration().into_any()/> }
    });
    let leads = field.me().is(Rolle::Leder).then(|| {
        let why = view! { <span>{laes::glass_why()}</span> }.into_any();
        view! { <Row icon="warning" href="/noedadgang" title=laes::glass().into_any() meta=why/> }
    });
    let chip = view! { <SyncChip/> }.into_any();
    let home = (!storage::is_installed()).then(|| {
        let why = view! { <span>{t::home_screen_why()}</span> }.into_any();
        view! { <Row icon="smartphone" href="/app/mere/hjemmeskaerm" title=t::home_screen().into_any() meta=why/> }
    });
    let why = view! { <span>{t::keep_storage_why()}</span> }.into_any();
    view! {
        <section class="group" aria-labelledby="telefonen">
            <h2 class="group-title" id="telefonen">{t::phone()}</h2>
            <ul class="rows">
                {leads}
                {administration}
                <Row icon="person" href="/konto" title=t::account().into_any() meta=account/>
                <Row icon="sync" href="/app/synk" title=common::synk().into_any() end=Some(chip)/>
                {home}
                <Row icon="lock" title=t::keep_storage().into_any() meta=why end=Some(button.into_any()) wrap=true/>
            </ul>
        </section>
    }
}

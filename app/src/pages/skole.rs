//! What was told to the school, young person by young person: the start page of a school's counsellor.

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::discreet::called;
use crate::components::first_time::FirstTime;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::row::Row;
use crate::components::shell::Page;
use crate::components::soeg::Soeg;
use crate::field::use_field;
use crate::pages::samtykke::fakta::Ord;
use crate::text::{date, laes, samtykke as t, words};
use crate::view::skole::{BeskedRow, Elev, Skole};

/// What was shared with the school.
#[component]
pub fn SkolePage() -> impl IntoView {
    let field = use_field();
    let page = Memo::new(move |_| field.see(Skole::of));
    let first_time = Memo::new(move |_| field.status().contact.is_none());
    let lists = move || {
        match (page.with(Skole::is_empty), first_time.get()) {
        (true, true) => view! { <FirstTime/> }.into_any(),
        (true, false) => view! { <Empty/> }.into_any(),
        (false, _) => view! {
            <For each=move || page.with(|page| page.elever.clone()) key=Clone::clone let:elev><Shared elev=elev/></For>
            <Pupils page=page/>
            <Notices page=page/>
        }
        .into_any(),
    }
    };
    view! {
        <Page title=t::shared()>
            <div class="page-head"><p class="soft">{move || page.with(|page| page.sted.clone())}</p></div>
            {lists}
            <Soeg/>
        </Page>
    }
}

/// One young person: what may be told, what was, and whom to ask.
#[component]
fn Shared(elev: Elev) -> impl IntoView {
    let today = use_field().today();
    let id = format!("elev-{}", elev.deling);
    let emner = elev.omfang.iter().map(|emne| view! { <span>{words::emne(*emne)}</span> });
    let emner = emner.collect_view();
    let (navn, number) = elev.kontakt;
    let ask = match number {
        Some(number) => {
            let href = format!("tel:{}", number.replace(' ', ""));
            view! { <a class="button button-secondary button-small" href=href><Icon name="call" small=true/><span>{t::ask(&navn)}</span></a><span class="telefon">{number}</span> }.into_any()
        }
        None => view! { <span class="soft">{t::ask(&navn)}</span> }.into_any(),
    };
    let none = elev.fortalt.is_empty();
    view! {
        <section class="group" aria-labelledby=id.clone()>
            <h2 class="group-title" id=id.clone()><Name navn=elev.navn/>" "<span class="count">{t::until_day(&date::date(elev.til, today))}</span></h2>
            {elev.givet.map(|kl| view! { <p class="row-meta"><span>{t::given_when(&date::moment(kl, today))}</span></p> })}
            <p class="row-meta"><span>{t::may_tell()}</span>{emner}</p>
            {none.then(|| view! { <p class="soft">{t::told_none()}</p> })}
            {(!none).then(|| view! { <Ord rows=elev.fortalt/> })}
            <p class="button-group">{ask}</p>
        </section>
    }
}

/// Pupils whose folder was brought along.
#[component]
fn Pupils(page: Memo<Skole>) -> impl IntoView {
    let row = |(_, navn): (UngId, String)| {
        let meta = view! { <span>{laes::brought_stays()}</span> }.into_any();
        view! { <Row icon="student" title=view! { <Name navn=navn/> }.into_any() meta=meta/> }
    };
    move || {
        let rows = page.with(|page| page.medbragte.clone());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="group" aria-labelledby="elever">
                    <h2 class="group-title" id="elever">{laes::pupils()}</h2>
                    <ul class="rows">{rows.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// What was given and withdrawn lately.
#[component]
fn Notices(page: Memo<Skole>) -> impl IntoView {
    let today = use_field().today();
    let row = move |row: BeskedRow| {
        let given =
            row.givet.map(|kl| view! { <span>{t::given_when(&date::moment(kl, today))}</span> });
        let meta = view! { <span>{date::moment(row.kl, today)}</span>{given} }.into_any();
        view! { <Row icon="notifications" title=(move || t::notice(row.hvad, &called(&row.fornavn))).into_any() meta=meta/> }
    };
    move || {
        let rows = page.with(|page| page.beskeder.clone());
        (!rows.is_empty()).then(|| {
            view! {
                <section class="group" aria-labelledby="nyt">
                    <h2 class="group-title" id="nyt">{t::notices()}</h2>
                    <ul class="rows">{rows.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <div class="empty"><Icon name="student"/><h2>{t::shared_empty_title()}</h2><p>{t::shared_empty()}</p></div>
    }
}

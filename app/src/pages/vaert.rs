//! The host's start page: who comes today, met or not, and who comes in the days ahead.

pub mod gaest;

use domain::Day;
use leptos::prelude::*;

use crate::components::act::{Act, ActFailure, use_act};
use crate::components::first_time::FirstTime;
use crate::components::icon::Icon;
use crate::components::row::Row;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{common, date, vaert as t};
use crate::view::vaert::{Gaest, Vaert};
use gaest::{Asked, Guests};

/// Who comes.
#[component]
pub fn VaertPage() -> impl IntoView {
    let field = use_field();
    let act = use_act();
    let page = Memo::new(move |_| field.see(Vaert::of));
    let first_time = Memo::new(move |_| field.status().contact.is_none());
    let today = move || {
        let day = date::day(field.today(), field.today());
        page.with(|page| format!("{day} · {}", page.sted))
    };
    let lists = move || {
        match (page.with(Vaert::is_empty), first_time.get()) {
        (true, true) => view! { <FirstTime/> }.into_any(),
        (true, false) => view! { <Empty/> }.into_any(),
        (false, _) => view! {
            <section class="group" aria-labelledby="kommer-i-dag">
                <h2 class="group-title" id="kommer-i-dag">{t::today()}</h2>
                <Show when=move || page.with(|page| page.i_dag.is_empty())>
                    <p class="soft">{t::nobody_today()}</p>
                </Show>
                <Guests guests=Signal::derive(move || page.with(|page| page.i_dag.clone())) asked=Asked::Today act=act/>
            </section>
            <Show when=move || page.with(|page| !page.mangler.is_empty())>
                <section class="group group-late" aria-labelledby="mangler">
                    <h2 class="group-title" id="mangler">{t::unanswered()}</h2>
                    <Guests guests=Signal::derive(move || page.with(|page| page.mangler.clone())) asked=Asked::Past act=act/>
                </section>
            </Show>
            <Ahead page=page act=act/>
            <Waiting page=page/>
        }
        .into_any(),
    }
    };
    view! {
        <Page title=common::i_dag()>
            <ActFailure act=act/>
            <div class="page-head"><p class="soft">{today}</p></div>
            {lists}
        </Page>
    }
}

/// Who comes in the days ahead, day by day.
#[component]
fn Ahead(page: Memo<Vaert>, act: Act) -> impl IntoView {
    let field = use_field();
    let day = move |(day, guests): (Day, Vec<Gaest>)| {
        let id = format!("dag-{day}");
        let count = guests.len();
        let guests = Signal::stored(guests);
        view! {
            <section class="group" aria-labelledby=id.clone()>
                <h2 class="group-title" id=id.clone()>
                    {date::near_heading(day, field.today())}" "<span class="count">{count}</span>
                </h2>
                <Guests guests=guests asked=Asked::Ahead act=act/>
            </section>
        }
    };
    move || page.with(|page| page.kommer.clone()).into_iter().map(day).collect_view()
}

/// How many wait, line by line.
#[component]
fn Waiting(page: Memo<Vaert>) -> impl IntoView {
    let row = |(linje, count): (String, usize)| {
        let words = if count == 1 { t::waits_1().to_owned() } else { t::waits_n(count) };
        let meta = view! { <span>{words}</span> }.into_any();
        view! { <Row icon="time" title=linje.into_any() meta=meta/> }
    };
    move || {
        let lines = page.with(|page| page.venter.clone());
        (!lines.is_empty()).then(|| {
            view! {
                <section class="group" aria-labelledby="venteliste">
                    <h2 class="group-title" id="venteliste">{t::waiting()}</h2>
                    <ul class="rows">{lines.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="persons"/>
            <h2>{t::empty_title()}</h2>
            <p>{t::empty()}</p>
            <a class="button button-secondary" href="/app/pladser">{t::empty_act()}</a>
        </div>
    }
}

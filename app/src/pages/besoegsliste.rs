//! Which partners are due a visit: late, soon, in order.

use domain::besoeg::{Besoegsfrist, Fristens};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::row::{Group, Row};
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{besoeg as t, date, days};
use crate::view::besoegsliste::{PartnerRow, partnere, with_stand};

/// The partners, whoever is due first at the top.
#[component]
pub fn Besoegsliste() -> impl IntoView {
    let field = use_field();
    let all = Memo::new(move |_| field.see(partnere));
    view! {
        <Page title=t::title().to_owned() wide=true>
            <div class="page-head"><p class="soft">{t::rule()}</p></div>
            <Show when=move || all.with(|all| !all.is_empty()) fallback=|| view! { <Empty/> }>
                <Tally all=all/>
                <div class="columns">
                    <div>
                        <Stand all=all stand=Fristens::Sen id="sene" title=t::late()/>
                        <Stand all=all stand=Fristens::Snart id="snart" title=t::soon()/>
                    </div>
                    <div><Stand all=all stand=Fristens::IOrden id="i-orden" title=t::fine()/></div>
                </div>
            </Show>
        </Page>
    }
}

/// How many there are of each.
#[component]
fn Tally(all: Memo<Vec<PartnerRow>>) -> impl IntoView {
    let item = move |id: &'static str, stand: Fristens, word: &'static str| {
        let count = move || all.with(|all| with_stand(all, stand).len());
        let class = if stand == Fristens::Sen { "tally-late" } else { "" };
        view! {
            <Show when=move || { count() > 0 }>
                <li class=class><a href=format!("#{id}")><span class="tally-num">{count}</span>{word}</a></li>
            </Show>
        }
    };
    view! {
        <ul class="tally" aria-label=t::overview()>
            {item("sene", Fristens::Sen, t::tally_late())}
            {item("snart", Fristens::Snart, t::tally_soon())}
            {item("i-orden", Fristens::IOrden, t::tally_fine())}
        </ul>
    }
}

#[component]
fn Stand(
    all: Memo<Vec<PartnerRow>>,
    stand: Fristens,
    id: &'static str,
    title: &'static str,
) -> impl IntoView {
    let rows = Memo::new(move |_| all.with(|all| with_stand(all, stand)));
    let count = Signal::derive(move || rows.with(Vec::len));
    view! {
        <Group id=id title=title count=count late=stand == Fristens::Sen>
            {move || rows.get().into_iter().map(|row| view! { <Partner row=row/> }).collect_view()}
        </Group>
    }
}

#[component]
fn Partner(row: PartnerRow) -> impl IntoView {
    let today = use_field().today();
    let PartnerRow { id, navn, frist, loefter, uenige, .. } = row;
    let Besoegsfrist { senest, sidst, stand } = frist;
    let (icon, due) = match stand {
        Fristens::Sen => (
            "warning",
            view! { <span class="due due-late">{days::late(today.days_since(senest))}</span> }
                .into_any(),
        ),
        Fristens::Snart => (
            "time",
            view! { <span class="due due-soon">{days::ahead(senest, today)}</span> }.into_any(),
        ),
        Fristens::IOrden => {
            ("check", view! { <span>{t::due(&date::date(senest, today))}</span> }.into_any())
        }
    };
    let last = sidst.map_or_else(|| t::never().to_owned(), |day| t::last(&date::date(day, today)));
    let promises = match loefter {
        0 => None,
        1 => Some(t::promises_open_one().to_owned()),
        more => Some(t::promises_open(more)),
    };
    let meta = view! { {due}<span>{last}</span>{promises.map(|promises| view! { <span>{promises}</span> })} }.into_any();
    let more = uenige.then(|| view! { <span class="state state-act"><Icon name="error" small=true/>{t::two_answers()}</span> }).into_any();
    view! { <Row icon=icon href=format!("/app/besoeg/{id}") title=navn.into_any() meta=meta more=more/> }
}

#[component]
fn Empty() -> impl IntoView {
    view! { <div class="empty"><Icon name="student"/><h2>{t::none_title()}</h2><p>{t::none_body()}</p></div> }
}

//! A partner: when the next visit is due, what is promised, the visits so far.

use domain::besoeg::{Besoegsfrist, Fristens};
use domain::id::OrganisationId;
use leptos::prelude::*;

use crate::browser::route::use_id;
use crate::components::act::{ActFailure, use_act};
use crate::components::gone::Gone;
use crate::components::icon::Icon;
use crate::components::loefter::Loefter;
use crate::components::row::Row;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{besoeg as t, date, days, unge, words};
use crate::view::partner::{BesoegRow, PartnerSide, partner_side};

/// A partner's page.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let field = use_field();
    let id = use_id::<OrganisationId>("organisation");
    let side = Memo::new(move |_| id.get().and_then(|id| field.see(|s| partner_side(s, id))));
    let title = Signal::derive(move || {
        side.with(|s| s.as_ref().map_or_else(|| t::title().to_owned(), |s| s.navn.clone()))
    });
    let known = Memo::new(move |_| id.get().filter(|_| side.with(Option::is_some)));
    view! {
        <Page title=title back="/app/besoeg" wide=true>
            {move || match known.get() {
                Some(id) => view! { <Partner id=id side=side/> }.into_any(),
                None => view! { <Gone title=t::partner_gone() body=unge::gone_body() href="/app/besoeg" back=unge::to_list()/> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Partner(id: OrganisationId, side: Memo<Option<PartnerSide>>) -> impl IntoView {
    let act = use_act();
    let side = act.steady(move || side.get().unwrap_or_default());
    let open = Memo::new(move |_| side.with(|side| side.aabne.clone()));
    let kept = Memo::new(move |_| side.with(|side| side.holdte.clone()));
    let may_write = Memo::new(move |_| side.with(|side| side.may_write));
    view! {
        <div class="page-head">
            <div><h1>{move || side.with(|side| side.navn.clone())}</h1><p class="soft">{move || side.with(|side| side.by.clone())}</p></div>
            <Show when=move || may_write.get()>
                <div class="page-acts">
                    <a class="button button-primary" href=format!("/app/besoeg/{id}/nyt")><Icon name="plus"/><span>{t::log()}</span></a>
                </div>
            </Show>
        </div>
        <ActFailure act=act/>
        <div class="columns">
            <div>{move || side.with(|side| view! { <Frist side=side.clone()/> })}<Loefter open=open kept=kept may_write=may_write act=act/></div>
            <div><Besoegene id=id side=side/></div>
        </div>
    }
}

/// When the next visit is due, and since when.
#[component]
fn Frist(side: PartnerSide) -> impl IntoView {
    let today = use_field().today();
    let due = side.frist.map(|Besoegsfrist { senest, stand, .. }| {
        let (class, wait) = match stand {
            Fristens::Sen => ("due due-late", days::late(today.days_since(senest))),
            Fristens::Snart => ("due due-soon", days::ahead(senest, today)),
            Fristens::IOrden => ("soft", days::ahead(senest, today)),
        };
        view! { {date::day(senest, today)}" · "<span class=class>{wait}</span> }.into_any()
    });
    let last = side.frist.map(|frist| {
        frist.sidst.map_or_else(|| t::never().to_owned(), |day| date::day(day, today)).into_any()
    });
    let agreed = side.aftalt.map(|day| date::day(day, today).into_any());
    let since = side.siden.map(|day| date::day(day, today).into_any());
    let fact = |term: &'static str, says: Option<AnyView>| {
        says.map(|says| view! { <div><dt>{term}</dt><dd>{says}</dd></div> })
    };
    view! {
        <section class="card"><dl class="facts">
            {fact(t::next_due(), due)}{fact(t::next_agreed(), agreed)}{fact(t::last_visit(), last)}{fact(t::partner_since(), since)}
        </dl></section>
    }
}

#[component]
fn Besoegene(id: OrganisationId, side: Memo<PartnerSide>) -> impl IntoView {
    let rows = Memo::new(move |_| side.with(|side| side.besoeg.clone()));
    let all =
        move || rows.get().into_iter().map(|row| view! { <Besoeg id=id row=row/> }).collect_view();
    view! {
        <section class="group" aria-labelledby="besoegene">
            <h2 class="group-title" id="besoegene">{t::visits()}" "<span class="count">{move || rows.with(Vec::len)}</span></h2>
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=|| view! { <p class="soft">{t::visits_none()}</p> }>
                <ul class="rows">{all}</ul>
            </Show>
        </section>
    }
}

#[component]
fn Besoeg(id: OrganisationId, row: BesoegRow) -> impl IntoView {
    let today = use_field().today();
    let present = row.antal.map_or_else(|| t::not_counted().to_owned(), t::present_count);
    let when = date::moment(row.sket, today);
    let meta =
        view! { <span>{words::moedetype(row.moedetype)}</span><span>{present}</span> }.into_any();
    let more = row.uenige.then(|| view! { <span class="state state-act"><Icon name="error" small=true/>{t::two_answers()}</span> }).into_any();
    view! { <Row icon="student" href=format!("/app/besoeg/{id}/{}", row.id) title=when.into_any() meta=meta more=more key=Some(row.key)/> }
}

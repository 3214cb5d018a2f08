//! A visit with all its fields, who amended what, and a card for each disagreement.

pub mod uenighed;

use domain::id::{BesoegId, OrganisationId};
use leptos::prelude::*;

use crate::browser::route::use_id;
use crate::components::act::{Act, ActFailure, use_act};
use crate::components::gone::Gone;
use crate::components::icon::Icon;
use crate::components::loefter::Loefter;
use crate::components::shell::Page;
use crate::components::state::ItemState;
use crate::field::use_field;
use crate::text::{besoeg as t, date, unge, words};
use crate::view::besoeg::{BesoegSide, Rettet, besoeg_side};
use uenighed::Uenigheder;

/// A visit.
#[component]
pub fn BesoegPage() -> impl IntoView {
    let field = use_field();
    let (organisation, id) =
        (use_id::<OrganisationId>("organisation"), use_id::<BesoegId>("besoeg"));
    let side = Memo::new(move |_| {
        let (organisation, id) = (organisation.get()?, id.get()?);
        field.see(|sight| besoeg_side(sight, organisation, id))
    });
    let known = Memo::new(move |_| {
        let here = side.with(Option::is_some);
        organisation.get().zip(id.get()).filter(|_| here)
    });
    let back = organisation
        .get_untracked()
        .map_or_else(|| "/app/besoeg".to_owned(), |id| format!("/app/besoeg/{id}"));
    let act = use_act();
    view! {
        <Page title=t::the_visit().to_owned() back=back.clone()>
            {move || match known.get() {
                Some((organisation, id)) => view! { <Side organisation=organisation id=id side=side act=act/> }.into_any(),
                None => view! { <Gone title=t::visit_gone() body=unge::gone_body() href=back.clone() back=unge::to_list()/> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Side(
    organisation: OrganisationId,
    id: BesoegId,
    side: Memo<Option<BesoegSide>>,
    act: Act,
) -> impl IntoView {
    let loefter = move |kept: bool| {
        act.steady(move || {
            let all = side
                .with(|side| side.as_ref().map(|side| side.loefter.clone()))
                .unwrap_or_default();
            all.into_iter().filter(|row| row.gjort == kept).collect::<Vec<_>>()
        })
    };
    let may_write =
        Memo::new(move |_| side.with(|side| side.as_ref().is_some_and(|side| side.may_write)));
    let uenige = Memo::new(move |_| {
        side.with(|side| side.as_ref().map(|side| side.uenige.clone())).unwrap_or_default()
    });
    view! {
        {move || side.get().map(|side| view! { <Head organisation=organisation id=id side=side/> })}
        <ActFailure act=act/>
        <Uenigheder organisation=organisation uenige=uenige may_write=may_write act=act/>
        {move || side.get().map(|side| view! { <Facts side=side/> })}
        <Loefter open=loefter(false) kept=loefter(true) may_write=may_write act=act/>
        {move || side.get().map(|side| view! { <History rettelser=side.rettelser/> })}
    }
}

#[component]
fn Head(organisation: OrganisationId, id: BesoegId, side: BesoegSide) -> impl IntoView {
    let when = date::moment(side.sket, use_field().today());
    view! {
        <div class="page-head">
            <div><h1>{side.navn}</h1><p class="soft">{format!("{}, {when}", words::moedetype(side.moedetype))}</p></div>
            {side.may_write.then(|| view! {
                <div class="page-acts">
                    <a class="button button-secondary" href=format!("/app/besoeg/{organisation}/{id}/ret")><Icon name="edit"/><span>{t::amend()}</span></a>
                </div>
            })}
        </div>
    }
}

#[component]
fn Facts(side: BesoegSide) -> impl IntoView {
    let today = use_field().today();
    let (af, kl) = side.af;
    let field = |(felt, says): (_, String)| {
        let lines =
            says.lines().map(|line| view! { <span>{line.to_owned()}<br/></span> }).collect_view();
        view! { <div><dt>{words::besoeg_felt(felt)}</dt><dd>{lines}</dd></div> }
    };
    view! {
        <section class="card group"><h2 class="card-heading">{t::the_visit()}</h2><dl class="facts">
            {side.felter.into_iter().map(field).collect_view()}
            <div><dt>{t::logged_by()}</dt><dd>{format!("{af}, {}", date::moment(kl, today))}</dd></div>
            <div><dt>{t::state()}</dt><dd><ItemState key=side.key/></dd></div>
        </dl></section>
    }
}

/// Who amended what, the newest first.
#[component]
fn History(rettelser: Vec<Rettet>) -> impl IntoView {
    let today = use_field().today();
    let line = |Rettet { af, kl, felter }: Rettet| {
        view! {
            <li class="row"><span class="row-mark"><Icon name="edit"/></span><div class="row-body">
                <strong>{felter}</strong><p class="row-meta"><span>{af}</span><span>{date::moment(kl, today)}</span></p>
            </div></li>
        }
    };
    (!rettelser.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="rettelser">
                <h2 class="group-title" id="rettelser">{t::history()}</h2>
                <ul class="rows">{rettelser.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

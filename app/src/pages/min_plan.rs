//! Min plan: the young person's own page. What happens next and who helps are in sight without a tap.

pub mod dage;
pub mod indsigt;
pub mod naeste;
pub mod opslag;
pub mod vej;

use domain::aftale::SettleAftale;
use leptos::prelude::*;

use crate::components::act::{Act, ActFailure, use_act};
use crate::components::due::Due;
use crate::components::first_time::FirstTime;
use crate::components::helper::HelperItem;
use crate::components::icon::Icon;
use crate::components::row::{Row, Tick};
use crate::components::shell::{Heading, Page};
use crate::field::use_field;
use crate::pages::ung::samtykker::Samtykker;
use crate::text::{common, date, min_plan as t};
use crate::view::min_plan::{AftaleRow, MinPlan as Plan};
use dage::Dage;
use indsigt::Indsigt;
use naeste::Next;
use opslag::SetAf;
use vej::{Notes, Vej};

/// The young person's plan.
#[component]
pub fn MinPlan() -> impl IntoView {
    let field = use_field();
    let act = use_act();
    let plan = act.steady(move || field.see(Plan::of));
    let first_time = Memo::new(move |_| field.status().contact.is_none());
    let ung = Memo::new(move |_| field.me().ung());
    let top = move || {
        plan.with(|plan| match (&plan.naeste, plan.is_empty(), first_time.get()) {
            (Some(next), ..) => view! { <Next naeste=next.clone()/> }.into_any(),
            (None, true, true) => {
                view! { <h1 class="sr-only">{common::min_plan()}</h1><FirstTime/> }.into_any()
            }
            (None, true, false) => view! { <Empty alone=plan.hjaelpere.is_empty()/> }.into_any(),
            (None, false, _) => view! { <h1 class="sr-only">{common::min_plan()}</h1> }.into_any(),
        })
    };
    view! {
        <Page title=common::min_plan() heading=Heading::Own>
            <Printed/>
            <ActFailure act=act/>
            {top}
            <Helpers plan=plan/>
            <Aftaler plan=plan act=act/>
            <Dage plan=plan act=act/>
            <Vej plan=plan/>
            {move || ung.get().map(|ung| view! { <Samtykker ung=ung own=true/> })}
            <Notes plan=plan/>
            {move || ung.get().map(|ung| view! { <SetAf ung=ung/><Indsigt ung=ung act=act/> })}
        </Page>
    }
}

/// On paper: whose plan it is, and of which day.
#[component]
fn Printed() -> impl IntoView {
    let field = use_field();
    let says = move || {
        let today = field.today();
        t::printed(&field.me().navn, &date::date(today, today), today.ymd().year)
    };
    view! { <p class="print-only">{says}</p> }
}

#[component]
fn Empty(alone: bool) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="flag"/>
            <h1>{t::empty_title()}</h1>
            <p>{if alone { t::empty_nobody() } else { t::empty() }}</p>
        </div>
    }
}

/// Who helps, and how to reach them.
#[component]
fn Helpers(plan: Memo<Plan>) -> impl IntoView {
    let helpers = Memo::new(move |_| plan.with(|plan| plan.hjaelpere.clone()));
    let item = |helper: crate::view::helpers::Helper| {
        let what = t::helper(helper.funktion);
        view! { <HelperItem helper=helper what=what/> }
    };
    let some = move || helpers.with(|helpers| !helpers.is_empty());
    view! {
        <section class="group" aria-labelledby="hjaelp">
            <h2 class="group-title" id="hjaelp">{t::helpers()}</h2>
            <Show when=some fallback=|| view! { <p class="soft">{t::no_helpers()}</p> }>
                <div class="card">
                    <ul class="helpers">{move || helpers.get().into_iter().map(item).collect_view()}</ul>
                </div>
            </Show>
        </section>
    }
}

/// What was agreed, to be ticked off by the young person too.
#[component]
fn Aftaler(plan: Memo<Plan>, act: Act) -> impl IntoView {
    let some = move || plan.with(|plan| !plan.aftaler.is_empty());
    view! {
        <section class="group" aria-labelledby="aftaler">
            <h2 class="group-title" id="aftaler">{t::agreements()}</h2>
            <Show when=some fallback=|| view! { <p class="soft">{t::no_agreements()}</p> }>
                <ul class="rows">
                    <For each=move || plan.with(|plan| plan.aftaler.clone()) key=Clone::clone let:row>
                        <AftaleLine row=row act=act/>
                    </For>
                </ul>
            </Show>
        </section>
    }
}

#[component]
fn AftaleLine(row: AftaleRow, act: Act) -> impl IntoView {
    let key = row.key();
    let AftaleRow { id: aftale, ung, hvad, frist, klokken, med, gjort } = row;
    let settle = move |udfoert: bool| {
        let says = if udfoert { t::ticked() } else { t::reopened() };
        (SettleAftale { ung, aftale, udfoert }.into(), says)
    };
    let tick = view! { <Tick id=aftale.0 label=t::done(&hvad) done=gjort act=act settle=settle/> }
        .into_any();
    let title = view! { <span translate="yes">{hvad}</span> }.into_any();
    let due = frist.filter(|_| !gjort).map(|day| view! { <Due day=day klokken=klokken/> });
    let done = gjort.then(|| view! { <span>{t::ticked()}</span> });
    let with = med.map(|navn| view! { <span>{t::with(&navn)}</span> });
    let meta = view! { {due}{done}{with} }.into_any();
    view! { <Row tick=Some(tick) title=title meta=meta key=Some(key)/> }
}

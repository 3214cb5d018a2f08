//! What is agreed with a young person, to be ticked off.

use domain::aftale::SettleAftale;
use domain::id::UngId;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::discreet::Masked;
use crate::components::due::Due;
use crate::components::row::{Row, Tick};
use crate::text::{i_dag, unge as t};
use crate::view::ung::{AftaleRow, UngSide};

/// The agreements: open ones, and behind a fold those ticked off.
#[component]
pub fn Aftaler(ung: UngId, side: Memo<UngSide>, act: Act) -> impl IntoView {
    let open = Memo::new(move |_| side.with(|side| side.aabne.clone()));
    let done = Memo::new(move |_| side.with(|side| side.gjorte.clone()));
    view! {
        <section class="group" aria-labelledby="aftaler">
            <h2 class="group-title" id="aftaler">
                {t::agreements()} " " <span class="count">{move || t::open_count(open.with(Vec::len))}</span>
            </h2>
            <Show when=move || open.with(|open| !open.is_empty()) fallback=|| view! { <p class="soft">{t::agreements_none()}</p> }>
                <ul class="rows">
                    <For each=move || open.get() key=Clone::clone let:row><AftaleLine ung=ung row=row act=act/></For>
                </ul>
            </Show>
            <Show when=move || done.with(|done| !done.is_empty())>
                <details class="more">
                    <summary>{move || t::done_count(done.with(Vec::len))}</summary>
                    <ul class="rows">
                        <For each=move || done.get() key=Clone::clone let:row><AftaleLine ung=ung row=row act=act/></For>
                    </ul>
                </details>
            </Show>
        </section>
    }
}

#[component]
fn AftaleLine(ung: UngId, row: AftaleRow, act: Act) -> impl IntoView {
    let AftaleRow { id, hvad, frist, klokken, med, gjort, key } = row;
    let settle = move |udfoert: bool| {
        let says = if udfoert { i_dag::ticked() } else { i_dag::reopened() };
        (SettleAftale { ung, aftale: id, udfoert }.into(), says)
    };
    let tick = view! { <Tick id=id.0 label=t::done_what(&hvad) done=gjort act=act settle=settle/> }
        .into_any();
    let title = view! { <Masked says=hvad is=i_dag::an_aftale()/> }.into_any();
    let due = frist.filter(|_| !gjort).map(|day| view! { <Due day=day klokken=klokken/> });
    let with = med.map(|med| view! { <span>{t::with(&med)}</span> });
    let meta = view! { {due}{with} }.into_any();
    view! { <Row tick=Some(tick) title=title meta=meta key=Some(key)/> }
}

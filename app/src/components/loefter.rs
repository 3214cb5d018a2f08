//! Promises to a partner, to be ticked off as they are kept.

use domain::loefte::SettleLoefte;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::discreet::Masked;
use crate::components::due::Due;
use crate::components::row::{Row, Tick};
use crate::text::{besoeg as t, i_dag};
use crate::view::partner::LoefteRow;

/// The open promises, and behind a fold those that are kept.
#[component]
pub fn Loefter(
    /// Still to be kept.
    #[prop(into)]
    open: Signal<Vec<LoefteRow>>,
    /// Kept.
    #[prop(into)]
    kept: Signal<Vec<LoefteRow>>,
    /// Whether whoever looks may tick off.
    #[prop(into)]
    may_write: Signal<bool>,
    /// The page's handle.
    act: Act,
) -> impl IntoView {
    view! {
        <section class="group" aria-labelledby="loefter">
            <h2 class="group-title" id="loefter">{t::promises()}" "<span class="count">{move || open.with(Vec::len)}</span></h2>
            <Show when=move || open.with(|open| !open.is_empty()) fallback=|| view! { <p class="soft">{t::promises_none()}</p> }>
                <ul class="rows"><For each=move || open.get() key=Clone::clone let:row><Line row=row may_write=may_write act=act/></For></ul>
            </Show>
            <Show when=move || kept.with(|kept| !kept.is_empty())>
                <details class="more">
                    <summary>{move || t::kept_count(kept.with(Vec::len))}</summary>
                    <ul class="rows"><For each=move || kept.get() key=Clone::clone let:row><Line row=row may_write=may_write act=act/></For></ul>
                </details>
            </Show>
        </section>
    }
}

#[component]
fn Line(row: LoefteRow, may_write: Signal<bool>, act: Act) -> impl IntoView {
    let LoefteRow { id, organisation, hvad, frist, gjort, key, .. } = row;
    let settle = move |udfoert: bool| {
        let says = if udfoert { i_dag::ticked() } else { i_dag::reopened() };
        (SettleLoefte { organisation, loefte: id, udfoert }.into(), says)
    };
    let tick = may_write.get_untracked().then(|| {
        view! { <Tick id=id.0 label=t::promise_kept_what(&hvad) done=gjort act=act settle=settle/> }
            .into_any()
    });
    let title = view! { <Masked says=hvad is=i_dag::a_loefte()/> }.into_any();
    let due = frist.filter(|_| !gjort).map(|day| view! { <Due day=day/> });
    view! { <Row tick=tick title=title meta=due.into_any() key=Some(key)/> }
}

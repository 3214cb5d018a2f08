//! Landkortet: the offers for young people, searched on the phone with no network.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::search::SearchField;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::mere as t;
use crate::view::landkort::{Offer, landkort, matches};

/// The offers.
#[component]
pub fn Landkort() -> impl IntoView {
    let field = use_field();
    let offers = Memo::new(move |_| field.see(landkort));
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let (all, search) = (offers.get(), search.get());
        all.into_iter().filter(|offer| matches(offer, &search)).collect::<Vec<_>>()
    });
    let told = move || match (offers.with(Vec::is_empty), found.with(Vec::len)) {
        (true, _) => t::no_offers().to_owned(),
        (false, 0) => t::no_hits().to_owned(),
        (false, count) => t::hits(count),
    };
    view! {
        <Page title=t::landkort() back="/app/mere">
            <div class="page-head"><div><h1>{t::landkort()}</h1></div></div>
            <div class="tools">
                <SearchField label=t::search_offers() hint=t::search_hint() typed=search/>
                <p class="soft small" role="status">{told}</p>
            </div>
            <Show when=move || found.with(|found| !found.is_empty())>
                <ul class="rows">
                    {move || found.get().into_iter().map(|offer| view! { <OfferRow offer=offer/> }).collect_view()}
                </ul>
            </Show>
        </Page>
    }
}

#[component]
fn OfferRow(offer: Offer) -> impl IntoView {
    let Offer { navn, sted, maalgruppe, indhold } = offer;
    view! {
        <li class="row">
            <span class="row-mark"><Icon name="location"/></span>
            <div class="row-body">
                <strong>{navn}</strong>
                <p class="row-meta">
                    {(!sted.is_empty()).then(|| view! { <span>{sted}</span> })}
                    {maalgruppe.map(|who| view! { <span>{who}</span> })}
                </p>
                {indhold.map(|what| view! {
                    <details class="more"><summary>{t::what_is_it()}</summary><p>{what}</p></details>
                })}
            </div>
        </li>
    }
}

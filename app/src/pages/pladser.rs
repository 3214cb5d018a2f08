//! Places for snusepraktik and the days that have seats.

pub mod dage;
pub mod filter;

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::pladser as t;
use crate::view::pladser::{PladsRow, is_host, pladser};
use dage::{Counted, Dage, Place, Uger};
use filter::{Hosts, shown};

/// The places, by what is tasted.
#[component]
pub fn Pladser() -> impl IntoView {
    let field = use_field();
    let rows = Memo::new(move |_| field.see(pladser));
    let host = Memo::new(move |_| field.see(is_host));
    let chosen = RwSignal::new(None);
    let shown = shown(rows, chosen);
    view! {
        <Page title=t::title().to_owned() wide=true>
            <div class="page-head"><p class="soft">{t::intro()}" "<Counted/></p></div>
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=|| view! { <Empty/> }>
                <Hosts rows=rows chosen=chosen/>
                <div class="stack">
                    {move || shown.get().into_iter().map(|row| view! { <PladsCard row=row host=host.get()/> }).collect_view()}
                </div>
                <details class="more"><summary>{t::waitlist_what()}</summary><p>{t::waitlist_means()}</p></details>
            </Show>
        </Page>
    }
}

#[component]
fn PladsCard(row: PladsRow, host: bool) -> impl IntoView {
    let ask = if row.forloeb.is_some() { t::ask_course() } else { t::ask_here() };
    let href = format!("/app/pladser/{}/{}", row.organisation, row.id);
    let label = format!("{ask}: {}", row.linje);
    let link = (!host && !row.lukket).then(|| view! {
        <p class="button-group"><a class="button button-secondary" href=href aria-label=label>{ask}</a></p>
    });
    let days = if row.forloeb.is_some() {
        view! { <Uger row=row.clone() host=host/> }.into_any()
    } else {
        view! { <Dage row=row.clone() host=host/> }.into_any()
    };
    view! { <Place row=row>{days}{link}</Place> }
}

#[component]
fn Empty() -> impl IntoView {
    view! { <div class="empty"><Icon name="construction"/><h2>{t::none_title()}</h2><p>{t::none_body()}</p></div> }
}

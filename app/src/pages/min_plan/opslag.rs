//! Who has looked at the young person's page: theirs to know.

use domain::id::UngId;
use domain::lovhjemmel::Lovomraade;
use leptos::prelude::*;

use crate::components::row::Row;
use crate::field::use_field;
use crate::text::{date, laes, min_plan as t, words};
use crate::view::opslag::{OpslagRow, Som, law, opslag};

/// The helpers who have looked.
#[component]
pub fn SetAf(ung: UngId) -> impl IntoView {
    let field = use_field();
    let rows = Memo::new(move |_| field.see(|sight| opslag(sight, ung)));
    let row = move |row: OpslagRow| {
        let what = match row.som {
            Som::Helper(funktion) => words::funktion(funktion),
            Som::EfterLoven => laes::by_law(),
            Som::INoed => laes::in_need(),
        };
        let days = if row.dage == 1 { t::looked_1().to_owned() } else { t::looked_n(row.dage) };
        let last = t::looked_last(&date::moment(row.seneste, field.today()));
        let meta = view! { <span>{what}</span><span>{last}</span><span>{days}</span> };
        view! { <Row icon="visibility" title=row.navn.into_any() meta=meta.into_any()/> }
    };
    view! {
        <Law/>
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="group" aria-labelledby="set-af">
                <h2 class="group-title" id="set-af">{t::looked()}</h2>
                <p class="soft small">{t::looked_what()}</p>
                <ul class="rows">{move || rows.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// Whom the law lets see the plan, and by which paragraph.
#[component]
fn Law() -> impl IntoView {
    let field = use_field();
    let laws = Memo::new(move |_| field.see(law));
    let row = |(omraade, paragraf): (Lovomraade, String)| {
        let meta = view! { <span>{paragraf}</span> }.into_any();
        view! { <Row icon="document" title=laes::area(omraade).into_any() meta=meta/> }
    };
    view! {
        <Show when=move || laws.with(|laws| !laws.is_empty())>
            <section class="group" aria-labelledby="loven">
                <h2 class="group-title" id="loven">{laes::law_title()}</h2>
                <ul class="rows">{move || laws.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

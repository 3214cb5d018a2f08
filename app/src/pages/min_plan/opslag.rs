//! Who has looked at the young person's page: theirs to know.

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::row::Row;
use crate::field::use_field;
use crate::text::{date, min_plan as t, words};
use crate::view::opslag::{OpslagRow, opslag};

/// The helpers who have looked.
#[component]
pub fn SetAf(ung: UngId) -> impl IntoView {
    let field = use_field();
    let rows = Memo::new(move |_| field.see(|sight| opslag(sight, ung)));
    let row = move |row: OpslagRow| {
        let what = row.som.map(|som| view! { <span>{words::funktion(som)}</span> });
        let days = if row.dage == 1 { t::looked_1().to_owned() } else { t::looked_n(row.dage) };
        let last = t::looked_last(&date::moment(row.seneste, field.today()));
        let meta = view! { {what}<span>{last}</span><span>{days}</span> };
        view! { <Row icon="visibility" title=row.navn.into_any() meta=meta.into_any()/> }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="group" aria-labelledby="set-af">
                <h2 class="group-title" id="set-af">{t::looked()}</h2>
                <p class="soft small">{t::looked_what()}</p>
                <ul class="rows">{move || rows.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

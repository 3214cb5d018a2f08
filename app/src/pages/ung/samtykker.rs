//! A young person's samtykker, as a list: in their own plan and on the helper's page.

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::row::Row;
use crate::components::tag::SamtykkeTag;
use crate::field::use_field;
use crate::text::{date, samtykke as t, words};
use crate::view::samtykke::{SamtykkeRow, samtykker};

/// The samtykker. A helper may write a new one; the young person's list is left out where it is empty.
#[component]
pub fn Samtykker(ung: UngId, #[prop(optional)] own: bool) -> impl IntoView {
    let field = use_field();
    let rows = Memo::new(move |_| field.see(|sight| samtykker(sight, ung)));
    let some = move || rows.with(|rows| !rows.is_empty());
    // Whoever may only read does not write one.
    let writes = move || !own && field.see(|sight| sight.helps(ung));
    let title = if own { t::list_own() } else { t::list() };
    view! {
        <Show when=move || !own || some()>
            <section class="group" aria-labelledby="samtykker">
                <h2 class="group-title" id="samtykker">{title}</h2>
                <Show when=some fallback=|| view! { <p class="soft">{t::none()}</p> }>
                    <ul class="rows">
                        <For each=move || rows.get() key=Clone::clone let:row><Samtykke row=row/></For>
                    </ul>
                </Show>
                {move || writes().then(|| view! { <p class="button-group">
                    <a class="button button-secondary" href=format!("/app/unge/{ung}/samtykke/nyt")><Icon name="plus"/><span>{t::new()}</span></a>
                </p> })}
            </section>
        </Show>
    }
}

#[component]
fn Samtykke(row: SamtykkeRow) -> impl IntoView {
    let today = use_field().today();
    let href = format!("/app/unge/{}/samtykke/{}", row.ung, row.id);
    let omfang = row.omfang.iter().map(|emne| view! { <span>{words::emne(*emne)}</span> });
    let omfang = omfang.collect_view();
    let until =
        row.is_open().then(|| view! { <span>{t::until_day(&date::date(row.til, today))}</span> });
    let told = match row.fortalt {
        0 => None,
        1 => Some(t::told_count_1().to_owned()),
        count => Some(t::told_count(count)),
    };
    let told = told.map(|told| view! { <span>{told}</span> });
    let meta = view! { {omfang}{until}{told} };
    let more = view! { <SamtykkeTag tilstand=row.tilstand opgivet=row.opgivet/> };
    view! {
        <Row icon="student" href=href title=row.modtager.clone().into_any() meta=meta.into_any() more=more.into_any() key=Some(row.key())/>
    }
}

//! All that is written about the young person: asked for with one tap, with no network too, and fetched from the
//! server once it is given out.

use domain::id::{IndsigtId, UngId};
use domain::indsigt::AskIndsigt;
use leptos::prelude::*;

use crate::browser::clock;
use crate::components::act::Act;
use crate::field::use_field;
use crate::text::{date, indsigt as t};
use crate::view::indsigt::{IndsigtSide, Staar};

/// Where the last request stands, and the button for a new one where none is open.
#[component]
pub fn Indsigt(ung: UngId, act: Act) -> impl IntoView {
    let field = use_field();
    let last = Memo::new(move |_| field.see(|sight| IndsigtSide::last(sight, ung)));
    let ask = move |_| {
        let id = IndsigtId(clock::new_id());
        act.ask(AskIndsigt { id, ung }.into(), t::asked());
    };
    let button = move |says: &'static str| {
        view! {
            <p class="soft small">{says}</p>
            <p class="button-group"><button class="button button-secondary" type="button" on:click=ask>{t::ask()}</button></p>
        }
        .into_any()
    };
    let stands = move || {
        let says = |text: String| view! { <p>{text}</p> }.into_any();
        let Some(IndsigtSide { id, staar, .. }) = last.get() else { return button(t::own_what()) };
        let day = |day| date::day(day, field.today());
        match staar {
            Staar::Aaben { frist: Some(frist) } => says(t::open_by(&day(frist))),
            Staar::Aaben { frist: None } => says(t::open_unsent().to_owned()),
            Staar::Slut => button(t::over()),
            Staar::Givet { til, bemaerkning } => {
                let remark = bemaerkning.map(|text| view! { <p>{t::remark_of()}" "{text}</p> });
                view! {
                    {remark}
                    <p class="soft small">{t::fetch_until(&day(til))}</p>
                    <p class="button-group"><a class="button button-primary" href=format!("/indsigt/{id}") rel="external">{t::fetch()}</a></p>
                }
                .into_any()
            }
        }
    };
    view! {
        <section class="group" aria-labelledby="indsigt">
            <h2 class="group-title" id="indsigt">{t::own_title()}</h2>
            {stands}
        </section>
    }
}

//! The wheel of the year: the network's meetings with their weeks and the Mondays these begin on.

use leptos::prelude::*;

use crate::components::shell::Page;
use crate::components::wheel::Wheel;
use crate::field::use_field;
use crate::text::{date, mere as t, words};
use crate::view::aarshjul::{Moede, Stand, aarshjul};

/// The wheel.
#[component]
pub fn AarshjulPage() -> impl IntoView {
    let field = use_field();
    let years = Memo::new(move |_| field.see(aarshjul));
    let tables = move || {
        let tables = years
            .get()
            .into_iter()
            .map(|(year, meetings)| view! { <Year year=year meetings=meetings/> });
        tables.collect_view()
    };
    view! {
        <Page title=t::aarshjul() back="/app/mere">
            <div class="page-head"><div><h1>{t::aarshjul()}</h1><p class="soft">{t::wheel_lead()}</p></div></div>
            <Show when=move || years.with(Vec::is_empty)><p>{t::wheel_empty()}</p></Show>
            <div class="stack-wide">{tables}</div>
        </Page>
    }
}

#[component]
fn Year(year: i32, meetings: Vec<Moede>) -> impl IntoView {
    let today = use_field().today();
    let picture = meetings.clone();
    view! {
        <Wheel year=year meetings=picture today=today/>
        <table class="table">
            <caption>{t::wheel_of(year)}</caption>
            <thead><tr>
                <th scope="col">{t::meeting()}</th><th scope="col">{t::week()}</th>
                <th scope="col">{t::monday()}</th><th scope="col">{t::host()}</th>
            </tr></thead>
            <tbody>{meetings.into_iter().map(|meeting| view! { <Meeting meeting=meeting/> }).collect_view()}</tbody>
        </table>
    }
}

/// A slot without a week says so.
#[component]
fn Meeting(meeting: Moede) -> impl IntoView {
    let today = use_field().today();
    let Moede { niveau, maaned, uge, vaert, stand, .. } = meeting;
    let tag = match stand {
        Stand::Naeste => Some(view! { <span class="tag tag-good">{t::next()}</span> }.into_any()),
        Stand::Forbi => Some(view! { <span class="tag">{t::over()}</span> }.into_any()),
        Stand::Kommer => None,
    };
    let (week, monday) = match uge {
        Some((week, monday)) => (week.to_string().into_any(), date::date(monday, today)),
        None => (
            view! { <span class="tag tag-warn">{t::no_week()}</span> }.into_any(),
            t::in_month(date::month_name(maaned)),
        ),
    };
    view! {
        <tr>
            <th scope="row">{words::niveau(niveau)}" "{tag}</th>
            <td data-title=t::week()>{week}</td>
            <td data-title=t::monday()>{monday}</td>
            <td data-title=t::host()>{vaert.unwrap_or_else(|| t::no_host().to_owned())}</td>
        </tr>
    }
}

//! A place, its days and the weeks of a course, for looking at. Asking is in `oensk_plads`.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::{date, days, pladser as t};
use crate::view::pladser::{DagRow, PladsRow, Uge};

/// What is tasted, where and when to meet, and whatever stands below.
#[component]
pub fn Place(row: PladsRow, children: Children) -> impl IntoView {
    let PladsRow { linje, hos, by, sted, moedetid, medbring, lukket, .. } = row;
    let host = if by.is_empty() { hos } else { format!("{hos}, {by}") };
    view! {
        <article class="place card">
            <header class="place-head"><h2>{linje}</h2><p class="soft small">{host}</p></header>
            <p class="place-line"><Icon name="location" small=true/>{t::meet(&sted, &moedetid)}</p>
            {medbring.map(|what| view! { <p class="place-line"><Icon name="info" small=true/>{t::bring(&what)}</p> })}
            {lukket.then(|| view! { <p><span class="tag tag-warn">{t::closed()}</span></p> })}
            {children()}
        </article>
    }
}

/// The days, with the seats left; a host sees the seats taken.
#[component]
pub fn Dage(row: PladsRow, host: bool) -> impl IntoView {
    let day = |dag: DagRow| {
        let class = if dag.ledige == 0 { "day day-full" } else { "day" };
        view! { <li class=class><span class="day-face"><DayWords dag=dag host=host/></span></li> }
    };
    view! { <ul class="days" aria-label=t::days_of(&row.linje)>{row.dage.into_iter().map(day).collect_view()}</ul> }
}

/// A day in words.
#[component]
pub fn DayWords(dag: DagRow, host: bool) -> impl IntoView {
    view! {
        <span class="day-name">{days::weekday(dag.dag)}</span>" "
        <span class="day-date">{days::short(dag.dag)}</span>" "
        <span class="day-seats">{seats(dag, host)}</span>
    }
}

/// The seats of a day in words.
#[must_use]
pub fn seats(dag: DagRow, host: bool) -> String {
    let taken = dag.pladser.saturating_sub(dag.ledige);
    match (host, dag.ledige) {
        (true, _) if dag.venter > 0 => {
            format!("{}, {}", t::taken(taken, dag.pladser), t::waiting(dag.venter))
        }
        (true, _) => t::taken(taken, dag.pladser),
        (false, 0) => t::full().to_owned(),
        (false, 1) => t::seats_one().to_owned(),
        (false, ledige) => t::seats(ledige),
    }
}

/// The four weeks of a course: inspiration first, then lines to choose from.
#[component]
pub fn Uger(row: PladsRow, host: bool) -> impl IntoView {
    let today = use_field().today();
    let lines = row.forloeb.clone().unwrap_or_default();
    let least = row.dage.iter().copied().min_by_key(|dag| dag.ledige);
    let full = least.is_some_and(|dag| dag.ledige == 0);
    let week = move |uge: Uge| {
        let span = days::span(&date::date(uge.fra, today), &date::date(uge.til, today));
        let first = uge.nr == 1;
        let what = if first { t::inspiration() } else { t::teaching() };
        let tags = (!first).then(|| view! {
            <ul class="tags">{lines.iter().map(|line| view! { <li class="tag">{line.clone()}</li> }).collect_view()}</ul>
        });
        view! {
            <li>
                <span class="timeline-dot">{uge.nr}</span>
                <div class="timeline-body">
                    <p class="timeline-when">{t::week_span(&date::week(uge.fra), &span)}</p>
                    <h3>{what}</h3>
                    {first.then(|| view! { <p class="small">{t::inspiration_body()}</p> })}
                    {tags}
                </div>
            </li>
        }
    };
    let class = if full { "due due-soon" } else { "due" };
    view! {
        <p class="place-line"><Icon name="calendar-month" small=true/>{t::whole()}</p>
        {least.map(|dag| view! { <p class=class>{seats(dag, host)}</p> })}
        <ol class="timeline">{row.uger().into_iter().map(week).collect_view()}</ol>
    }
}

/// When the seats shown were last counted.
#[component]
pub fn Counted() -> impl IntoView {
    let field = use_field();
    move || match field.status().contact {
        Some(contact) => t::counted(&date::moment(contact, field.today())),
        None => t::never_counted().to_owned(),
    }
}

//! One row of the work list, in words.

use domain::Day;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::discreet::Masked;
use crate::components::name::Name;
use crate::components::row::{Row as ListRow, Tick};
use crate::text::{date, days, i_dag as t, indsigt, laes, words};
use crate::view::i_dag::{Row, Sag};

/// A row of the work list.
#[component]
pub fn WorkRow(row: Row, today: Day, act: Act) -> impl IntoView {
    let title = title(&row.sag);
    let tick = row.tick().map(|tick| {
        let settle =
            move |done| (tick.settle(done), if done { t::ticked() } else { t::reopened() });
        view! { <Tick id=tick.id() label=t::done(&title) done=tick.gjort act=act settle=settle/> }
            .into_any()
    });
    let meta = meta(&row, today).into_any();
    let (icon, href, key) = (icon(&row.sag), row.href(), row.key());
    let title = match masked(&row.sag) {
        Some(is) => view! { <Masked says=title is=is/> }.into_any(),
        None => title.into_any(),
    };
    view! { <ListRow icon=icon tick=tick href=href title=title meta=meta key=key/> }
}

fn icon(sag: &Sag) -> &'static str {
    match sag {
        Sag::Aftale { .. } | Sag::Loefte { .. } => "checklist",
        Sag::Snusepraktik { .. } => "construction",
        Sag::Ubesvaret { .. } => "hourglass",
        Sag::Indsigt { .. } | Sag::Laes { .. } | Sag::Slut { .. } => "visibility",
        Sag::Besoeg { .. } => "student",
        Sag::Conflict { .. } => "warning",
        Sag::Moede { .. } => "groups",
    }
}

/// What discreet mode says of what somebody wrote themselves.
fn masked(sag: &Sag) -> Option<&'static str> {
    match sag {
        Sag::Aftale { .. } => Some(t::an_aftale()),
        Sag::Loefte { .. } => Some(t::a_loefte()),
        _ => None,
    }
}

fn title(sag: &Sag) -> String {
    match sag {
        Sag::Aftale { hvad, .. } | Sag::Loefte { hvad, .. } => hvad.clone(),
        Sag::Snusepraktik { linje, .. } => t::i_snusepraktik(linje),
        Sag::Ubesvaret { linje, .. } => t::ubesvaret(linje),
        Sag::Indsigt { .. } => indsigt::task().to_owned(),
        Sag::Laes { hvad, .. } => laes::heading(hvad),
        Sag::Slut { hvem, .. } => laes::lost(hvem),
        Sag::Besoeg { navn, .. } => t::besoeg(navn),
        Sag::Conflict { navn, .. } => t::conflict(navn),
        Sag::Moede { niveau, .. } => words::niveau(*niveau).to_owned(),
    }
}

fn meta(row: &Row, today: Day) -> impl IntoView + use<> {
    let clock = row.klokken.map(date::minutes);
    let when = match (row.day, row.gjort()) {
        (_, Some(true)) | (None, _) => None,
        (Some(day), _) => Some(due(row, day, today)),
    };
    view! { {when}{clock.map(part)}{about(&row.sag, today)} }
}

/// How the day stands to today. A meeting of the network has a week, not a day.
fn due(row: &Row, day: Day, today: Day) -> AnyView {
    let late = today.days_since(day);
    match &row.sag {
        Sag::Moede { .. } => part(format!("{}, {}", date::week(day), date::date(day, today))),
        _ if late > 0 => view! { <span class="due due-late">{days::late(late)}</span> }.into_any(),
        _ if late == 0 => {
            view! { <span class="due due-today">{date::near(day, today)}</span> }.into_any()
        }
        Sag::Besoeg { aftalt: false, .. } => part(t::besoeg_latest(&date::date(day, today))),
        _ => part(date::near(day, today)),
    }
}

/// Whom it is about, and what else is known.
fn about(sag: &Sag, today: Day) -> AnyView {
    let name = |navn: &String| view! { <span><Name navn=navn.clone()/></span> };
    match sag {
        Sag::Aftale { navn, med, .. } => {
            let med = med.as_ref().map(|med| part(t::with(med)));
            view! { {name(navn)}{med} }.into_any()
        }
        Sag::Snusepraktik { navn, sted, moedetid, .. } => {
            let moedetid = moedetid.clone().map(part);
            view! { {name(navn)}{part(sted.clone())}{moedetid} }.into_any()
        }
        Sag::Ubesvaret { navn, siden, .. } => {
            view! { {name(navn)}{part(t::wished(&date::near(*siden, today)))} }.into_any()
        }
        Sag::Indsigt { navn, .. } | Sag::Laes { navn, .. } | Sag::Slut { navn, .. } => {
            name(navn).into_any()
        }
        Sag::Loefte { navn, .. } => part(t::promise_to(navn)),
        Sag::Besoeg { sidst, aftalt, .. } => {
            let last = sidst.map_or_else(
                || t::besoeg_never().to_owned(),
                |day| t::besoeg_last(&date::date(day, today)),
            );
            let agreed = aftalt.then(|| part(t::besoeg_agreed().to_owned()));
            view! { {agreed}{part(last)} }.into_any()
        }
        Sag::Conflict { felter, .. } => {
            let felter: Vec<_> = felter.iter().map(|felt| words::besoeg_felt(*felt)).collect();
            part(felter.join(", "))
        }
        Sag::Moede { vaert, .. } => {
            vaert.as_ref().map(|vaert| part(t::meeting_host(vaert))).into_any()
        }
    }
}

fn part(text: String) -> AnyView {
    view! { <span>{text}</span> }.into_any()
}

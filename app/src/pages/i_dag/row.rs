//! One row of the work list.

use domain::Day;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::discreet::Masked;
use crate::components::name::Name;
use crate::components::row::{Row as ListRow, Tick};
use crate::text::{date, days, i_dag as t};
use crate::view::i_dag::{Del, Naar, Opgave};

/// A row of the work list.
#[component]
pub fn WorkRow(row: Opgave, today: Day, act: Act) -> impl IntoView {
    let tick = row.tick.map(|tick| {
        let settle =
            move |done| (tick.settle(done), if done { t::ticked() } else { t::reopened() });
        let label = t::done(&row.hvad);
        view! { <Tick id=tick.id() label=label done=tick.gjort act=act settle=settle/> }.into_any()
    });
    let meta = meta(&row, today).into_any();
    let Opgave { hvad, diskret, ikon, href, key, .. } = row;
    let title = match diskret {
        Some(is) => view! { <Masked says=hvad is=is/> }.into_any(),
        None => hvad.into_any(),
    };
    view! { <ListRow icon=ikon tick=tick href=href title=title meta=meta key=key/> }
}

fn meta(row: &Opgave, today: Day) -> impl IntoView + use<> {
    let clock = row.klokken.map(date::minutes);
    let when = match (row.dag, row.gjort()) {
        (_, Some(true)) | (None, _) => None,
        (Some(day), _) => Some(due(row.naar, day, today)),
    };
    let om = row.om.iter().map(|del| match del {
        Del::Navn(navn) => view! { <span><Name navn=navn.clone()/></span> }.into_any(),
        Del::Ord(words) => part(words.clone()),
    });
    let om: Vec<_> = om.collect();
    view! { {when}{clock.map(part)}{om} }
}

/// How the day stands to today.
fn due(naar: Naar, day: Day, today: Day) -> AnyView {
    let late = today.days_since(day);
    match naar {
        Naar::Uge => part(format!("{}, {}", date::week(day), date::date(day, today))),
        Naar::Dag | Naar::Senest if late > 0 => {
            view! { <span class="due due-late">{days::late(late)}</span> }.into_any()
        }
        Naar::Dag | Naar::Senest if late == 0 => {
            view! { <span class="due due-today">{date::near(day, today)}</span> }.into_any()
        }
        Naar::Senest => part(t::besoeg_latest(&date::date(day, today))),
        Naar::Dag => part(date::near(day, today)),
    }
}

fn part(text: String) -> AnyView {
    view! { <span>{text}</span> }.into_any()
}

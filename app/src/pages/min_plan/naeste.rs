//! What happens next, said large.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::moede::MoedeLines;
use crate::field::use_field;
use crate::text::{date, min_plan as t};
use crate::view::min_plan::{Hvad, Naeste};

/// What happens next.
#[component]
pub fn Next(naeste: Naeste) -> impl IntoView {
    let today = use_field().today();
    let Naeste { hvad, dag, klokken, med, moede } = naeste;
    let moedetid = moede.moedested.as_ref().map(|at| at.moedetid.to_string());
    let when = match (dag, klokken) {
        (Some(day), None) if moedetid.is_some() => {
            format!("{} {}", date::near(day, today), moedetid.unwrap_or_default())
        }
        (Some(day), Some(time)) => format!("{} {}", date::near(day, today), date::minutes(time)),
        (Some(day), None) => date::near(day, today),
        (None, _) => t::no_day().to_owned(),
    };
    let with = med.map(|navn| match hvad {
        Hvad::Trin(_) => t::helps(&navn),
        _ => t::with(&navn),
    });
    let (what, place) = match hvad {
        Hvad::Aftale(hvad) | Hvad::Trin(hvad) => (hvad, None),
        Hvad::Snusepraktik { linje, sted } => (t::you_try(&linje), Some(t::at(&sted))),
    };
    let line = |icon, text| view! { <p class="next-line"><Icon name=icon/>{text}</p> };
    view! {
        <section class="next" aria-labelledby="naeste">
            <p class="next-label" id="naeste">{t::next()}</p>
            <h1 class="next-what">{what}</h1>
            <p class="next-when"><Icon name="calendar-month"/>{when}</p>
            {place.map(|place| line("construction", place))}
            <MoedeLines moede=moede class="next-line" untimed=true/>
            {with.map(|with| line("groups", with))}
        </section>
    }
}

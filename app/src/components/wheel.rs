//! The wheel of the year as a picture, for who would rather look than read. A table stands beside it.

use domain::Day;
use domain::aarshjul::Niveau;
use leptos::prelude::*;

use crate::text::{days, mere as t, words};
use crate::view::aarshjul::{Moede, Stand};
use crate::view::wheel::{self, Dot, SIZE};

/// Every level, from the outermost ring inwards.
const LEVELS: [Niveau; 4] =
    [Niveau::Praktikere, Niveau::Mellemledere, Niveau::Chefer, Niveau::Faellesmoede];

/// The picture, and what its rings mean.
#[component]
pub fn Wheel(year: i32, meetings: Vec<Moede>, today: Day) -> impl IntoView {
    let rings = LEVELS.map(|niveau| {
        view! { <circle class="wheel-ring" cx="160" cy="160" r=wheel::ring(niveau).to_string()/> }
    });
    let lines = (1..=12).filter_map(|month| wheel::month_line(year, month));
    let lines = lines.map(|line| stroke("wheel-line", line)).collect_view();
    let names = (1..=12).filter_map(|month| Some((wheel::month_name_at(year, month)?, month)));
    let names = names.map(|(at, month)| {
        view! { <text class="wheel-month" x=at.x.to_string() y=at.y.to_string()>{days::month_short(month)}</text> }
    });
    let dots = wheel::dots(year, &meetings).into_iter().map(|dot| view! { <Meeting dot=dot/> });
    let hand = wheel::hand(year, today).map(|hand| stroke("wheel-hand", hand));
    view! {
        <figure class="wheel">
            <svg viewBox=format!("0 0 {SIZE} {SIZE}") role="img" aria-label=t::wheel_picture(year)>
                {rings.collect_view()}
                {lines}
                {names.collect_view()}
                {hand}
                {dots.collect_view()}
                <text class="wheel-year" x="160" y="160">{year}</text>
            </svg>
            <figcaption><Legend/></figcaption>
        </figure>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let entry = |niveau| {
        view! { <li class=level(niveau)><span class="wheel-key" aria-hidden="true"></span>{words::niveau(niveau)}</li> }
    };
    view! { <ul class="wheel-legend">{LEVELS.map(entry).collect_view()}</ul> }
}

/// A meeting with its week on it; one without a week is an empty circle with a question mark.
#[component]
fn Meeting(dot: Dot) -> impl IntoView {
    let Dot { at, niveau, uge, stand } = dot;
    let stand = match (uge, stand) {
        (None, _) => "wheel-open",
        (_, Stand::Forbi) => "wheel-over",
        (_, Stand::Naeste) => "wheel-next",
        (_, Stand::Kommer) => "",
    };
    let word = uge.map_or_else(|| "?".to_owned(), |week| week.to_string());
    let (x, y) = (at.x.to_string(), at.y.to_string());
    view! {
        <g class=format!("wheel-dot {} {stand}", level(niveau))>
            <circle cx=x.clone() cy=y.clone() r="11"/>
            <text x=x y=y>{word}</text>
        </g>
    }
}

fn stroke(class: &'static str, (from, to): (wheel::Point, wheel::Point)) -> impl IntoView + use<> {
    let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(|value| value.to_string());
    view! { <line class=class x1=x1 y1=y1 x2=x2 y2=y2/> }
}

fn level(niveau: Niveau) -> &'static str {
    match niveau {
        Niveau::Praktikere => "level-praktikere",
        Niveau::Mellemledere => "level-mellemledere",
        Niveau::Chefer => "level-chefer",
        Niveau::Faellesmoede => "level-faelles",
    }
}

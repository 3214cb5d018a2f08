//! What a samtykke says, who signed it, and what was told under it.

use domain::samtykke::{Bevis, Tilstand};
use leptos::prelude::*;
use replica::Progress;

use crate::components::discreet::named;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::row::Row;
use crate::field::use_field;
use crate::text::{date, samtykke as t, words};
use crate::view::samtykke::{FortaltRow, SamtykkeSide, UnderskriftRow};

/// What it says.
#[component]
pub fn Fakta(side: SamtykkeSide) -> impl IntoView {
    let field = use_field();
    let today = field.today();
    let line = |word: &'static str| view! { <span>{word}<br/></span> };
    let omfang = side.omfang.iter().map(|emne| line(words::emne(*emne))).collect_view();
    let when = side.situationer.iter().map(|one| line(words::situation(*one))).collect_view();
    let period = t::period_days(&date::date(side.fra, today), &date::date(side.til, today));
    let key = side.key();
    let end = side.trukket.map(|(navn, kl)| {
        let says = if side.opgivet { t::put_away_by } else { t::withdrawn_by };
        let kl = date::moment(kl, today);
        move || says(&named(&navn), &kl)
    });
    let skole = side.modtager;
    let withdrawn = side.tilstand == Tilstand::Trukket && !side.opgivet;
    let does = withdrawn.then_some(move || match field.look(|replica| replica.progress(&key)) {
        Progress::Received => t::does(&skole),
        Progress::Saved | Progress::Sent => t::does_once_sent(&skole),
    });
    let words = side.tekst.map(|tekst| {
        view! { <details class="more"><summary>{t::words()}</summary><p class="own-words">{tekst}</p></details> }
    });
    view! {
        <section class="card group">
            <dl class="facts">
                <div><dt>{t::may_tell()}</dt><dd>{omfang}</dd></div>
                <div><dt>{t::when()}</dt><dd>{when}</dd></div>
                <div><dt>{t::period()}</dt><dd>{period}</dd></div>
                <div><dt>{t::written_by()}</dt><dd>{side.af}</dd></div>
            </dl>
            {end.map(|end| view! { <p class="small soft">{end}</p> })}
            {does.map(|does| view! { <p>{does}</p> })}
            {words}
        </section>
    }
}

/// Who signed.
#[component]
pub fn Underskrifter(side: SamtykkeSide) -> impl IntoView {
    let rows = side.underskrifter;
    (!rows.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="underskrifter">
                <h2 class="group-title" id="underskrifter">{t::signatures()}</h2>
                <ul class="rows">{rows.into_iter().map(|row| view! { <Underskrift row=row/> }).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Underskrift(row: UnderskriftRow) -> impl IntoView {
    let today = use_field().today();
    let (bevis, taken_by) = (row.bevis, row.modtaget_af.clone());
    let how = move || match (&bevis, &taken_by) {
        (Bevis::Skaerm, None) => t::signed_own().to_owned(),
        (Bevis::Skaerm, Some(_)) => t::signed_on_screen().to_owned(),
        (Bevis::Papir, _) => t::signed_on_paper().to_owned(),
        (Bevis::Mundtligt { vidne }, _) => t::signed_spoken(&named(vidne.as_str())),
    };
    let taken = row.modtaget_af.map(|navn| view! { <span>{t::taken_by(&navn)}</span> });
    let meta = view! {
        <span>{words::underskriver(row.som)}</span><span>{date::moment(row.kl, today)}</span><span>{how}</span>{taken}
    };
    view! { <Row icon="edit" title=view! { <Name navn=row.navn/> }.into_any() meta=meta.into_any()/> }
}

/// What was told.
#[component]
pub fn Fortalt(side: SamtykkeSide) -> impl IntoView {
    let rows = side.fortalt;
    let empty = rows.is_empty();
    view! {
        <section class="group" aria-labelledby="fortalt">
            <h2 class="group-title" id="fortalt">{t::told()}</h2>
            {empty.then(|| view! { <p class="soft">{t::told_none()}</p> })}
            {(!empty).then(|| view! { <Ord rows=rows/> })}
        </section>
    }
}

/// What was told, in its words.
#[component]
pub fn Ord(rows: Vec<FortaltRow>) -> impl IntoView {
    let today = use_field().today();
    let row = move |row: FortaltRow| {
        let by = t::told_by(&row.af, &date::moment(row.kl, today));
        let state =
            row.key.map(|key| view! { <crate::components::state::ItemState key=key quiet=true/> });
        view! {
            <li class="row">
                <span class="row-mark"><Icon name="forum"/></span>
                <div class="row-body">
                    <strong>{words::emne(row.emne)}</strong>
                    <p class="note-text">{row.tekst}</p>
                    <p class="row-meta"><span>{words::situation(row.situation)}</span><span>{by}</span></p>
                    <p class="row-more">{state}</p>
                </div>
            </li>
        }
    };
    view! { <ul class="rows">{rows.into_iter().map(row).collect_view()}</ul> }
}

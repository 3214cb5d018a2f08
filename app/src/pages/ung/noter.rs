//! The notes on a young person, newest first, each with where it stands and what it said before.

use domain::id::UngId;
use domain::notat::Notatslags;
use domain::{Day, Moment};
use leptos::prelude::*;

use crate::components::discreet::called;
use crate::components::icon::Icon;
use crate::components::state::ItemState;
use crate::field::use_field;
use crate::text::{date, unge as t, words};
use crate::view::noter::{Note, Tidligere, noter};

/// How many notes stand open at first.
const FIRST: usize = 10;

/// The notes.
#[component]
pub fn Noter(ung: UngId) -> impl IntoView {
    let field = use_field();
    let all = Memo::new(move |_| field.see(|sight| noter(sight, ung, &called)));
    let whole = RwSignal::new(false);
    let shown = move || {
        let most = if whole.get() { usize::MAX } else { FIRST };
        all.with(|all| all.iter().take(most).cloned().collect::<Vec<_>>())
    };
    view! {
        <section class="group" aria-labelledby="notater">
            <h2 class="group-title" id="notater">{t::notes()} " " <span class="count">{move || all.with(Vec::len)}</span></h2>
            <Show when=move || all.with(|all| !all.is_empty()) fallback=|| view! { <p class="soft">{t::notes_none()}</p> }>
                <ol class="notes">{move || shown().into_iter().map(|note| view! { <NoteItem ung=ung note=note/> }).collect_view()}</ol>
            </Show>
            <Show when=move || !whole.get() && all.with(|all| all.len() > FIRST)>
                <p class="button-group"><button class="button button-secondary" type="button" on:click=move |_| whole.set(true)>
                    {move || t::notes_all(all.with(Vec::len))}
                </button></p>
            </Show>
        </section>
    }
}

/// The picture of a kind of contact.
#[must_use]
pub fn icon(slags: Notatslags) -> &'static str {
    match slags {
        Notatslags::Samtale => "forum",
        Notatslags::Telefon => "call",
        Notatslags::Skolebesoeg => "student",
        Notatslags::Udeblevet => "person-remove",
        Notatslags::Andet => "edit",
    }
}

#[component]
fn NoteItem(ung: UngId, note: Note) -> impl IntoView {
    let today = use_field().today();
    let Note {
        id,
        slags,
        af,
        sket,
        skrevet,
        modtaget,
        tekst,
        rettet,
        tidligere,
        punkter,
        ses_af,
        ..
    } = note;
    let when = date::moment(sket, today);
    let correct = t::correct_what(&format!("{}, {when}", words::notatslags(slags)));
    view! {
        <li><article class="note">
            <header class="note-head"><Icon name=icon(slags)/><h3>{words::notatslags(slags)}</h3><p class="note-by">{format!("{af} · {when}")}</p></header>
            <div class="note-text preview">{paragraphs(&tekst)}</div>
            {rettet.map(|(who, at)| view! { <p class="note-reason">{t::corrected(&who, &date::moment(at, today))}</p> })}
            {tidligere.into_iter().map(|text| view! { <Earlier text=text/> }).collect_view()}
            {(!punkter.is_empty()).then(|| view! {
                <ul class="tags" aria-label=t::points()>
                    {punkter.into_iter().map(|punkt| view! { <li class="tag">{words::opmaerksomhedspunkt(punkt)}</li> }).collect_view()}
                </ul>
            })}
            <footer class="note-foot">
                <ItemState key=note.key/>
                <span>{stamps(sket, skrevet, modtaget, today)}</span>
                {note.foer_overdragelse.then(|| view! { <span class="tag">{t::before_handover()}</span> })}
                <span>{t::seen_by(&ses_af)}</span>
                <a class="button button-tertiary button-small" href=format!("/app/unge/{ung}/notat/{id}/ret") aria-label=correct>{t::correct()}</a>
            </footer>
        </article></li>
    }
}

/// When it was written and received; on the day of the contact the time alone says it.
fn stamps(sket: Moment, skrevet: Moment, modtaget: Option<Moment>, today: Day) -> String {
    let stamp = |at: Moment| {
        if at.day() == sket.day() { date::clock(at) } else { date::moment(at, today) }
    };
    match modtaget {
        Some(modtaget) => t::written_received(&stamp(skrevet), &stamp(modtaget)),
        None => t::written(&stamp(skrevet)),
    }
}

#[component]
fn Earlier(text: Tidligere) -> impl IntoView {
    let today = use_field().today();
    let when = date::moment(text.skrevet, today);
    let label = text.af.map_or_else(|| t::first_text(&when), |who| t::earlier_text(&who, &when));
    view! {
        <div class="note-first preview"><p class="note-first-label">{label}</p>{paragraphs(&text.tekst)}</div>
    }
}

/// A text as it was written, a paragraph a line.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()
}

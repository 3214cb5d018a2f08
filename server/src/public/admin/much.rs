//! Who searched for many names, brought many cases along, or opened many that nobody gave them, on one of the last days:
//! for the local administrator to ask about. How much is much is in `exchange::daily`; whom they found is in the trail and
//! not shown here.

use domain::Person;
use leptos::prelude::*;

use super::super::layout::{Frame, icon};
use super::Listed;
use crate::store::{Daily, DailyRow};
use crate::text::Spoken as _;
use crate::text::date;

/// The list, if there is anybody on it.
pub(super) fn group(
    frame: &Frame,
    rows: &[DailyRow],
    staff: &[Listed],
) -> Option<impl IntoView + use<>> {
    let text = &frame.lang.text().account;
    let rows: Vec<_> = rows.iter().map(|one| row(frame, one, staff)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="meget">
                <h2 class="group-title" id="meget">{text.much}</h2>
                <p class="soft">{text.much_lead}</p>
                <ul class="rows">{rows}</ul>
            </section>
        }
    })
}

fn row(frame: &Frame, row: &DailyRow, staff: &[Listed]) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let known = |one: &&Listed| Person::Medarbejder(one.medarbejder.id) == row.person;
    let navn = staff.iter().find(known).map(|one| one.medarbejder.navn.to_string());
    let to = row.person.medarbejder().map(|id| frame.link(&format!("/admin/medarbejder/{id}")));
    let says = match row.what {
        Daily::Searches => text.much_searches,
        Daily::Cases => text.much_cases,
        Daily::Phones => text.much_phones,
        Daily::Noedadgange => text.much_noedadgange,
        Daily::Handed => text.much_handed,
    };
    let says = says.replace("{}", &row.times.to_string());
    view! {
        <li class="row">
            <span class="row-mark">{icon(frame, "person")}</span>
            <div class="row-body">
                <a class="row-link" href=to>{navn.unwrap_or_default()}</a>
                <p class="row-meta"><span>{date::day(frame.lang, row.dag)}</span><span>{says}</span></p>
            </div>
        </li>
    }
}

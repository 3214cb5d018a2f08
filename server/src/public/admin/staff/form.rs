//! The form of a member of staff: how it is drawn, and how what it says becomes one. A role is a box with two
//! days; what was held before stays in the record, untouched.

use domain::grant::Term;
use domain::id::{InstallationId, KommuneId, MedarbejderId, OrganisationId};
use domain::organisation::{Medarbejder, Rolletid};
use domain::{Moment, Rolle};
use leptos::prelude::*;

use super::{Act, Shown};
use crate::account::staff::ended;
use crate::public::fields::{self, Fields, SEEN, Unfit, day, text};
use crate::public::layout::Frame;
use crate::public::parts::{field, sent_by_its_button};
use crate::text::Spoken as _;

/// What the pressed button says.
pub(super) fn act(fields: &Fields) -> Option<Act> {
    match fields.get("act")?.as_str() {
        "gem" => Some(Act::Save),
        "kode" => Some(Act::Code),
        "luk" => Some(Act::End),
        "wipe-phone" => fields.get("id")?.parse::<InstallationId>().ok().map(Act::Wipe),
        _ => None,
    }
}

/// Somebody new, as the form tells.
pub(super) fn new(
    fields: &Fields,
    id: MedarbejderId,
    kommune: KommuneId,
    now: Moment,
) -> Result<Medarbejder, Unfit> {
    let (navn, organisation) = (text(fields, "navn")?.ok_or(Unfit)?, workplace(fields)?);
    let (telefon, mail) = (text(fields, "telefon")?, text(fields, "mail")?);
    let roller = Vec::new();
    let bare = Medarbejder { id, kommune, navn, organisation, telefon, mail, roller };
    let roller = roles(fields, &bare, now)?;
    Ok(Medarbejder { roller, ..bare })
}

/// Somebody known, as the form tells from now on.
pub(super) fn changed(
    fields: &Fields,
    before: &Medarbejder,
    now: Moment,
) -> Result<Medarbejder, Unfit> {
    let roller = roles(fields, before, now)?;
    let said = new(fields, before.id, before.kommune, now)?;
    Ok(Medarbejder { roller, ..said })
}

/// The roles: what has ended stays as it is, what is not ticked ends now, what is ticked is held as told.
fn roles(fields: &Fields, before: &Medarbejder, now: Moment) -> Result<Vec<Rolletid>, Unfit> {
    let past = before.roller.iter().filter(|held| held.term.ended_at(now)).copied();
    let mut roles: Vec<_> = past.collect();
    for rolle in Rolle::ALL {
        let held = open(before, rolle, now);
        if fields.contains_key(&format!("rolle_{}", rolle.code())) {
            let term = term(fields, rolle, held, now)?;
            roles.push(Rolletid { rolle, term });
        } else {
            roles.extend(held.and_then(|held| ended(held, now)));
        }
    }
    Ok(roles)
}

/// A role that is held now or will be.
fn open(of: &Medarbejder, rolle: Rolle, now: Moment) -> Option<Rolletid> {
    of.roller.iter().find(|held| held.rolle == rolle && !held.term.ended_at(now)).copied()
}

/// From the beginning of one day to the end of another. A first day that stands as it stood is the moment it
/// was; today is now.
fn term(fields: &Fields, rolle: Rolle, held: Option<Rolletid>, now: Moment) -> Result<Term, Unfit> {
    let first = day(fields, &format!("fra_{}", rolle.code()))?;
    let last = day(fields, &format!("til_{}", rolle.code()))?;
    let from = match (first, held) {
        (Some(first), Some(held)) if held.term.from.day() == first => held.term.from,
        (None, Some(held)) => held.term.from,
        (first, _) => fields::begins(first, now),
    };
    fields::term(from, last)
}

fn workplace(fields: &Fields) -> Result<OrganisationId, Unfit> {
    fields.get("organisation").and_then(|id| id.parse().ok()).ok_or(Unfit)
}

/// The form itself.
pub(super) fn view(
    frame: &Frame,
    known: Option<&Medarbejder>,
    shown: &Shown,
    now: Moment,
) -> impl IntoView + use<> {
    let (words, typed) = (&frame.lang.text().account, shown.typed.as_ref());
    let told = |name, what: Option<String>| fields::shown(typed, name, what.unwrap_or_default());
    let navn = told("navn", known.map(|one| one.navn.to_string()));
    let telefon = told("telefon", known.and_then(|one| Some(one.telefon.as_ref()?.to_string())));
    let mail = told("mail", known.and_then(|one| Some(one.mail.as_ref()?.to_string())));
    let at = told("organisation", known.map(|one| one.organisation.to_string()));
    let seen = known.map(|one| {
        view! { <input type="hidden" name=SEEN value=told(SEEN, Some(fields::mark(one)))/> }
    });
    let houses = shown.organisations.iter().map(|one| {
        let (id, navn) = (one.id.to_string(), one.navn.to_string());
        let here = at == id;
        view! { <option value=id selected=here>{navn}</option> }
    });
    let houses: Vec<_> = houses.collect();
    let roles: Vec<_> =
        Rolle::ALL.into_iter().map(|rolle| role(frame, rolle, known, typed, now)).collect();
    let optional = |label: &'static str| {
        view! { {label}" "<span class="form-optional">{words.optional}</span> }
    };
    let button = if known.is_some() { words.save } else { words.staff_invite };
    view! {
        <form class="form" method="post" action=frame.link(&frame.here)>
            {sent_by_its_button()}
            <input type="hidden" name="act" value="gem"/>
            {seen}
            {field("navn", words.navn, "text", navn, true)}
            <div class="form-group">
                <label class="form-label" for="organisation">{words.workplace}</label>
                <select class="form-select" id="organisation" name="organisation" required=true>
                    {houses}
                </select>
            </div>
            {field("telefon", optional(words.telefon), "tel", telefon, false)}
            {field("mail", optional(words.mail), "email", mail, false)}
            <fieldset class="form-group roles">
                <legend class="form-label">{words.roles}</legend>
                <span class="form-hint">{words.roles_lead}</span>
                {roles}
            </fieldset>
            <p><button class="button button-primary" type="submit">{button}</button></p>
        </form>
    }
}

fn role(
    frame: &Frame,
    rolle: Rolle,
    known: Option<&Medarbejder>,
    typed: Option<&Fields>,
    now: Moment,
) -> impl IntoView + use<> {
    let (words, code) = (&frame.lang.text().account, rolle.code());
    let held = known.and_then(|known| open(known, rolle, now));
    let first = held.map(|held| held.term.from.day().to_string()).unwrap_or_default();
    let last = held.and_then(|held| held.term.last_day()).map(|last| last.to_string());
    let (tick, from, until) =
        (format!("rolle_{code}"), format!("fra_{code}"), format!("til_{code}"));
    let ticked = fields::is_ticked(typed, &tick, held.is_some());
    let first = fields::shown(typed, &from, first);
    let last = fields::shown(typed, &until, last.unwrap_or_default());
    view! {
        <div class="role">
            <div class="form-check">
                <input class="form-checkbox" type="checkbox" id=tick.clone() name=tick.clone()
                    checked=ticked/>
                <label for=tick>{words::rolle::rolle(frame.lang, rolle)}</label>
            </div>
            <div class="role-days">
                <label>{words.from}<input class="form-input" type="date" name=from value=first/></label>
                <label>
                    {words.until}
                    <input class="form-input" type="date" name=until value=last/>
                </label>
            </div>
        </div>
    }
}

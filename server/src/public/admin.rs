//! `/admin`: the local administrator's pages. This is the first: staff and organisations. Nothing here tells of
//! any young person.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::alfabet::sorted;
use domain::exchange::Outcome;
use domain::id::{KommuneId, OrganisationId};
use domain::organisation::{Medarbejder, Organisation};
use domain::{Command, Folder, Moment, Person, Rolle};
use leptos::prelude::*;

use super::layout::{Frame, icon, page};
use super::parts::stale;
use super::visitor::{Asked, NoPage, Visitor};
use crate::account::command::ask;
use crate::exchange::access;
use crate::state::App;
use crate::store::{DailyRow, Fault, Read, ReadAccounts as _, Store};
use crate::text::Spoken as _;
use crate::text::lov;

pub mod law;
mod much;
pub mod organisation;
pub mod phones;
pub mod staff;

/// For so many days it is shown who looked for much.
const SHOWN: i32 = 30;

/// `GET /admin`.
pub async fn get<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show(&app, &asked).await;
    asked.answer(&app, made).await
}

/// Somebody on the staff, with whether their account was ended.
struct Listed {
    medarbejder: Medarbejder,
    ended: bool,
}

async fn show<S: Store>(app: &App<S>, asked: &Asked) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    let kommune = visitor.who().kommune;
    let mut tx = app.store.read(kommune).await?;
    let organisations = organisations(&mut tx, kommune).await?;
    let mut listed = Vec::new();
    for medarbejder in access::kept_all::<_, Medarbejder>(&mut tx, Folder::Faelles(kommune)).await?
    {
        let person = Person::Medarbejder(medarbejder.id);
        let ended = tx.account_ended(person).await?.is_some();
        listed.push(Listed { medarbejder, ended });
    }
    listed.sort_by_cached_key(|one| sorted(one.medarbejder.navn.as_str()));
    let now = app.world.clock.now();
    let mut much = tx.daily(now.day().plus(-SHOWN)).await?;
    much.retain(|row| app.bounds.is_much(row.what, row.times));
    drop(tx);
    let frame = asked.frame(app, Some(&visitor)).await;
    let title = frame.lang.text().account.administration;
    Ok(page(StatusCode::OK, &frame, title, |frame| {
        overview(frame, &visitor, (&listed, &much), &organisations, now)
    }))
}

/// The organisations by name.
async fn organisations<R: Read>(
    tx: &mut R,
    kommune: KommuneId,
) -> Result<Vec<Organisation>, Fault> {
    let mut all: Vec<Organisation> = access::kept_all(tx, Folder::Faelles(kommune)).await?;
    all.sort_by_cached_key(|one| sorted(one.navn.as_str()));
    Ok(all)
}

/// Has a command carried out as the administrator's. Whoever asks commits it, and tells the phones it touches; an
/// expected no is none.
async fn told<S: Store>(
    app: &App<S>,
    tx: &mut S::Write,
    visitor: &Visitor,
    command: Command,
) -> Result<Option<crate::exchange::Touched>, Fault> {
    Ok(match ask(tx, &app.world, visitor.who(), &command).await? {
        Ok((Outcome::Applied, touched)) => Some(touched),
        _ => None,
    })
}

fn overview(
    frame: &Frame,
    visitor: &Visitor,
    (staff, much): (&[Listed], &[DailyRow]),
    organisations: &[Organisation],
    now: Moment,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let much = much::group(frame, much, staff);
    let staff: Vec<_> = staff.iter().map(|one| member(frame, one, organisations, now)).collect();
    let houses: Vec<_> = organisations.iter().map(|one| house(frame, one)).collect();
    view! {
        <section class="band desk">
            <h1>{text.administration}</h1>
            {stale(frame, visitor.fresh)}
            <div class="button-group">
                <a class="button button-primary" href=frame.link("/admin/medarbejder/ny")>{text.staff_new}</a>
                <a class="button button-secondary" href=frame.link("/admin/telefoner")>{text.phones}</a>
                <a class="button button-secondary" href=frame.link("/admin/lov")>{lov::title(frame.lang)}</a>
            </div>
            {much}
            <section class="group" aria-labelledby="medarbejdere">
                <h2 class="group-title" id="medarbejdere">{text.staff}</h2>
                <ul class="rows">{staff}</ul>
            </section>
            <section class="group" aria-labelledby="organisationer">
                <h2 class="group-title" id="organisationer">{text.organisations}</h2>
                <ul class="rows">{houses}</ul>
                <div class="button-group">
                    <a class="button button-secondary" href=frame.link("/admin/organisation/ny")>
                        {text.organisation_new}
                    </a>
                </div>
            </section>
        </section>
    }
}

fn member(
    frame: &Frame,
    Listed { medarbejder, ended }: &Listed,
    organisations: &[Organisation],
    now: Moment,
) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let to = frame.link(&format!("/admin/medarbejder/{}", medarbejder.id));
    let held = Rolle::ALL.into_iter().filter(|rolle| medarbejder.has(*rolle, now));
    let held: Vec<_> = held.map(|rolle| words::rolle::rolle(frame.lang, rolle)).collect();
    let roles =
        if held.is_empty() { text.account.staff_no_role.to_owned() } else { held.join(", ") };
    let place = named(organisations, medarbejder.organisation);
    let ended =
        ended.then(|| view! { <span class="due due-late">{text.account.staff_ended}</span> });
    view! {
        <li class="row">
            <span class="row-mark">{icon(frame, "person")}</span>
            <div class="row-body">
                <a class="row-link" href=to>{medarbejder.navn.to_string()}</a>
                <p class="row-meta">{ended}<span>{roles}</span><span>{place}</span></p>
            </div>
        </li>
    }
}

fn house(frame: &Frame, organisation: &Organisation) -> impl IntoView + use<> {
    let to = frame.link(&format!("/admin/organisation/{}", organisation.id));
    let by = organisation.by.as_ref().map(|by| view! { <span>{by.to_string()}</span> });
    view! {
        <li class="row">
            <span class="row-mark">{icon(frame, "business")}</span>
            <div class="row-body">
                <a class="row-link" href=to>{organisation.navn.to_string()}</a>
                <p class="row-meta">{by}</p>
            </div>
        </li>
    }
}

fn named(organisations: &[Organisation], id: OrganisationId) -> String {
    let found = organisations.iter().find(|one| one.id == id);
    found.map(|one| one.navn.to_string()).unwrap_or_default()
}

/// The way back to the first of the pages.
fn back(frame: &Frame) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    view! { <p><a class="back" href=frame.link("/admin")>{icon(frame, "arrow-back")}{text.to_admin}</a></p> }
}

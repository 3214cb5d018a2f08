//! `/admin/telefoner`: every phone of the municipality, with whose it is, when it was last heard of and what
//! waited on it then. A young person is not named.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::InstallationId;
use domain::organisation::{Medarbejder, Organisation};
use domain::soegning::folded;
use domain::{Folder, Person};
use leptos::prelude::*;
use serde::Deserialize;

use super::back;
use crate::account::installation::revoke;
use crate::account::staff::phones;
use crate::exchange::access;
use crate::public::layout::{Frame, page};
use crate::public::parts::stale;
use crate::public::phones as list;
use crate::public::visitor::{Asked, NoPage};
use crate::state::App;
use crate::store::{Installation, Store, Write as _};
use crate::text::Spoken as _;

/// The phone to wipe.
#[derive(Debug, Deserialize)]
pub struct Wipe {
    id: InstallationId,
}

/// `GET /admin/telefoner`.
pub async fn get<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show(&app, &asked).await;
    asked.answer(&app, made).await
}

/// `POST /admin/telefoner`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    wipe: Result<Form<Wipe>, FormRejection>,
) -> Response {
    let made = wipe_one(&app, &asked, wipe).await;
    asked.answer(&app, made).await
}

async fn wipe_one<S: Store>(
    app: &App<S>,
    asked: &Asked,
    wipe: Result<Form<Wipe>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    visitor.must_be_fresh()?;
    let Form(Wipe { id }) = wipe.or(Err(NoPage::Missing))?;
    let (who, now) = (visitor.who(), app.world.clock.now());
    let mut tx = app.store.write(who.kommune).await?;
    let found = revoke(&mut tx, now, who.person, None, id).await?;
    tx.commit().await?;
    if found { Ok(asked.to("/admin/telefoner")) } else { Err(NoPage::Missing) }
}

async fn show<S: Store>(app: &App<S>, asked: &Asked) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    let kommune = visitor.who().kommune;
    let mut tx = app.store.read(kommune).await?;
    let all = phones(&mut tx, None).await?;
    let staff: Vec<Medarbejder> = access::kept_all(&mut tx, Folder::Faelles(kommune)).await?;
    let houses: Vec<Organisation> = access::kept_all(&mut tx, Folder::Faelles(kommune)).await?;
    drop(tx);
    let names = staff.iter().map(|one| (Person::Medarbejder(one.id), named(one, &staff, &houses)));
    let names = names.collect();
    let frame = asked.frame(app, Some(&visitor)).await;
    let (title, fresh) = (frame.lang.text().account.phones, visitor.fresh);
    Ok(page(StatusCode::OK, &frame, title, |frame| everybodys(frame, &all, &names, fresh)))
}

/// Somebody's name; where two have the same, where they work stands beside it.
fn named(one: &Medarbejder, all: &[Medarbejder], houses: &[Organisation]) -> String {
    let alike = |other: &Medarbejder| {
        other.id != one.id && folded(other.navn.as_str()) == folded(one.navn.as_str())
    };
    let house = houses.iter().find(|house| house.id == one.organisation);
    match house.filter(|_| all.iter().any(alike)) {
        Some(house) => format!("{} · {}", one.navn, house.navn),
        None => one.navn.to_string(),
    }
}

fn everybodys(
    frame: &Frame,
    all: &[Installation],
    names: &BTreeMap<Person, String>,
    fresh: bool,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let whose = |phone: &Installation| match phone.person {
        Person::Ung(_) => Some(text.phone_of_ung.to_owned()),
        person => names.get(&person).cloned(),
    };
    view! {
        <section class="band desk">
            {back(frame)}
            <h1>{text.administration}</h1>
            {stale(frame, fresh)}
            {list::group(frame, all, &whose, true)}
        </section>
    }
}

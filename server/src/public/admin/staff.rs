//! One member of staff: who they are, their roles each for a time, a code for them, and the end of their account.
//! What a form says is read in `form`.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::{InstallationId, MedarbejderId};
use domain::organisation::{Medarbejder, Organisation, RegisterMedarbejder};
use domain::{Folder, Person};
use leptos::prelude::*;

use super::{back, organisations, told};
use crate::account::code::{self, Code};
use crate::account::installation::revoke;
use crate::account::staff::{end_account, phones, ways_in, without_roles};
use crate::exchange::access;
use crate::public::fields::{Fields, is_as_seen};
use crate::public::layout::{Frame, page};
use crate::public::parts::{act, act_for_sure, alert, stale};
use crate::public::visitor::{Asked, NoPage, Visitor};
use crate::public::{parts, phones as list};
use crate::state::App;
use crate::store::{Installation, ReadAccounts as _, Store, Write as _};
use crate::text::Spoken as _;

mod form;

/// What is done on the page of one member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Save,
    Code,
    End,
    Wipe(InstallationId),
}

/// What the page shows.
struct Shown {
    /// None for somebody who is still to be told of.
    medarbejder: Option<Medarbejder>,
    organisations: Vec<Organisation>,
    phones: Vec<Installation>,
    /// How many young people they are assigned to; which, an administrator is not told.
    helps: usize,
    ended: bool,
    told: Told,
    /// What was typed and could not be taken.
    typed: Option<Fields>,
}

/// What came of what was done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    Saved,
    Invalid,
    /// Somebody else saved something since the form was drawn.
    Meanwhile,
    Code(Code),
}

/// `GET /admin/medarbejder/ny`.
pub async fn new<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show(&app, &asked, None, Told::Nothing, None).await;
    asked.answer(&app, made).await
}

/// `GET /admin/medarbejder/{id}`.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
) -> Response {
    let made = match id.parse() {
        Ok(id) => show(&app, &asked, Some(id), Told::Nothing, None).await,
        Err(_) => Err(NoPage::Missing),
    };
    asked.answer(&app, made).await
}

/// `POST /admin/medarbejder/ny`.
pub async fn add<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = Box::pin(invite(&app, &asked, fields)).await;
    asked.answer(&app, made).await
}

/// `POST /admin/medarbejder/{id}`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = match id.parse() {
        Ok(id) => Box::pin(change(&app, &asked, id, fields)).await,
        Err(_) => Err(NoPage::Missing),
    };
    asked.answer(&app, made).await
}

async fn show<S: Store>(
    app: &App<S>,
    asked: &Asked,
    id: Option<MedarbejderId>,
    told: Told,
    typed: Option<Fields>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    let kommune = visitor.who().kommune;
    let mut tx = app.store.read(kommune).await?;
    let organisations = organisations(&mut tx, kommune).await?;
    let mut shown = Shown {
        medarbejder: None,
        organisations,
        phones: Vec::new(),
        helps: 0,
        ended: false,
        told,
        typed,
    };
    if let Some(id) = id {
        let (folder, person) = (Folder::Faelles(kommune), Person::Medarbejder(id));
        let found = access::kept::<_, Medarbejder>(&mut tx, folder, id.0).await?;
        shown.medarbejder = Some(found.ok_or(NoPage::Missing)?);
        shown.phones = phones(&mut tx, Some(person)).await?;
        shown.helps = ways_in(&mut tx, id, app.world.clock.now()).await?.assigned.len();
        shown.ended = tx.account_ended(person).await?.is_some();
    }
    drop(tx);
    let mut frame = asked.frame(app, Some(&visitor)).await;
    if let Some(id) = id {
        // What was added on the page for new ones is its own page from now on.
        frame.here = format!("/admin/medarbejder/{id}");
    }
    let text = &frame.lang.text().account;
    let title = if id.is_some() { text.staff } else { text.staff_new };
    let status = match told {
        Told::Nothing | Told::Saved | Told::Code(_) => StatusCode::OK,
        Told::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Told::Meanwhile => StatusCode::CONFLICT,
    };
    let (origin, now) = (app.origin(), app.world.clock.now());
    Ok(page(status, &frame, title, |frame| one(frame, &visitor, &shown, &origin, now)))
}

/// Adds a member of staff and makes their first code.
async fn invite<S: Store>(
    app: &App<S>,
    asked: &Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    visitor.must_be_fresh()?;
    let Form(fields) = fields.or(Err(NoPage::Missing))?;
    let now = app.world.clock.now();
    let id = MedarbejderId(app.world.id().map_err(crate::store::Fault::from)?);
    let Ok(medarbejder) = form::new(&fields, id, visitor.who().kommune, now) else {
        return show(app, asked, None, Told::Invalid, Some(fields)).await;
    };
    let code = code::draw(&app.world).await?;
    let mut tx = app.store.write(visitor.who().kommune).await?;
    let command = RegisterMedarbejder { medarbejder }.into();
    let Some(touched) = told(app, &mut tx, &visitor, command).await? else {
        return show(app, asked, None, Told::Invalid, Some(fields)).await;
    };
    let whom = Person::Medarbejder(id);
    let code = code::give(&mut tx, &app.world, code, whom, visitor.person()).await?;
    tx.commit().await?;
    app.hub.tell(visitor.who().kommune, &touched);
    show(app, asked, Some(id), Told::Code(code), None).await
}

async fn change<S: Store>(
    app: &App<S>,
    asked: &Asked,
    id: MedarbejderId,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    visitor.must_be_fresh()?;
    let Form(fields) = fields.or(Err(NoPage::Missing))?;
    let act = form::act(&fields).ok_or(NoPage::Missing)?;
    let (whom, who) = (Person::Medarbejder(id), visitor.who());
    // Nobody gives themselves a role, a way in, or an end: somebody else does.
    if whom == who.person && !matches!(act, Act::Wipe(_)) {
        return Err(NoPage::Forbidden);
    }
    let code = match act {
        Act::Code => Some(code::draw(&app.world).await?),
        Act::Save | Act::End | Act::Wipe(_) => None,
    };
    let (now, mut tx) = (app.world.clock.now(), app.store.write(who.kommune).await?);
    let folder = Folder::Faelles(who.kommune);
    let found = access::kept::<_, Medarbejder>(&mut tx, folder, id.0).await?;
    let before = found.ok_or(NoPage::Missing)?;
    let asked_for = form::changed(&fields, &before, now).ok();
    if act == Act::Save && !is_as_seen(&fields, &before) && asked_for.as_ref() != Some(&before) {
        drop(tx);
        return show(app, asked, Some(id), Told::Meanwhile, None).await;
    }
    let command = match act {
        Act::Save => asked_for,
        Act::End => Some(without_roles(before, now).medarbejder),
        Act::Code | Act::Wipe(_) => None,
    };
    let mut touched = None;
    if let Some(medarbejder) = command {
        touched = told(app, &mut tx, &visitor, RegisterMedarbejder { medarbejder }.into()).await?;
    }
    if touched.is_none() && matches!(act, Act::Save | Act::End) {
        return show(app, asked, Some(id), Told::Invalid, Some(fields)).await;
    }
    let told = match act {
        Act::Save => Told::Saved,
        Act::Code => {
            let code = code.ok_or(NoPage::Missing)?;
            Told::Code(code::give(&mut tx, &app.world, code, whom, who.person).await?)
        }
        Act::End => {
            let ended = end_account(&mut tx, &app.world, who, id).await?;
            touched.get_or_insert_default().join(ended);
            Told::Saved
        }
        Act::Wipe(phone) => {
            let found = revoke(&mut tx, now, who.person, Some(whom), phone).await?;
            found.then_some(Told::Saved).ok_or(NoPage::Missing)?
        }
    };
    tx.commit().await?;
    if let Some(touched) = touched {
        app.hub.tell(who.kommune, &touched);
    }
    show(app, asked, Some(id), told, None).await
}

fn one(
    frame: &Frame,
    visitor: &Visitor,
    shown: &Shown,
    origin: &str,
    now: domain::Moment,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let known = shown.medarbejder.as_ref();
    let navn = known.map_or_else(|| text.staff_new.to_owned(), |known| known.navn.to_string());
    let own = known.is_some_and(|known| Person::Medarbejder(known.id) == visitor.person());
    let told = match shown.told {
        Told::Nothing => None,
        Told::Saved => Some(alert("alert-success", None, text.saved.to_owned()).into_any()),
        Told::Invalid => {
            let body = text.invalid_body.to_owned();
            Some(alert("alert-error", Some(text.invalid), body).into_any())
        }
        Told::Meanwhile => {
            let body = text.meanwhile_body.to_owned();
            Some(alert("alert-warning", Some(text.meanwhile), body).into_any())
        }
        Told::Code(code) => {
            Some(parts::code(frame, code, &navn, text.code_staff, origin).into_any())
        }
    };
    let ended = shown.ended.then(|| alert("alert-warning", None, text.staff_ended.to_owned()));
    let lead =
        if own { Some(text.staff_self) } else { known.is_none().then_some(text.staff_new_lead) };
    let form = (!own).then(|| form::view(frame, known, shown, now));
    let helps = known.filter(|_| shown.helps > 0).map(|_| {
        let count = text.staff_helps.replace("{}", &shown.helps.to_string());
        view! { <p class="soft">{count}</p> }
    });
    let rest = known.filter(|_| !own).map(|_| rest(frame, shown));
    let phones = known.map(|_| list::group(frame, &shown.phones, &|_| None, true));
    view! {
        <section class="band desk">
            {back(frame)}
            <h1>{navn}</h1>
            {stale(frame, visitor.fresh)}
            {told}
            {ended}
            {lead.map(|lead| view! { <p>{lead}</p> })}
            {form}
            {helps}
            {rest}
            {phones}
        </section>
    }
}

/// A new code, and the end of the account.
fn rest(frame: &Frame, shown: &Shown) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let end = (!shown.ended).then(|| {
        view! {
            <section class="group">
                <h2 class="group-title">{text.account_end}</h2>
                <p class="soft">{text.account_end_lead}</p>
                {act_for_sure(frame, "luk", None, [text.account_end, text.account_end_sure])}
            </section>
        }
    });
    view! {
        <section class="group">
            <h2 class="group-title">{text.staff_code}</h2>
            <p class="soft">{text.staff_code_lead}</p>
            {act(frame, "kode", None, text.access_make, "button-secondary")}
        </section>
        {end}
    }
}

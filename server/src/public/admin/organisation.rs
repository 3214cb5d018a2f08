//! One organisation: its name, where it is, and what it is to the municipality.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Folder;
use domain::id::{KommuneId, OrganisationId};
use domain::organisation::{Organisation, RegisterOrganisation};
use leptos::prelude::*;

use super::{back, told};
use crate::exchange::access;
use crate::public::fields::{self, Fields, SEEN, Unfit, day, is_as_seen, text};
use crate::public::layout::{Frame, page};
use crate::public::parts::{alert, field, sent_by_its_button, stale, tick};
use crate::public::visitor::{Asked, NoPage};
use crate::state::App;
use crate::store::{Fault, Store, Write as _};
use crate::text::Spoken as _;

/// What came of what was done.
enum Came {
    Nothing,
    Saved,
    /// What was typed cannot be taken.
    Invalid(Fields),
    /// Somebody else saved something since the form was drawn.
    Meanwhile,
}

/// `GET /admin/organisation/ny`.
pub async fn new<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show(&app, &asked, None, Came::Nothing).await;
    asked.answer(&app, made).await
}

/// `GET /admin/organisation/{id}`.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
) -> Response {
    let made = match id.parse() {
        Ok(id) => show(&app, &asked, Some(id), Came::Nothing).await,
        Err(_) => Err(NoPage::Missing),
    };
    asked.answer(&app, made).await
}

/// `POST /admin/organisation/ny`.
pub async fn add<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = match app.world.id().map_err(Fault::from) {
        Ok(id) => Box::pin(save(&app, &asked, None, OrganisationId(id), fields)).await,
        Err(fault) => Err(fault.into()),
    };
    asked.answer(&app, made).await
}

/// `POST /admin/organisation/{id}`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = match id.parse() {
        Ok(id) => Box::pin(save(&app, &asked, Some(id), id, fields)).await,
        Err(_) => Err(NoPage::Missing),
    };
    asked.answer(&app, made).await
}

async fn show<S: Store>(
    app: &App<S>,
    asked: &Asked,
    id: Option<OrganisationId>,
    came: Came,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    let kommune = visitor.who().kommune;
    let known = match id {
        Some(id) => {
            let mut tx = app.store.read(kommune).await?;
            let folder = Folder::Faelles(kommune);
            let found = access::kept::<_, Organisation>(&mut tx, folder, id.0).await?;
            Some(found.ok_or(NoPage::Missing)?)
        }
        None => None,
    };
    let mut frame = asked.frame(app, Some(&visitor)).await;
    if let Some(id) = id {
        frame.here = format!("/admin/organisation/{id}");
    }
    let text = &frame.lang.text().account;
    let title = if id.is_some() { text.organisations } else { text.organisation_new };
    let status = match came {
        Came::Nothing | Came::Saved => StatusCode::OK,
        Came::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Came::Meanwhile => StatusCode::CONFLICT,
    };
    let fresh = visitor.fresh;
    Ok(page(status, &frame, title, |frame| one(frame, known.as_ref(), fresh, &came)))
}

async fn save<S: Store>(
    app: &App<S>,
    asked: &Asked,
    known: Option<OrganisationId>,
    id: OrganisationId,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    visitor.must_be_fresh()?;
    let Form(fields) = fields.or(Err(NoPage::Missing))?;
    let kommune = visitor.who().kommune;
    let Ok(organisation) = read(&fields, id, kommune) else {
        return show(app, asked, known, Came::Invalid(fields)).await;
    };
    let mut tx = app.store.write(kommune).await?;
    if let Some(id) = known {
        let folder = Folder::Faelles(kommune);
        let found = access::kept::<_, Organisation>(&mut tx, folder, id.0).await?;
        let before = found.ok_or(NoPage::Missing)?;
        // What already stands may be asked for twice, as by a double click.
        if !is_as_seen(&fields, &before) && organisation != before {
            drop(tx);
            return show(app, asked, Some(id), Came::Meanwhile).await;
        }
    }
    let command = RegisterOrganisation { organisation }.into();
    let Some(touched) = told(app, &mut tx, &visitor, command).await? else {
        return show(app, asked, known, Came::Invalid(fields)).await;
    };
    tx.commit().await?;
    app.hub.tell(kommune, &touched);
    show(app, asked, Some(id), Came::Saved).await
}

/// What the form says.
fn read(fields: &Fields, id: OrganisationId, kommune: KommuneId) -> Result<Organisation, Unfit> {
    Ok(Organisation {
        id,
        kommune,
        navn: text(fields, "navn")?.ok_or(Unfit)?,
        by: text(fields, "by")?,
        partner_siden: day(fields, "partner")?,
        vaert: fields.contains_key("vaert"),
        skole: fields.contains_key("skole"),
    })
}

fn one(
    frame: &Frame,
    known: Option<&Organisation>,
    fresh: bool,
    came: &Came,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let head = known.map_or_else(|| text.organisation_new.to_owned(), |one| one.navn.to_string());
    let say = |kind, head, body: &str| Some(alert(kind, head, body.to_owned()));
    let (told, typed) = match came {
        Came::Nothing => (None, None),
        Came::Saved => (say("alert-success", None, text.saved), None),
        Came::Invalid(typed) => {
            (say("alert-error", Some(text.invalid), text.invalid_body), Some(typed))
        }
        Came::Meanwhile => (say("alert-warning", Some(text.meanwhile), text.meanwhile_body), None),
    };
    let value = |name, of: Option<String>| fields::shown(typed, name, of.unwrap_or_default());
    let navn = value("navn", known.map(|one| one.navn.to_string()));
    let by = value("by", known.and_then(|one| Some(one.by.as_ref()?.to_string())));
    let partner = value("partner", known.and_then(|one| Some(one.partner_siden?.to_string())));
    let (vaert, skole) = known.map_or((false, false), |one| (one.vaert, one.skole));
    let vaert = fields::is_ticked(typed, "vaert", vaert);
    let skole = fields::is_ticked(typed, "skole", skole);
    let seen = known.map(|one| {
        view! { <input type="hidden" name=SEEN value=value(SEEN, Some(fields::mark(one)))/> }
    });
    let optional = |label: &'static str| {
        view! { {label}" "<span class="form-optional">{text.optional}</span> }
    };
    view! {
        <section class="band desk">
            {back(frame)}
            <h1>{head}</h1>
            {stale(frame, fresh)}
            {told}
            <form class="form" method="post" action=frame.link(&frame.here)>
                {sent_by_its_button()}
                {seen}
                {field("navn", text.navn_organisation, "text", navn, true)}
                {field("by", optional(text.by), "text", by, false)}
                {field("partner", optional(text.partner_since), "date", partner, false)}
                <div class="form-group">
                    {tick("vaert".to_owned(), text.is_host, vaert)}
                    {tick("skole".to_owned(), text.is_school, skole)}
                </div>
                <p><button class="button button-primary" type="submit">{text.save}</button></p>
            </form>
        </section>
    }
}

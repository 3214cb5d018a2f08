//! `/adgang/ung/{id}`: somebody who helps a young person, and has just signed in, makes a code for them, while they
//! sit together.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::grant::Access;
use domain::id::UngId;
use domain::{Folder, Person};
use leptos::prelude::*;

use super::layout::{Frame, page};
use super::parts;
use super::visitor::{Asked, NoPage, Visitor};
use crate::account::code::{self, Code};
use crate::account::known;
use crate::exchange::{Sender, access};
use crate::state::App;
use crate::store::{Read, Store, Write as _};

/// `GET /adgang/ung/{id}`.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
) -> Response {
    let made = show(&app, &asked, &id).await;
    asked.answer(&app, made).await
}

/// `POST /adgang/ung/{id}`: makes the code.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
) -> Response {
    let made = make(&app, &asked, &id).await;
    asked.answer(&app, made).await
}

async fn show<S: Store>(app: &App<S>, asked: &Asked, id: &str) -> Result<Response, NoPage> {
    let visitor = asked.visitor(app).await?;
    let mut tx = app.store.read(visitor.who().kommune).await?;
    let (_, navn) = helped(&mut tx, app, &visitor, id).await?;
    drop(tx);
    Ok(answer(app, asked, &visitor, navn, None).await)
}

async fn make<S: Store>(app: &App<S>, asked: &Asked, id: &str) -> Result<Response, NoPage> {
    let visitor = asked.visitor(app).await?;
    // Whoever finds a computer open must not come by a way in that lasts, in a young person's name.
    visitor.must_be_fresh()?;
    let mut tx = app.store.write(visitor.who().kommune).await?;
    let (ung, navn) = helped(&mut tx, app, &visitor, id).await?;
    let code = code::make(&mut tx, &app.world, Person::Ung(ung), visitor.person()).await?;
    tx.commit().await?;
    Ok(answer(app, asked, &visitor, navn, Some(code)).await)
}

/// The young person, if the visitor is of the staff and may act in their plan now. Whether there is any such
/// young person nobody else is told.
async fn helped<S: Store, R: Read>(
    tx: &mut R,
    app: &App<S>,
    visitor: &Visitor,
    id: &str,
) -> Result<(UngId, String), NoPage> {
    let ung: UngId = id.parse().or(Err(NoPage::Missing))?;
    let (who, now) = (visitor.who(), app.world.clock.now());
    let permit = access::own(tx, who, now).await?.remove(&Folder::Plan(ung));
    let may = permit.is_some_and(|seen| seen.permit.access == Access::Write);
    if !may || who.person.medarbejder().is_none() {
        return Err(NoPage::Missing);
    }
    let whom = Sender { person: Person::Ung(ung), ..who };
    let found = known(tx, whom, now).await?;
    Ok((ung, found.ok_or(NoPage::Missing)?.navn))
}

async fn answer<S: Store>(
    app: &App<S>,
    asked: &Asked,
    visitor: &Visitor,
    navn: String,
    code: Option<Code>,
) -> Response {
    let frame = asked.frame(app, Some(visitor)).await;
    let (title, origin) = (frame.lang.text().account.access, app.origin());
    let fresh = visitor.fresh;
    page(StatusCode::OK, &frame, title, |frame| desk(frame, &navn, code, &origin, fresh))
}

fn desk(
    frame: &Frame,
    navn: &str,
    code: Option<Code>,
    origin: &str,
    fresh: bool,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let made = code.map(|code| parts::code(frame, code, navn, text.code_desk, origin));
    let (label, look) = match made {
        Some(_) => (text.access_again, "button-secondary"),
        None => (text.access_make, "button-primary"),
    };
    let navn = navn.to_owned();
    view! {
        <section class="band desk">
            <h1>{text.access}</h1>
            <p class="lead">{navn}</p>
            <p>{text.access_lead}</p>
            {parts::stale(frame, fresh)}
            {made}
            {parts::act(frame, "kode", None, label, look)}
        </section>
    }
}

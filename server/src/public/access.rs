//! `/adgang/ung/{id}`: somebody who helps a young person, and has just signed in, makes a code for them, while they
//! sit together, or closes every way in that they have: everywhere, and on a phone that is lost.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::grant::Access;
use domain::id::UngId;
use domain::ung::Ung;
use domain::{Folder, Person};
use leptos::prelude::*;

use super::fields::Fields;
use super::layout::{Frame, page};
use super::parts;
use super::phones::group;
use super::visitor::{Asked, NoPage, Visitor};
use crate::account::code::{self, Code};
use crate::account::installation::revoke;
use crate::account::staff::phones;
use crate::account::{known, session};
use crate::exchange::{Sender, access};
use crate::state::App;
use crate::store::{Installation, Read, Store, Write as _};
use crate::text::{Spoken as _, adgang as t, date};

/// `GET /adgang/ung/{id}`.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
) -> Response {
    let made = show(&app, &asked, &id).await;
    asked.answer(&app, made).await
}

/// `POST /adgang/ung/{id}`: makes the code, or signs out.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    Path(id): Path<String>,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = act(&app, &asked, &id, fields).await;
    asked.answer(&app, made).await
}

async fn show<S: Store>(app: &App<S>, asked: &Asked, id: &str) -> Result<Response, NoPage> {
    let visitor = asked.visitor(app).await?;
    let mut tx = app.store.read(visitor.who().kommune).await?;
    let ung = helped(&mut tx, app, &visitor, id).await?;
    let phones = phones(&mut tx, Some(Person::Ung(ung.id))).await?;
    let desk = Desk { ung, phones };
    drop(tx);
    Ok(answer(app, asked, &visitor, &desk, Did::Nothing).await)
}

/// Who is sitting there, with the phones they have had.
struct Desk {
    ung: Ung,
    phones: Vec<Installation>,
}

/// What the pressed button did.
#[derive(Clone, Copy)]
enum Did {
    Nothing,
    Code(Code),
    SignedOut,
}

async fn act<S: Store>(
    app: &App<S>,
    asked: &Asked,
    id: &str,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.visitor(app).await?;
    // Whoever finds a computer open must not come by a way in that lasts, in a young person's name.
    visitor.must_be_fresh()?;
    let Form(fields) = fields.or(Err(NoPage::Missing))?;
    let (act, kommune) = (fields.get("act").map(String::as_str), visitor.who().kommune);
    let drawn = if act == Some("kode") {
        // Nobody else has the work done.
        helped(&mut app.store.read(kommune).await?, app, &visitor, id).await?;
        Some(code::draw(&app.world).await?)
    } else {
        None
    };
    let mut tx = app.store.write(kommune).await?;
    let ung = helped(&mut tx, app, &visitor, id).await?;
    let (whom, by, now) = (Person::Ung(ung.id), visitor.person(), app.world.clock.now());
    let did = match act {
        Some("kode") => {
            let code = drawn.ok_or(NoPage::Missing)?;
            Did::Code(code::give(&mut tx, &app.world, code, whom, by).await?)
        }
        Some("ud") => {
            session::end_all(&mut tx, now, by, whom).await?;
            Did::SignedOut
        }
        Some("wipe-phone") => {
            let phone = fields.get("id").and_then(|id| id.parse().ok()).ok_or(NoPage::Missing)?;
            if !revoke(&mut tx, now, by, Some(whom), phone).await? {
                return Err(NoPage::Missing);
            }
            // Whoever holds it may have its passkey too.
            session::end_all(&mut tx, now, by, whom).await?;
            Did::SignedOut
        }
        _ => return Err(NoPage::Missing),
    };
    let desk = Desk { ung, phones: phones(&mut tx, Some(whom)).await? };
    tx.commit().await?;
    Ok(answer(app, asked, &visitor, &desk, did).await)
}

/// The young person, if the visitor is of the staff and may act in their plan now. Whether there is any such
/// young person nobody else is told.
async fn helped<S: Store, R: Read>(
    tx: &mut R,
    app: &App<S>,
    visitor: &Visitor,
    id: &str,
) -> Result<Ung, NoPage> {
    let ung: UngId = id.parse().or(Err(NoPage::Missing))?;
    let (who, now) = (visitor.who(), app.world.clock.now());
    let permit = access::own(tx, who, now).await?.remove(&Folder::Plan(ung));
    let may = permit.is_some_and(|seen| seen.permit.access == Access::Write);
    if !may || who.person.medarbejder().is_none() {
        return Err(NoPage::Missing);
    }
    let whom = Sender { person: Person::Ung(ung), ..who };
    known(tx, whom, now).await?.ok_or(NoPage::Missing)?;
    let found: Vec<Ung> = access::kept_all(tx, Folder::Plan(ung)).await?;
    found.into_iter().next().ok_or(NoPage::Missing)
}

async fn answer<S: Store>(
    app: &App<S>,
    asked: &Asked,
    visitor: &Visitor,
    desk: &Desk,
    did: Did,
) -> Response {
    let frame = asked.frame(app, Some(visitor)).await;
    let (title, origin) = (frame.lang.text().account.access, app.origin());
    let fresh = visitor.fresh;
    page(StatusCode::OK, &frame, title, |frame| view(frame, desk, did, &origin, fresh))
}

fn view(frame: &Frame, desk: &Desk, did: Did, origin: &str, fresh: bool) -> impl IntoView + use<> {
    let Desk { ung, phones } = desk;
    // A code lets somebody in, and two can have one name.
    let navn = &format!("{} · {}", ung.navn, date::day(frame.lang, ung.foedt));
    let (lang, text) = (frame.lang, &frame.lang.text().account);
    let (made, out) = match did {
        Did::Nothing => (None, None),
        Did::Code(code) => (Some(parts::code(frame, code, navn, text.code_desk, origin)), None),
        Did::SignedOut => (None, Some(t::out_done_body(lang).to_owned())),
    };
    let out = out.map(|body| parts::alert("alert-success", Some(t::out_done(lang)), body));
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
            {out}
            {made}
            {parts::act(frame, "kode", None, label, look)}
            <h2>{t::out_head(lang)}</h2>
            <p>{t::out_lead(lang)}</p>
            {parts::act_for_sure(frame, "ud", None, [t::out(lang), t::out_sure(lang)])}
            {group(frame, phones, &|_| None, true)}
        </section>
    }
}

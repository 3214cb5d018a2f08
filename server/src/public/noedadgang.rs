//! `/noedadgang`: a manager breaks the glass. They name whose case it is and why; nothing here helps them find
//! anybody. What it opens, for how long and who hears of it is the domain's; how often in a day is in `exchange::daily`.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::exchange::Outcome;
use domain::id::{NoedadgangId, UngId};
use domain::noedadgang::{Noedadgang, OpenNoedadgang};
use domain::soegning::folded;
use domain::ung::Ung;
use domain::{Folder, Moment, Rolle};
use leptos::prelude::*;

use super::fields::{Fields, day, shown, text};
use super::layout::{Frame, page};
use super::parts::{alert, field, sent_by_its_button, stale};
use super::visitor::{Asked, NoPage, Visitor};
use crate::account::command::ask;
use crate::audit::{self, Act, Entry};
use crate::exchange::{access, daily};
use crate::state::App;
use crate::store::{Daily, Fault, Read, Store, Write as _};
use crate::text::{date, lov as t};

/// What came of asking.
enum Came {
    Nothing,
    NoReason,
    NotThere,
    Enough,
    Open { ung: UngId, until: Moment },
}

/// `GET /noedadgang`.
pub async fn get<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = match leader(&app, &asked).await {
        Ok(visitor) => Ok(answer(&app, &asked, &visitor, &Came::Nothing, &Fields::new()).await),
        Err(no) => Err(no),
    };
    asked.answer(&app, made).await
}

/// `POST /noedadgang`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = Box::pin(open(&app, &asked, fields)).await;
    asked.answer(&app, made).await
}

async fn leader<S: Store>(app: &App<S>, asked: &Asked) -> Result<Visitor, NoPage> {
    let visitor = asked.visitor(app).await?;
    let leads = visitor.known.roller.contains(&Rolle::Leder);
    if leads { Ok(visitor) } else { Err(NoPage::Forbidden) }
}

async fn open<S: Store>(
    app: &App<S>,
    asked: &Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = leader(app, asked).await?;
    visitor.must_be_fresh()?;
    let Form(fields) = fields.or(Err(NoPage::Missing))?;
    let (who, now) = (visitor.who(), app.world.clock.now());
    // What can be said without looking is said first: an answer that depends on who there is, is written down.
    let Some(grund) = text(&fields, "grund").ok().flatten().filter(Noedadgang::is_reason) else {
        return Ok(answer(app, asked, &visitor, &Came::NoReason, &fields).await);
    };
    let tried = app.limits.cases.admit(who.person, now)?;
    let mut tx = app.store.write(who.kommune).await?;
    if daily::is_enough(&mut tx, app.bounds, who.person, Daily::Noedadgange, now).await? {
        return Ok(answer(app, asked, &visitor, &Came::Enough, &fields).await);
    }
    let Some(ung) = named(&mut tx, &fields).await? else {
        audit::append(&mut tx, &[Entry::by(who.person, now, Act::NoSuchCase)]).await?;
        tx.commit().await?;
        return Ok(answer(app, asked, &visitor, &Came::NotThere, &fields).await);
    };
    tried.was_right();
    daily::count(&mut tx, app.bounds, who.person, Daily::Noedadgange, now)
        .await?
        .or(Err(NoPage::Forbidden))?;
    let id = NoedadgangId(app.world.id().map_err(Fault::from)?);
    let command = OpenNoedadgang { id, ung, grund }.into();
    let came = match ask(&mut tx, &app.world, who, &command).await? {
        Ok((Outcome::Applied, touched)) => {
            tx.commit().await?;
            app.hub.tell(who.kommune, &touched);
            Came::Open { ung, until: now.plus(Noedadgang::LASTS) }
        }
        _ => return Err(NoPage::Forbidden),
    };
    Ok(answer(app, asked, &visitor, &came, &fields).await)
}

/// The one young person of this name and birthday.
async fn named<R: Read>(tx: &mut R, fields: &Fields) -> Result<Option<UngId>, Fault> {
    let (Ok(Some(navn)), Ok(Some(foedt))) = (text(fields, "navn"), day(fields, "foedt")) else {
        return Ok(None);
    };
    let mut found = Vec::new();
    for folder in tx.named(&folded(navn.as_str())).await? {
        let Folder::Plan(ung) = folder else { continue };
        let known = access::kept::<_, Ung>(tx, folder, ung.0).await?;
        found.extend(known.filter(|known| known.foedt == foedt));
    }
    // Two who are told apart by how they are written are who was written.
    if found.len() > 1 {
        found.retain(|known| known.navn.as_str().to_lowercase() == navn.as_str().to_lowercase());
    }
    Ok(if let [one] = found.as_slice() { Some(one.id) } else { None })
}

async fn answer<S: Store>(
    app: &App<S>,
    asked: &Asked,
    visitor: &Visitor,
    came: &Came,
    typed: &Fields,
) -> Response {
    let frame = asked.frame(app, Some(visitor)).await;
    let status = match came {
        Came::Nothing | Came::Open { .. } => StatusCode::OK,
        Came::NoReason | Came::NotThere => StatusCode::UNPROCESSABLE_ENTITY,
        Came::Enough => StatusCode::TOO_MANY_REQUESTS,
    };
    let (title, fresh) = (t::glass(frame.lang), visitor.fresh);
    page(status, &frame, title, |frame| view(frame, came, typed, fresh))
}

fn view(frame: &Frame, came: &Came, typed: &Fields, fresh: bool) -> impl IntoView + use<> {
    let lang = frame.lang;
    let wrong = |head, body: &str| Some(alert("alert-error", Some(head), body.to_owned()));
    let fault = match came {
        Came::Nothing | Came::Open { .. } => None,
        Came::NoReason => wrong(t::glass_short(lang), t::glass_short_body(lang)),
        Came::NotThere => wrong(t::glass_none(lang), t::glass_none_body(lang)),
        Came::Enough => wrong(t::glass_enough(lang), t::glass_enough_body(lang)),
    };
    let body = match came {
        Came::Open { ung, until } => done(frame, *ung, *until).into_any(),
        Came::Nothing | Came::NoReason | Came::NotThere | Came::Enough => {
            form(frame, typed).into_any()
        }
    };
    view! {
        <section class="band desk">
            <h1>{t::glass(lang)}</h1>
            <p class="lead">{t::glass_lead(lang)}</p>
            {stale(frame, fresh)}
            {fault}
            {body}
        </section>
    }
}

fn done(frame: &Frame, ung: UngId, until: Moment) -> impl IntoView + use<> {
    let lang = frame.lang;
    let body = t::glass_done_body(lang).replace("{}", &date::short(lang, until));
    view! {
        {alert("alert-success", Some(t::glass_done(lang)), body)}
        <p><a class="button button-primary" href=format!("/app/unge/{ung}")>{t::glass_to(lang)}</a></p>
    }
}

fn form(frame: &Frame, typed: &Fields) -> impl IntoView + use<> {
    let lang = frame.lang;
    let told = |name| shown(Some(typed), name, String::new());
    view! {
        <form class="form" method="post" action=frame.link("/noedadgang") autocomplete="off">
            {sent_by_its_button()}
            {field("navn", t::glass_navn(lang), "text", told("navn"), true)}
            {field("foedt", t::glass_foedt(lang), "date", told("foedt"), true)}
            <div class="form-group">
                <label class="form-label" for="grund">{t::glass_grund(lang)}</label>
                <span class="form-hint" id="grund-hint">{t::glass_grund_hint(lang)}</span>
                <textarea class="form-input" id="grund" name="grund" rows="3" maxlength="200"
                    aria-describedby="grund-hint" required=true>{told("grund")}</textarea>
            </div>
            <p><button class="button button-primary" type="submit">{t::glass_open(lang)}</button></p>
        </form>
    }
}

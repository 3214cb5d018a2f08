//! `/admin/lov`: the law bases there are, a new one, and the end of one. What a law basis means is the domain's.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::grant::Term;
use domain::id::{KommuneId, LovhjemmelId};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::{Folder, Moment};
use leptos::prelude::*;

use super::{back, told};
use crate::exchange::access;
use crate::public::fields::{Fields, Unfit, begins, day, shown, term, text};
use crate::public::layout::{Frame, page};
use crate::public::parts::{act_for_sure, alert, field, sent_by_its_button, stale};
use crate::public::visitor::{Asked, NoPage, Visitor};
use crate::state::App;
use crate::store::{Fault, Store, Write as _};
use crate::text::{Spoken as _, date, lov as t};

const HERE: &str = "/admin/lov";

/// `GET /admin/lov`.
pub async fn get<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show(&app, &asked, None).await;
    asked.answer(&app, made).await
}

/// `POST /admin/lov`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let made = Box::pin(set(&app, &asked, fields)).await;
    asked.answer(&app, made).await
}

async fn show<S: Store>(
    app: &App<S>,
    asked: &Asked,
    typed: Option<Fields>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    let kommune = visitor.who().kommune;
    let mut tx = app.store.read(kommune).await?;
    let mut all: Vec<Lovhjemmel> = access::kept_all(&mut tx, Folder::Faelles(kommune)).await?;
    drop(tx);
    all.sort_by_key(|law| (law.omraade, law.term.from));
    let frame = asked.frame(app, Some(&visitor)).await;
    let (title, now) = (t::title(frame.lang), app.world.clock.now());
    let status = if typed.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let typed = typed.as_ref();
    Ok(page(status, &frame, title, |frame| everything(frame, &visitor, &all, typed, now)))
}

async fn set<S: Store>(
    app: &App<S>,
    asked: &Asked,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.administrator(app).await?;
    visitor.must_be_fresh()?;
    let Form(fields) = fields.or(Err(NoPage::Missing))?;
    let (kommune, now) = (visitor.who().kommune, app.world.clock.now());
    let mut tx = app.store.write(kommune).await?;
    let said = match fields.get("act").map(String::as_str) {
        Some("slut") => {
            let id = fields.get("id").and_then(|id| id.parse::<LovhjemmelId>().ok());
            let folder = Folder::Faelles(kommune);
            let id = id.ok_or(NoPage::Missing)?;
            let known = access::kept::<_, Lovhjemmel>(&mut tx, folder, id.0).await?;
            Some(ended(known.ok_or(NoPage::Missing)?, now))
        }
        Some("ny") => {
            let id = LovhjemmelId(app.world.id().map_err(Fault::from)?);
            new(&fields, id, kommune, now).ok()
        }
        _ => return Err(NoPage::Missing),
    };
    let Some(lovhjemmel) = said else { return show(app, asked, Some(fields)).await };
    let command = SetLovhjemmel { lovhjemmel }.into();
    let Some(touched) = told(app, &mut tx, &visitor, command).await? else {
        return show(app, asked, Some(fields)).await;
    };
    tx.commit().await?;
    app.hub.tell(kommune, &touched);
    Ok(asked.to(HERE))
}

/// It ends now; one that was to begin later ends as it begins to, and one that has ended did so when it did.
fn ended(law: Lovhjemmel, now: Moment) -> Lovhjemmel {
    if law.term.ended_at(now) {
        return law;
    }
    let until = Some(now.max(law.term.from.plus(1)));
    Lovhjemmel { term: Term { until, ..law.term }, ..law }
}

/// What the form says.
fn new(
    fields: &Fields,
    id: LovhjemmelId,
    kommune: KommuneId,
    now: Moment,
) -> Result<Lovhjemmel, Unfit> {
    let said = fields.get("omraade").ok_or(Unfit)?;
    let omraade = Lovomraade::ALL.into_iter().find(|one| code(*one) == said).ok_or(Unfit)?;
    let lov = text(fields, "lov")?.ok_or(Unfit)?;
    let paragraf = text(fields, "paragraf")?.ok_or(Unfit)?;
    let term = term(begins(day(fields, "fra")?, now), day(fields, "til")?)?;
    Ok(Lovhjemmel { id, kommune, omraade, lov, paragraf, term })
}

const fn code(omraade: Lovomraade) -> &'static str {
    match omraade {
        Lovomraade::Vejledning => "vejledning",
        Lovomraade::Skole => "skole",
    }
}

fn everything(
    frame: &Frame,
    visitor: &Visitor,
    all: &[Lovhjemmel],
    typed: Option<&Fields>,
    now: Moment,
) -> impl IntoView + use<> {
    let lang = frame.lang;
    let rows: Vec<_> = all.iter().map(|law| row(frame, law, now)).collect();
    let none = rows.is_empty().then(|| view! { <p class="soft">{t::none(lang)}</p> });
    let fault = typed
        .map(|_| alert("alert-error", Some(t::invalid(lang)), t::invalid_body(lang).to_owned()));
    view! {
        <section class="band desk">
            {back(frame)}
            <h1>{t::title(lang)}</h1>
            <p class="lead">{t::lead(lang)}</p>
            {stale(frame, visitor.fresh)}
            {fault}
            {none}
            <ul class="rows">{rows}</ul>
            <section class="group" aria-labelledby="ny">
                <h2 class="group-title" id="ny">{t::new(lang)}</h2>
                {form(frame, typed)}
            </section>
        </section>
    }
}

fn row(frame: &Frame, law: &Lovhjemmel, now: Moment) -> impl IntoView + use<> {
    let (lang, text) = (frame.lang, &frame.lang.text().account);
    let from = format!("{} {}", text.from, date::day(lang, law.term.from.day()));
    let over = law.term.ended_at(now);
    let until = law.term.last_day().map(|last| {
        let word = if over { t::ended(lang) } else { text.until };
        view! { <span>{format!("{word} {}", date::day(lang, last))}</span> }
    });
    let end = (!over).then(|| {
        act_for_sure(frame, "slut", Some(law.id.to_string()), [t::end(lang), t::end_sure(lang)])
    });
    view! {
        <li class="row">
            <div class="row-body">
                <strong>{format!("{}, {}", law.lov, law.paragraf)}</strong>
                <p class="row-meta"><span>{t::area(lang, law.omraade)}</span><span>{from}</span>{until}</p>
                {end}
            </div>
        </li>
    }
}

fn form(frame: &Frame, typed: Option<&Fields>) -> impl IntoView + use<> {
    let (lang, text) = (frame.lang, &frame.lang.text().account);
    let areas = Lovomraade::ALL.into_iter().map(|one| {
        let id = format!("omraade-{}", code(one));
        let known = Lovomraade::ALL.first().map(|first| code(*first).to_owned());
        let chosen = shown(typed, "omraade", known.unwrap_or_default()) == code(one);
        view! {
            <div class="form-check">
                <input class="form-radio" type="radio" id=id.clone() name="omraade" value=code(one) checked=chosen/>
                <label for=id>{t::area(lang, one)}</label>
            </div>
        }
    });
    let told = |name| shown(typed, name, String::new());
    let optional = view! { {text.until}" "<span class="form-optional">{text.optional}</span> };
    view! {
        <form class="form" method="post" action=frame.link(HERE)>
            {sent_by_its_button()}
            <input type="hidden" name="act" value="ny"/>
            <fieldset class="form-group">
                <legend class="form-label">{t::opens(lang)}</legend>
                {areas.collect::<Vec<_>>()}
            </fieldset>
            {field("lov", t::act(lang), "text", told("lov"), true)}
            {field("paragraf", t::paragraph(lang), "text", told("paragraf"), true)}
            {field("fra", text.from, "date", told("fra"), true)}
            {field("til", optional, "date", told("til"), false)}
            <p><button class="button button-primary" type="submit">{t::save(lang)}</button></p>
        </form>
    }
}

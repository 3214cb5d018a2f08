//! `/konto`: somebody's own passkeys, link, sessions and phones, each with a way to end it. `/konto/ny`: what comes
//! first after a code.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::id::{InstallationId, PasskeyId, SessionId};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use super::landing;
use super::layout::{Frame, page};
use super::openid::own as openid_own;
use super::parts::{act, passkey, stale, told};
use super::phones;
use super::visitor::{Asked, NoPage, Visitor};
use crate::account::installation::revoke;
use crate::account::session::end;
use crate::account::{openid, passkey as passkeys, staff};
use crate::auth::session::unset;
use crate::openid::Provider;
use crate::state::App;
use crate::store::{
    How, Installation, LinkRow, PasskeyRow, ReadAccounts as _, SessionRow, Store, Write as _,
};
use crate::text::Spoken as _;

/// What somebody does to their own account.
#[derive(Debug, Deserialize)]
pub struct Done {
    act: Act,
    id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Act {
    EndSession,
    RemovePasskey,
    WipePhone,
    SignOut,
    Unlink,
}

/// All that there is to show.
struct Own {
    navn: String,
    here: SessionId,
    fresh: bool,
    /// Enough to make a passkey.
    recent: bool,
    sessions: Vec<SessionRow>,
    passkeys: Vec<PasskeyRow>,
    phones: Vec<Installation>,
    is_staff: bool,
    link: Option<LinkRow>,
    /// How this session began.
    how: How,
}

/// `GET /konto`.
pub async fn get<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show(&app, &asked).await;
    asked.answer(&app, made).await
}

/// `POST /konto`.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    asked: Asked,
    done: Result<Form<Done>, FormRejection>,
) -> Response {
    let made = Box::pin(change(&app, &asked, done)).await;
    asked.answer(&app, made).await
}

/// `GET /konto/ny`.
pub async fn new<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = arrived(&app, &asked).await;
    asked.answer(&app, made).await
}

async fn show<S: Store>(app: &App<S>, asked: &Asked) -> Result<Response, NoPage> {
    let visitor = asked.visitor(app).await?;
    let own = own(app, &visitor).await?;
    let frame = asked.frame(app, Some(&visitor)).await;
    let title = frame.lang.text().account.account;
    Ok(page(StatusCode::OK, &frame, title, |frame| account(frame, &own, app.openid.as_deref())))
}

async fn own<S: Store>(app: &App<S>, visitor: &Visitor) -> Result<Own, NoPage> {
    let (person, now) = (visitor.person(), app.world.clock.now());
    let mut tx = app.store.read(visitor.who().kommune).await?;
    let mut sessions = tx.sessions_of(person).await?;
    sessions.retain(|session| !session.is_over(now));
    let link = match person.medarbejder() {
        Some(medarbejder) => tx.link_of(medarbejder).await?,
        None => None,
    };
    Ok(Own {
        navn: visitor.known.navn.clone(),
        here: visitor.current.row.id,
        fresh: visitor.fresh,
        recent: visitor.fresh || visitor.by_code,
        sessions,
        passkeys: tx.passkeys_of(person).await?,
        phones: staff::phones(&mut tx, Some(person)).await?,
        is_staff: person.medarbejder().is_some(),
        link,
        how: visitor.current.row.how,
    })
}

async fn change<S: Store>(
    app: &App<S>,
    asked: &Asked,
    done: Result<Form<Done>, FormRejection>,
) -> Result<Response, NoPage> {
    let visitor = asked.visitor(app).await?;
    let Form(Done { act, id }) = done.or(Err(NoPage::Missing))?;
    let (who, now) = (visitor.who(), app.world.clock.now());
    // Whoever finds a phone open must not change what its owner signs in with.
    if matches!(act, Act::RemovePasskey | Act::Unlink) {
        visitor.must_be_fresh()?;
    }
    let here = visitor.current.row.id;
    let id = match act {
        Act::SignOut | Act::Unlink => here.0,
        _ => id.ok_or(NoPage::Missing)?,
    };
    let (me, mut tx) = (who.person, app.store.write(who.kommune).await?);
    let found = match act {
        Act::EndSession | Act::SignOut => end(&mut tx, now, me, me, SessionId(id)).await?,
        Act::RemovePasskey => passkeys::remove(&mut tx, &app.world, me, PasskeyId(id)).await?,
        Act::WipePhone => revoke(&mut tx, now, me, Some(me), InstallationId(id)).await?,
        Act::Unlink => match me.medarbejder() {
            Some(medarbejder) => openid::unlink(&mut tx, &app.world, medarbejder).await?,
            None => false,
        },
    };
    tx.commit().await?;
    if !found {
        return Err(NoPage::Missing);
    }
    if matches!(act, Act::EndSession | Act::SignOut) && id == here.0 {
        let cookie = [(header::SET_COOKIE, unset(app.site.demo))];
        return Ok((cookie, Redirect::to("/")).into_response());
    }
    Ok(asked.to("/konto"))
}

async fn arrived<S: Store>(app: &App<S>, asked: &Asked) -> Result<Response, NoPage> {
    let visitor = asked.newcomer(app).await?;
    let landing = || landing::of(Some(&visitor.known)).to_owned();
    let to = asked.way_back().unwrap_or_else(landing);
    let frame = asked.frame(app, Some(&visitor)).await;
    let title = frame.lang.text().account.inside;
    let not_yet = visitor.current.must_be_in(app).is_err();
    Ok(page(StatusCode::OK, &frame, title, |frame| inside(frame, to, not_yet)))
}

fn inside(frame: &Frame, to: String, not_yet: bool) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let title = if not_yet { text.inside_not_yet } else { text.inside };
    let without = not_yet.then(|| view! { <p class="soft">{text.inside_without}</p> });
    let lead = if not_yet { text.inside_staff } else { text.inside_lead };
    // Anywhere else wants the passkey shown once more: with the code alone it would lead back here.
    let after = if not_yet {
        format!("/ind?videre={to}{}", frame.lang.query().replace('?', "&"))
    } else {
        to.clone()
    };
    let make = passkey(frame, "make", text.passkey_make, "button-primary button-full", Some(after));
    view! {
        <section class="band desk">
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {make}
            {(!not_yet).then(|| view! {
                <p><a class="button button-secondary button-full" href=to>{text.go_on}</a></p>
            })}
            {without}
            <p class="soft">{text.passkey_what}</p>
        </section>
    }
}

fn account(frame: &Frame, own: &Own, provider: Option<&Provider>) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let navn = own.navn.clone();
    let empty = own.passkeys.is_empty().then_some(text.passkeys_none);
    let keys = own.passkeys.iter().map(|row| key(frame, row)).collect::<Vec<_>>();
    let own_page = frame.link("/konto");
    let make = own
        .recent
        .then(|| passkey(frame, "make", text.passkey_make, "button-secondary", Some(own_page)));
    let linked = provider
        .filter(|_| own.is_staff)
        .map(|provider| openid_own::group(frame, provider, own.link.as_ref(), own.fresh));
    let still_there = provider
        .filter(|_| own.how == How::Oidc)
        .map(|provider| openid_own::still_there(frame, provider));
    let sessions = own.sessions.iter().map(|row| session(frame, row, own.here));
    view! {
        <section class="band desk">
            <h1>{text.account}</h1>
            <p class="lead">{navn}</p>
            {stale(frame, own.fresh)}
            <section class="group" aria-labelledby="noegler">
                <h2 class="group-title" id="noegler">{text.passkeys}</h2>
                {empty.map(|empty| view! { <p class="soft">{empty}</p> })}
                {(!keys.is_empty()).then(|| view! { <ul class="rows">{keys}</ul> })}
                {make}
            </section>
            {linked}
            <section class="group" aria-labelledby="steder">
                <h2 class="group-title" id="steder">{text.sessions}</h2>
                <ul class="rows">{sessions.collect::<Vec<_>>()}</ul>
            </section>
            {phones::group(frame, &own.phones, &|_| None, true)}
            <section class="group">
                {act(frame, "sign-out", None, text.sign_out, "button-secondary")}
                <p class="soft">{text.sign_out_lead}</p>
                {still_there}
            </section>
        </section>
    }
}

fn key(frame: &Frame, row: &PasskeyRow) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let used = row
        .last_used
        .map_or_else(|| text.never_used.to_owned(), |used| told(text.used_at, used, frame.lang));
    let id = Some(row.id.to_string());
    view! {
        <li class="row row-wrap">
            <div class="row-body">
                <strong>{text.passkey}</strong>
                <p class="row-meta">
                    <span>{told(text.made_at, row.created, frame.lang)}</span><span>{used}</span>
                </p>
            </div>
            <div class="row-end">
                {act(frame, "remove-passkey", id, text.passkey_remove, "button-secondary button-small")}
            </div>
        </li>
    }
}

fn session(frame: &Frame, row: &SessionRow, here: SessionId) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let id = Some(row.id.to_string());
    let end = if row.id == here {
        view! { <span class="tag">{text.session_here}</span> }.into_any()
    } else {
        act(frame, "end-session", id, text.session_end, "button-secondary button-small").into_any()
    };
    view! {
        <li class="row row-wrap">
            <div class="row-body">
                <strong>{text.in_by(row.how)}</strong>
                <p class="row-meta">
                    <span>{told(text.seen_at, row.last_seen, frame.lang)}</span>
                </p>
            </div>
            <div class="row-end">{end}</div>
        </li>
    }
}

//! `/ind/openid…`, `/konto/openid`: to the organisation's own sign-in and back. All of it is links and plain
//! forms. What may be believed is in `openid`, who gets in by it in `account::openid`, what is shown in `view`.

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::hex;
use serde::Deserialize;

use super::landing;
use super::layout::{Frame, page};
use super::visitor::{Asked, NoPage};
use crate::account::code::Code;
use crate::account::known;
use crate::account::openid::{self, Came, PATIENCE, Wish};
use crate::account::session::Token;
use crate::auth::browser::Source;
use crate::auth::origin::{is_foreign, is_own};
use crate::auth::session::{Current, cookie, line, set};
use crate::exchange::Sender;
use crate::openid::{No, Provider, Returned};
use crate::state::App;
use crate::store::{Fault, How, Store};
use crate::text::Spoken as _;

pub mod own;
mod view;

/// The cookie that somebody who came back unknown is bound to. A journey has one of its own, by its place: two that
/// were begun in two tabs end each by itself.
const ARRIVAL: &str = "overgang-openid";

/// What is typed.
#[derive(Debug, Deserialize)]
pub struct Typed {
    kode: String,
}

/// `GET /ind/openid`: sends somebody to the provider.
pub async fn begin<S: Store>(State(app): State<App<S>>, from: Source, asked: Asked) -> Response {
    let made = set_out(&app, from, &asked).await;
    asked.answer(&app, made).await
}

/// `GET /konto/openid`: the same for somebody who is signed in and wants to be linked.
pub async fn link<S: Store>(State(app): State<App<S>>, from: Source, asked: Asked) -> Response {
    let made = set_out_to_link(&app, from, &asked).await;
    asked.answer(&app, made).await
}

/// `GET /ind/openid/retur`: they come back.
pub async fn back<S: Store>(
    State(app): State<App<S>>,
    from: Source,
    asked: Asked,
    returned: Result<Query<Returned>, QueryRejection>,
) -> Response {
    let made = Box::pin(come_back(&app, from, &asked, returned)).await;
    asked.answer(&app, made).await
}

/// `GET /ind/openid/kode`: for whom nobody knows.
pub async fn unknown<S: Store>(State(app): State<App<S>>, asked: Asked) -> Response {
    let made = show_unknown(&app, &asked).await;
    asked.answer(&app, made).await
}

/// `POST /ind/openid/kode`: a code that tells who they are.
pub async fn code<S: Store>(
    State(app): State<App<S>>,
    from: Source,
    asked: Asked,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    let made = Box::pin(type_code(&app, from, &asked, typed)).await;
    asked.answer(&app, made).await
}

async fn set_out<S: Store>(app: &App<S>, from: Source, asked: &Asked) -> Result<Response, NoPage> {
    let provider = provider(app)?;
    // Another site's page sends nobody on a journey: they begin it themselves.
    if is_foreign(&asked.headers) {
        return Ok(asked.to("/ind"));
    }
    send(app, provider, from, asked, Wish::SignIn { to: asked.way_back() }).await
}

async fn set_out_to_link<S: Store>(
    app: &App<S>,
    from: Source,
    asked: &Asked,
) -> Result<Response, NoPage> {
    let provider = provider(app)?;
    let visitor = asked.visitor(app).await?;
    let medarbejder = visitor.person().medarbejder().ok_or(NoPage::Missing)?;
    // A link and no form, as no form may lead to another host; so it is asked here what `origin` asks of forms.
    if !is_own(&asked.headers) {
        return Ok(asked.to("/konto"));
    }
    visitor.must_be_fresh()?;
    send(app, provider, from, asked, Wish::Link { medarbejder }).await
}

async fn send<S: Store>(
    app: &App<S>,
    provider: &Provider,
    from: Source,
    asked: &Asked,
    wish: Wish,
) -> Result<Response, NoPage> {
    // Every journey is kept for a while: how many there may be is bounded.
    let _counts = app.limits.journeys.admit(&from, app.world.clock.now())?;
    let linking = matches!(wish, Wish::Link { .. });
    match openid::begin(&app.store, &app.world, provider, wish, asked.lang).await? {
        Ok((to, place, token)) => {
            let cookie = [(header::SET_COOKIE, kept(app, &journey(&place), Some(&token)))];
            Ok((cookie, Redirect::to(to.as_str())).into_response())
        }
        Err(why) => Ok(refuse(app, provider, asked, why, linking).await),
    }
}

async fn come_back<S: Store>(
    app: &App<S>,
    from: Source,
    asked: &Asked,
    returned: Result<Query<Returned>, QueryRejection>,
) -> Result<Response, NoPage> {
    let provider = provider(app)?;
    let returned = returned.map(|Query(returned)| returned).unwrap_or_default();
    let from_where = returned.place().map(journey);
    let (on_the_way, done) = match &from_where {
        Some(name) => {
            let token = cookie(&asked.headers, name, app.site.demo);
            let journey = match &token {
                Some(token) => openid::returning(&app.store, &app.world, token).await?,
                None => None,
            };
            (journey, token.map(|_| kept(app, name, None)))
        }
        None => (None, None),
    };
    let Some(on_the_way) = on_the_way else {
        return Ok(with(refuse(app, provider, asked, No::NotAsked, false).await, done));
    };
    let asked = &Asked { lang: on_the_way.lang, ..asked.clone() };
    let here = Current::of(&asked.headers, app).await?.map(|current| current.row);
    let (to, linking) = match &on_the_way.wish {
        Wish::SignIn { to } => (to.clone(), false),
        Wish::Link { .. } => (None, true),
    };
    let (store, world) = (&app.store, &app.world);
    let came = openid::finish(store, world, provider, on_the_way, returned, here).await?;
    if matches!(came, Ok(Came::In { .. } | Came::Linked)) {
        // Behind one address may sit a whole school.
        app.limits.journeys.was_answered(&from, world.clock.now());
    }
    let answer = match came {
        Ok(Came::In { who, token }) => welcome(app, from, asked, who, &token, to).await?,
        Ok(Came::Linked) => asked.to("/konto"),
        Ok(Came::Unknown { token }) => {
            note(app, No::Unknown);
            let arrived = kept(app, ARRIVAL, Some(&token));
            return Ok(with(asked.to("/ind/openid/kode"), done.into_iter().chain([arrived])));
        }
        Err(why) => refuse(app, provider, asked, why, linking).await,
    };
    Ok(with(answer, done))
}

async fn show_unknown<S: Store>(app: &App<S>, asked: &Asked) -> Result<Response, NoPage> {
    let provider = provider(app)?;
    if cookie(&asked.headers, ARRIVAL, app.site.demo).is_none() {
        return Ok(asked.to("/ind"));
    }
    Ok(ask_for_code(app, provider, asked, StatusCode::OK).await)
}

async fn type_code<S: Store>(
    app: &App<S>,
    from: Source,
    asked: &Asked,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, NoPage> {
    let provider = provider(app)?;
    let tried = app.limits.codes.admit(&from, app.world.clock.now())?;
    let (store, world) = (&app.store, &app.world);
    let arrival = match cookie(&asked.headers, ARRIVAL, app.site.demo) {
        Some(token) => openid::arrived(store, world, &token).await?,
        None => None,
    };
    let Some(arrival) = arrival else {
        return Ok(refuse(app, provider, asked, No::NotAsked, false).await);
    };
    let code = typed.ok().and_then(|Form(typed)| Code::parse(&typed.kode));
    let instead_of = Current::id(&asked.headers, app).await?;
    let entered = match code {
        Some(code) => openid::link_by_code(store, world, &arrival, code, instead_of).await?,
        None => None,
    };
    let Some((who, token)) = entered else {
        app.refused.count(How::Code);
        let token = openid::let_try_again(store, world, arrival).await?;
        let again = ask_for_code(app, provider, asked, StatusCode::UNAUTHORIZED).await;
        return Ok(with(again, [kept(app, ARRIVAL, Some(&token))]));
    };
    tried.was_right();
    welcome(app, from, asked, who, &token, arrival.to).await
}

/// Leads somebody on who is signed in now.
async fn welcome<S: Store>(
    app: &App<S>,
    from: Source,
    asked: &Asked,
    who: Sender,
    token: &Token,
    to: Option<String>,
) -> Result<Response, NoPage> {
    let now = app.world.clock.now();
    let found = known(&mut app.store.read(who.kommune).await?, who, now).await?;
    let to = to.unwrap_or_else(|| landing::of(found.as_ref()).to_owned());
    let mut response = with(asked.to(&to), [set(app.site.demo, token), kept(app, ARRIVAL, None)]);
    from.was_right(app, &mut response).map_err(Fault::from)?;
    Ok(response)
}

/// Says that nobody is signed in and, in a few kinds, why; to somebody who is, that they are.
async fn refuse<S: Store>(
    app: &App<S>,
    provider: &Provider,
    asked: &Asked,
    why: No,
    linking: bool,
) -> Response {
    if why == No::NotAsked
        && let Ok(visitor) = asked.visitor(app).await
    {
        let on = landing::of(Some(&visitor.known));
        let frame = Frame { here: "/konto".to_owned(), ..asked.frame(app, Some(&visitor)).await };
        let title = frame.lang.text().openid.already[0];
        return page(StatusCode::OK, &frame, title, |frame| view::already(frame, on));
    }
    note(app, why);
    // In the other language the same return would be one that was answered before.
    let here = if linking { "/konto" } else { "/ind" }.to_owned();
    let frame = Frame { here, ..asked.frame(app, None).await };
    let (status, told) = view::told(frame.lang, why);
    page(status, &frame, told[0], |frame| view::refused(frame, provider, told, linking))
}

/// One word, and no person.
fn note<S: Store>(app: &App<S>, why: No) {
    tracing::info!(?why, "the organisation's sign-in let nobody in");
    app.refused.count(How::Oidc);
}

async fn ask_for_code<S: Store>(
    app: &App<S>,
    provider: &Provider,
    asked: &Asked,
    status: StatusCode,
) -> Response {
    let frame = asked.frame(app, None).await;
    let title = frame.lang.text().openid.unknown;
    let wrong = status != StatusCode::OK;
    page(status, &frame, title, |frame| view::unknown(frame, provider, wrong))
}

/// Where none was named these addresses are as any other that is not there.
fn provider<S>(app: &App<S>) -> Result<&Provider, NoPage> {
    app.openid.as_deref().ok_or(NoPage::Missing)
}

/// What the cookie of a journey is called.
fn journey(place: &str) -> String {
    format!("{ARRIVAL}-{place}")
}

/// A cookie of ours, or what takes it away.
fn kept<S>(app: &App<S>, name: &str, token: Option<&Token>) -> String {
    let (value, seconds) = match token {
        Some(token) => (hex::encode(token), PATIENCE / 1_000),
        None => (String::new(), 0),
    };
    line(app.site.demo, name, &value, seconds)
}

fn with(mut response: Response, cookies: impl IntoIterator<Item = String>) -> Response {
    for cookie in cookies.into_iter().filter_map(|cookie| cookie.parse().ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

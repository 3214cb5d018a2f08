//! `GET /indsigt/{indsigt}`: all that is written about whoever is signed in, to read and to print, grouped by what
//! it is. What is in it is gathered by `indsigt`; how one document reads is in `indsigt/data`.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::exchange::Refusal;
use domain::indsigt::Udlevering;
use leptos::prelude::*;

use super::layout::{Frame, Reader, page};
use crate::auth::limit::Indsigtsform;
use crate::auth::session::SignedIn;
use crate::error::Problem;
use crate::indsigt::Udskrift;
use crate::indsigt::fetch::fetch;
use crate::state::App;
use crate::store::Store;
use crate::text::{Lang, Spoken as _, date, indsigt as t};
use words::Words;

mod account;
mod data;
mod records;
mod trail;
mod words;

/// The name under which a browser keeps the page says nothing of whom it is about.
const AS_PAGE: HeaderValue = HeaderValue::from_static("inline; filename=\"indsigt.html\"");

/// Fetches the page. Whether there is something that is not for them, nobody is told.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    signed_in: Result<SignedIn, Problem>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let frame = Frame::of(&app.site, Lang::of(query.as_deref())).await;
    let SignedIn(sender) = match signed_in {
        Ok(signed_in) => signed_in,
        Err(Problem::Refused(Refusal::SignedOut)) => {
            return Ok(closed(
                StatusCode::UNAUTHORIZED,
                &frame,
                t::signed_out_title,
                t::signed_out,
            ));
        }
        Err(problem) => return Err(problem),
    };
    let form = match frame.lang {
        Lang::Da => Indsigtsform::Page,
        Lang::En => Indsigtsform::English,
    };
    let fetched = match Box::pin(fetch(&app, sender, &id, form)).await {
        Err(problem @ Problem::TooMany(_)) => {
            let wait = problem.into_response().headers().get(header::RETRY_AFTER).cloned();
            let mut page = closed(StatusCode::TOO_MANY_REQUESTS, &frame, t::again_title, t::again);
            page.headers_mut().extend(wait.map(|wait| (header::RETRY_AFTER, wait)));
            return Ok(page);
        }
        fetched => fetched?,
    };
    let Some(udskrift) = fetched else {
        return Ok(closed(StatusCode::NOT_FOUND, &frame, t::closed_title, t::closed));
    };
    let reader = Reader::SignedIn { administrator: false };
    let frame = Frame { here: format!("/indsigt/{id}"), reader, ..frame };
    let mut response =
        page(StatusCode::OK, &frame, t::title(frame.lang), |frame| whole(frame, &udskrift));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, AS_PAGE);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Nothing to read here.
fn closed(
    status: StatusCode,
    frame: &Frame,
    title: fn(Lang) -> &'static str,
    body: fn(Lang) -> &'static str,
) -> Response {
    page(status, frame, title(frame.lang), |frame| {
        let lang = frame.lang;
        view! {
            <section class="band">
                <h1>{title(lang)}</h1>
                <p class="lead">{body(lang)}</p>
                <p><a class="button button-primary" href="/app/">{t::to_app(lang)}</a></p>
            </section>
        }
    })
    .into_response()
}

fn whole(frame: &Frame, udskrift: &Udskrift) -> impl IntoView + use<> {
    let words = Words::of(frame.lang, udskrift);
    view! {
        {head(&words, udskrift)}
        {records::groups(&words, udskrift)}
        {account::section(&words, &udskrift.account)}
        {trail::seen(&words, udskrift)}
        {trail::asked(&words, udskrift)}
        {rights(frame.lang)}
    }
}

/// What this is, when it was asked for and given, and what the tovholder says with it.
fn head(words: &Words<'_>, udskrift: &Udskrift) -> impl IntoView + use<> {
    let lang = words.lang;
    let Udskrift { indsigt, gathered, .. } = udskrift;
    let fact = |word: &'static str, says: String| {
        view! { <div><dt>{word}</dt><dd>{says}</dd></div> }
    };
    let until = indsigt.hentes_til().map(|day| fact(t::until(lang), date::day(lang, day)));
    let given = indsigt.givet.as_ref().map(|Udlevering { af, kl, bemaerkning }| {
        let remark = bemaerkning.as_ref().map(|text| {
            view! { <h2>{t::remark(lang)}</h2>{data::paragraphs(text.as_str())} }
        });
        let facts = view! {
            {fact(t::given(lang), date::moment(lang, *kl))}
            {fact(t::given_by(lang), words.person(*af))}
        };
        (facts, remark)
    });
    let (given, remark) = given.unzip();
    let tag = lang.other().text().tag;
    let other = format!("/indsigt/{}{}", indsigt.id, lang.other().query());
    view! {
        <section class="band">
            <h1>{t::title(lang)}</h1>
            <p class="lead">{t::lead(lang)}</p>
            <dl class="facts">
                {fact(t::asked(lang), date::moment(lang, indsigt.bedt))}
                {given}
                {until}
                {fact(t::gathered(lang), date::moment(lang, *gathered))}
            </dl>
            {remark}
            <p><a class="button button-secondary" href=format!("/api/indsigt/{}", indsigt.id) download="">{t::as_file(lang)}</a></p>
            <p class="soft">{t::print(lang)}</p>
            <p><a href=other lang=tag hreflang=tag>{t::in_other(lang)}</a></p>
        </section>
    }
}

/// What art. 15 asks to be told besides.
fn rights(lang: Lang) -> impl IntoView {
    view! {
        <section class="band band-tint">
            <h2>{t::rights(lang)}</h2>
            <p>{t::rights_why(lang)}</p>
            <p>{t::rights_mend(lang)}</p>
            <p>{t::rights_keep(lang)}</p>
            <p>{t::rights_complain(lang)}</p>
        </section>
    }
}

//! The front page: what Overgang is, for whom, how honest it is, where it comes from.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::layout::{Frame, icon, page};
use crate::state::App;
use crate::store::Store;
use crate::text::{Lang, Point, Spoken as _, Text};

/// `GET /`.
pub async fn get<S: Store>(State(app): State<App<S>>, RawQuery(query): RawQuery) -> Response {
    let frame = Frame::of(&app.site, Lang::of(query.as_deref())).await;
    let title = frame.lang.text().title;
    page(StatusCode::OK, &frame, title, front)
}

fn front(frame: &Frame) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let points = |points: &[Point]| {
        points.iter().map(|one| point(frame, one).into_any()).collect::<Vec<_>>()
    };
    view! {
        {hero(frame)}
        <section class="band band-tint" id="for">
            <h2>{text.for_whom}</h2>
            <div class="trio">{points(&text.whom)}</div>
        </section>
        <section class="band" id="data">
            <h2>{text.data}</h2>
            <div class="trio">{points(&text.states)}</div>
        </section>
        {sources(text)}
    }
}

fn hero(frame: &Frame) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let demo = format!("/demo{}", frame.lang.query());
    let try_demo = view! { <a class="button button-primary" href=demo>{text.try_demo}</a> };
    let open = if frame.demo { "button button-secondary" } else { "button button-primary" };
    view! {
        <section class="hero">
            <div class="hero-text">
                <h1>{text.title}</h1>
                <p class="lead">{text.lead}</p>
                <div class="button-group">
                    {frame.demo.then_some(try_demo)}
                    <a class=open href="/app/">{text.open_app}</a>
                </div>
            </div>
            <figure class="hero-figure">{path(text)}</figure>
        </section>
    }
}

/// Three steps with a gap between; two walk across together.
fn path(text: &'static Text) -> impl IntoView {
    let [school, course, work] = text.path_steps;
    view! {
        <svg class="path" viewBox="0 0 480 300" role="img" aria-labelledby="path-title">
            <title id="path-title">{text.path_title}</title>
            <path class="path-ground" d="M0 300v-66a10 10 0 0 1 10-10h118a10 10 0 0 1 10 10v66zM171 300V184a10 10 0 0 1 10-10h118a10 10 0 0 1 10 10v116zM342 300V134a10 10 0 0 1 10-10h118a10 10 0 0 1 10 10v166z"></path>
            <path class="path-way" d="M22 207h46c26 0 38-86 86-86"></path>
            <path class="path-way path-ahead" d="M190 131c12 10 18 26 40 26h14c40 0 36-80 84-80 40 0 38 40 60 40h66"></path>
            <circle class="path-mentor" cx="134" cy="124" r="15"></circle>
            <circle class="path-you" cx="164" cy="119" r="17"></circle>
            <text x="69" y="270">{school}</text>
            <text x="240" y="245">{course}</text>
            <text x="411" y="220">{work}</text>
        </svg>
    }
}

fn point(frame: &Frame, point: &Point) -> impl IntoView + use<> {
    view! { <div>{icon(frame, point.icon)}<h3>{point.head}</h3><p>{point.body}</p></div> }
}

fn sources(text: &'static Text) -> impl IntoView {
    let list = text.source_list.iter().map(|one| {
        view! { <div><h3>{one.name}</h3><p>{one.place}</p><p>{one.gave}</p></div> }
    });
    view! {
        <section class="band band-tint" id="sources">
            <h2>{text.sources}</h2>
            <p class="lead">{text.sources_lead}</p>
            <div class="trio">{list.collect::<Vec<_>>()}</div>
        </section>
    }
}

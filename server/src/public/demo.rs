//! The demo's door: the invented persons, each with a button. Signing in is in `auth/demo`.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use super::layout::{Frame, page};
use super::missing;
use crate::demo::{Persona, personas};
use crate::state::App;
use crate::store::Store;
use crate::text::{Lang, Spoken as _};

/// `GET /demo`.
pub async fn get<S: Store>(State(app): State<App<S>>, RawQuery(query): RawQuery) -> Response {
    if !app.site.demo {
        return missing::page(&app.site).await;
    }
    let frame = Frame::of(&app.site, Lang::of(query.as_deref())).await;
    let title = frame.lang.text().demo_title;
    page(StatusCode::OK, &frame, title, door)
}

fn door(frame: &Frame) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let list = personas().into_iter().map(|one| persona(frame.lang, &one)).collect::<Vec<_>>();
    view! {
        <section class="band">
            <h1>{text.demo_title}</h1>
            <p class="lead">{text.demo_lead}</p>
            <ul class="personas">{list}</ul>
        </section>
    }
}

fn persona(lang: Lang, persona: &Persona) -> impl IntoView + use<> {
    let Persona { person, navn, rolle, sted } = *persona;
    let text = lang.text();
    let as_what = rolle.map_or(text.ung, |rolle| words::rolle::rolle(lang, rolle));
    let what = match sted {
        Some(sted) => format!("{as_what}, {sted}"),
        None => as_what.to_owned(),
    };
    let first = navn.split_whitespace().next().unwrap_or_default();
    view! {
        <li class="persona">
            <div class="person">
                <span class="initials" aria-hidden="true">{initials(navn)}</span>
                <div class="helper-body"><strong>{navn}</strong><span>{what}</span></div>
            </div>
            <form method="post" action="/demo/login">
                <input type="hidden" name="persona" value=person.to_string()/>
                <button class="button button-secondary" type="submit">
                    {format!("{} {first}", text.demo_try)}
                </button>
            </form>
        </li>
    }
}

fn initials(navn: &str) -> String {
    navn.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}

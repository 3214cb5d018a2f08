//! Signing in as one of the demo's invented persons. There is no such door unless the server was started
//! as a demo, on a database that was made as one (`serve` refuses every other pair).

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Person;
use serde::Deserialize;

use super::session;
use crate::account::known;
use crate::demo;
use crate::error::Problem;
use crate::exchange::Sender;
use crate::public::{landing, missing};
use crate::state::App;
use crate::store::Store;

/// The form of a persona's button.
#[derive(Debug, Deserialize)]
pub struct Choice {
    persona: Person,
}

/// `POST /demo/login`.
pub async fn login<S: Store>(
    State(app): State<App<S>>,
    headers: HeaderMap,
    choice: Result<Form<Choice>, FormRejection>,
) -> Result<Response, Problem> {
    let is_there =
        |choice: &Choice| demo::personas().iter().any(|persona| persona.person == choice.persona);
    let choice = choice.ok().map(|Form(choice)| choice).filter(is_there);
    let Some(choice) = choice.filter(|_| app.site.demo) else {
        return Ok(missing::page(&app.site).await);
    };
    let who = Sender { kommune: demo::kommune(), person: choice.persona };
    let cookie = session::open_door(&app, &headers, who).await?;
    let now = app.world.clock.now();
    let found = known(&mut app.store.read(who.kommune).await?, who, now).await?;
    let to = Redirect::to(landing::of(found.as_ref()));
    Ok(([(header::SET_COOKIE, cookie)], to).into_response())
}

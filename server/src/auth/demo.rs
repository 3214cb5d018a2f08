//! Signing in as one of the demo's invented persons. There is no such door unless the server was started
//! as a demo, on a database that was made as one (`serve` refuses every other pair).

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Person;
use serde::Deserialize;

use super::session;
use crate::demo;
use crate::error::Problem;
use crate::exchange::Sender;
use crate::public::missing;
use crate::state::App;
use crate::store::Store;

/// There the app asks anew who is signed in, before it opens anybody's copy.
const ARRIVAL: &str = "/app/ind";

/// The form of a persona's button.
#[derive(Debug, Deserialize)]
pub struct Choice {
    persona: Person,
}

/// `POST /demo/login`.
pub async fn login<S: Store>(
    State(app): State<App<S>>,
    choice: Result<Form<Choice>, FormRejection>,
) -> Result<Response, Problem> {
    let known =
        |choice: &Choice| demo::personas().iter().any(|persona| persona.person == choice.persona);
    let choice = choice.ok().map(|Form(choice)| choice).filter(known);
    let Some(choice) = choice.filter(|_| app.site.demo) else {
        return Ok(missing::page(&app.site).await);
    };
    let who = Sender { kommune: demo::kommune(), person: choice.persona };
    let cookie = session::open(&app, who).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(ARRIVAL)).into_response())
}

//! `GET /api/indsigt/{indsigt}`: all that is written about whoever is signed in, as one file. The same to read
//! is in `public/indsigt`; what is in it is told in `indsigt`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::exchange::Refusal;

use crate::auth::limit::Indsigtsform;
use crate::auth::session::SignedIn;
use crate::error::Problem;
use crate::indsigt::fetch::fetch;
use crate::state::App;
use crate::store::Store;

/// What a browser does with it. The name says nothing of whom it is about.
const AS_FILE: &str = "attachment; filename=\"indsigt.json\"";

/// Fetches the file. Whether there is something that is not for them, nobody is told.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    SignedIn(sender): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let Some(udskrift) = Box::pin(fetch(&app, sender, &id, Indsigtsform::File)).await? else {
        return Ok((StatusCode::NOT_FOUND, Json(Refusal::Malformed)).into_response());
    };
    let headers = [(header::CONTENT_DISPOSITION, AS_FILE), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Json(udskrift)).into_response())
}

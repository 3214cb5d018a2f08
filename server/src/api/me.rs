//! `GET /api/me`: who is signed in, for the app's first screen. `POST /api/logout` ends it. What is on
//! the phone stays there: signing out never clears anything.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;
use domain::id::KommuneId;
use domain::organisation::Medarbejder;
use domain::ung::Ung;
use domain::{Folder, Moment, Person, Rolle};
use serde::Serialize;

use crate::auth::session::{self, SignedIn};
use crate::error::Problem;
use crate::exchange::{Sender, access};
use crate::state::App;
use crate::store::{Fault, Store};

/// Who is signed in.
#[derive(Debug, Serialize)]
pub struct Me {
    pub person: Person,
    pub kommune: KommuneId,
    pub navn: String,
    /// The roles held now; none for a young person.
    pub roller: Vec<Rolle>,
    pub demo: bool,
}

/// Tells who is signed in.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    SignedIn(sender): SignedIn,
) -> Result<Json<Me>, Problem> {
    let known = who(&app.store, sender, app.world.clock.now()).await?;
    let (navn, roller) = known.ok_or(Refusal::SignedOut)?;
    let Sender { kommune, person } = sender;
    Ok(Json(Me { person, kommune, navn, roller, demo: app.site.demo }))
}

/// Signs out.
pub async fn logout<S: Store>(
    State(app): State<App<S>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(token) = session::token(&headers, app.site.demo) {
        app.store.end_session(&token).await?;
    }
    let cookie = session::no_cookie(app.site.demo);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

async fn who<S: Store>(
    store: &S,
    sender: Sender,
    now: Moment,
) -> Result<Option<(String, Vec<Rolle>)>, Fault> {
    let mut tx = store.read(sender.kommune).await?;
    match sender.person {
        Person::Medarbejder(id) => {
            let folder = Folder::Faelles(sender.kommune);
            let found = access::kept::<_, Medarbejder>(&mut tx, folder, id.0).await?;
            Ok(found.map(|staff| (staff.navn.to_string(), roles(&staff, now))))
        }
        Person::Ung(id) => {
            let found = access::kept::<_, Ung>(&mut tx, Folder::Plan(id), id.0).await?;
            Ok(found.map(|ung| (ung.navn.to_string(), Vec::new())))
        }
        Person::System => Ok(None),
    }
}

fn roles(staff: &Medarbejder, now: Moment) -> Vec<Rolle> {
    Rolle::ALL.into_iter().filter(|rolle| staff.has(*rolle, now)).collect()
}

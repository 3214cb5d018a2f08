//! Every route on one screen, grouped by who calls.

use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::exchange::Refusal;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;

use crate::auth::{demo, origin};
use crate::public::{self, files, front, headers, missing};
use crate::state::App;
use crate::store::Store;
use crate::{api, log};

/// The longest body of a form.
const FORM: usize = 4 * 1_024;
/// The longest answer of an authenticator.
const ANSWER: usize = 64 * 1_024;

/// All of it.
pub fn router<S: Store>(app: App<S>) -> Router {
    Router::new()
        .merge(for_the_app::<S>())
        .merge(for_signing_in::<S>())
        .merge(for_the_young::<S>())
        .merge(for_anybody::<S>())
        .merge(for_people::<S>())
        .merge(for_the_demo::<S>())
        .merge(for_the_watch::<S>())
        .fallback(missing::get::<S>)
        .method_not_allowed_fallback(missing::get::<S>)
        .layer(from_fn_with_state(app.clone(), missing::unless_text::<S>))
        .layer(from_fn(origin::check))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(2)))
        .layer(CatchPanicLayer::custom(log::panicked))
        .layer(from_fn(headers::add))
        .layer(from_fn(log::request))
        .with_state(app)
}

/// The app calls these, signed in.
fn for_the_app<S: Store>() -> Router<App<S>> {
    let unpacked = RequestDecompressionLayer::new().gzip(true);
    Router::new()
        .route(
            "/api/exchange",
            post(api::exchange::post::<S>).layer(unpacked).layer(map_response(packed)),
        )
        .route("/api/poke", get(api::poke::get::<S>))
        .route("/api/me", get(api::me::get::<S>))
        .route("/api/logout", post(api::me::logout::<S>))
        .merge(for_looking_up::<S>())
}

/// A body packed in another way than we unpack is told so as any other no is.
async fn packed(response: Response) -> Response {
    if response.status() != StatusCode::UNSUPPORTED_MEDIA_TYPE {
        return response;
    }
    let ours = [(header::ACCEPT_ENCODING, "gzip")];
    (response.status(), ours, Json(Refusal::Malformed)).into_response()
}

/// The app calls these where somebody by law may see more than their phone holds.
fn for_looking_up<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/api/soeg", post(api::soeg::search::<S>))
        .route("/api/tag-med", post(api::soeg::bring::<S>))
        .layer(DefaultBodyLimit::max(FORM))
}

/// Phones and the script of the pages call these, signed in or to be.
fn for_signing_in<S: Store>() -> Router<App<S>> {
    use api::{installation, passkey};
    Router::new()
        .route("/api/installation/enrol", post(installation::enrol::<S>))
        .route("/api/installation/share", post(installation::share::<S>))
        .route("/api/installation/session", post(installation::session::<S>))
        .route("/api/passkey/make/begin", post(passkey::begin_making::<S>))
        .route("/api/passkey/make/finish", post(passkey::finish_making::<S>))
        .route("/api/passkey/sign-in/begin", post(passkey::begin_sign_in::<S>))
        .route("/api/passkey/sign-in/finish", post(passkey::finish_sign_in::<S>))
        .layer(DefaultBodyLimit::max(ANSWER))
}

/// A young person fetches these, about themself.
fn for_the_young<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/indsigt/{indsigt}", get(public::indsigt::get::<S>))
        .route("/api/indsigt/{indsigt}", get(api::indsigt::get::<S>))
}

/// A browser asks for these, signed in or not.
fn for_anybody<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/", get(front::get::<S>))
        .route("/app", get(files::to_app))
        .route("/app/", get(files::index::<S>))
        .route("/app/{*route}", get(files::index::<S>))
        .route("/app/sw.js", get(files::worker::<S>))
        .route("/app/manifest.webmanifest", get(files::manifest::<S>))
        .route("/app/assets/{*name}", get(files::asset::<S>))
}

/// Pages of signing in, of one's own account, and of the local administrator.
fn for_people<S: Store>() -> Router<App<S>> {
    use public::{access, account, admin, code, noedadgang, openid, sign_in};
    Router::new()
        .route("/ind", get(sign_in::get::<S>))
        .route("/ind/openid", get(openid::begin::<S>))
        .route("/ind/openid/retur", get(openid::back::<S>))
        .route("/ind/openid/kode", get(openid::unknown::<S>).post(openid::code::<S>))
        .route("/kode", get(code::get::<S>).post(code::post::<S>))
        .route("/konto", get(account::get::<S>).post(account::post::<S>))
        .route("/konto/ny", get(account::new::<S>))
        .route("/konto/openid", get(openid::link::<S>))
        .route("/adgang/ung/{id}", get(access::get::<S>).post(access::post::<S>))
        .route("/admin", get(admin::get::<S>))
        .route("/admin/medarbejder/ny", get(admin::staff::new::<S>).post(admin::staff::add::<S>))
        .route("/admin/medarbejder/{id}", get(admin::staff::get::<S>).post(admin::staff::post::<S>))
        .route(
            "/admin/organisation/ny",
            get(admin::organisation::new::<S>).post(admin::organisation::add::<S>),
        )
        .route(
            "/admin/organisation/{id}",
            get(admin::organisation::get::<S>).post(admin::organisation::post::<S>),
        )
        .route("/admin/lov", get(admin::law::get::<S>).post(admin::law::post::<S>))
        .route("/noedadgang", get(noedadgang::get::<S>).post(noedadgang::post::<S>))
        .route("/admin/telefoner", get(admin::phones::get::<S>).post(admin::phones::post::<S>))
        .layer(DefaultBodyLimit::max(FORM))
}

/// Only where `--demo` was said; else these answer as any unknown address does.
fn for_the_demo<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/demo", get(public::demo::get::<S>))
        .route("/demo/login", post(demo::login::<S>))
        .layer(DefaultBodyLimit::max(FORM))
}

/// An app that has stopped tells whoever keeps the server running.
fn for_telling_the_watch<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/api/fault", post(api::fault::post::<S>))
        .layer(DefaultBodyLimit::max(api::fault::LONGEST))
}

/// Whoever keeps the server running.
fn for_the_watch<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/healthz", get(api::health::alive))
        .route("/readyz", get(api::health::ready::<S>))
        .merge(for_telling_the_watch::<S>())
}

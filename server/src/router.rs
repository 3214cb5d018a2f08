//! Every route on one screen, grouped by who calls.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
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

/// All of it.
pub fn router<S: Store>(app: App<S>) -> Router {
    Router::new()
        .merge(for_the_app::<S>())
        .merge(for_the_young::<S>())
        .merge(for_anybody::<S>())
        .merge(for_the_demo::<S>())
        .merge(for_the_watch::<S>())
        .fallback(missing::get::<S>)
        .method_not_allowed_fallback(missing::get::<S>)
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
        .route("/api/exchange", post(api::exchange::post::<S>).layer(unpacked))
        .route("/api/poke", get(api::poke::get::<S>))
        .route("/api/me", get(api::me::get::<S>))
        .route("/api/logout", post(api::me::logout::<S>))
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

/// Only where `--demo` was said; else these answer as any unknown address does.
fn for_the_demo<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/demo", get(public::demo::get::<S>))
        .route("/demo/login", post(demo::login::<S>))
        .layer(DefaultBodyLimit::max(FORM))
}

/// Whoever keeps the server running.
fn for_the_watch<S: Store>() -> Router<App<S>> {
    Router::new()
        .route("/healthz", get(api::health::alive))
        .route("/readyz", get(api::health::ready::<S>))
}

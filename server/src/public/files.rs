//! The app's own files as the build left them: names with a fingerprint are kept for a year, all others
//! are asked for anew. Compressed forms made by the build are preferred.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

use super::missing;
use crate::state::{App, Site};
use crate::store::Store;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// `/app`: relative names in the app need the slash.
pub async fn to_app() -> Redirect {
    Redirect::permanent("/app/")
}

/// Every page of the app is the same file; which one it is, the app reads from the address.
pub async fn index<S: Store>(State(app): State<App<S>>, request: Request<Body>) -> Response {
    one(&app.site, "app/index.html", request).await
}

/// The service worker, or the one that takes it away while the file `app/kill` lies there.
pub async fn worker<S: Store>(State(app): State<App<S>>, request: Request<Body>) -> Response {
    let kill = tokio::fs::try_exists(app.site.folder.join("app/kill")).await.unwrap_or(false);
    one(&app.site, if kill { "app/sw-kill.js" } else { "app/sw.js" }, request).await
}

/// The manifest.
pub async fn manifest<S: Store>(State(app): State<App<S>>, request: Request<Body>) -> Response {
    one(&app.site, "app/manifest.webmanifest", request).await
}

/// A file with a fingerprint in its name.
pub async fn asset<S: Store>(
    State(app): State<App<S>>,
    Path(name): Path<String>,
    mut request: Request<Body>,
) -> Response {
    let Ok(uri) = format!("/{name}").parse::<Uri>() else { return missing::page(&app.site).await };
    *request.uri_mut() = uri;
    let folder = ServeDir::new(app.site.folder.join("app/assets"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let found = folder.oneshot(request).await.into_response();
    kept(&app.site, found, FOR_EVER).await
}

/// Always answered whole: which file it is can change with none of them becoming newer, by the kill switch
/// or by going back to an older build, and "not modified since" would keep the phone on what it has.
async fn one(site: &Site, file: &str, mut request: Request<Body>) -> Response {
    for condition in [header::IF_MODIFIED_SINCE, header::IF_NONE_MATCH, header::RANGE] {
        request.headers_mut().remove(condition);
    }
    let file = ServeFile::new(site.folder.join(file)).precompressed_br().precompressed_gzip();
    let found = file.oneshot(request).await.into_response();
    kept(site, found, ASK_AGAIN).await
}

async fn kept(site: &Site, mut found: Response, cache: HeaderValue) -> Response {
    if found.status().is_client_error() || found.status().is_server_error() {
        return missing::page(site).await;
    }
    found.headers_mut().insert(header::CACHE_CONTROL, cache);
    if let Some(kind) = lettered(found.headers()) {
        found.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    found
}

/// What a file is, with its letters named if it is a text: no browser is to guess them.
fn lettered(headers: &HeaderMap) -> Option<HeaderValue> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let is_text = kind.starts_with("text/") || kind.ends_with("+xml");
    let told = (is_text && !kind.contains(';')).then(|| format!("{kind}; charset=utf-8"))?;
    HeaderValue::try_from(told).ok()
}

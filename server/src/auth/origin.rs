//! Only our own pages may change anything: whatever is not a plain read must come from the same origin,
//! as the browser itself tells. A cookie alone proves nothing. Another site's page may not read the API either.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::Problem;

/// Turns away what another site's page sends.
pub async fn check(request: Request<Body>, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let foreign = request.uri().path().starts_with("/api/") && is_foreign(request.headers());
    if (reads && !foreign) || is_own(request.headers()) {
        next.run(request).await
    } else {
        Problem::ForeignOrigin.into_response()
    }
}

/// The browser says that another site's page asks. One that says nothing may be no browser at all.
#[must_use]
pub fn is_foreign(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// Every browser of the last years sends one of the two with a POST.
#[must_use]
pub fn is_own(headers: &HeaderMap) -> bool {
    let text =
        |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let own = text(header::HOST.as_str());
    let from = text(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://"));
    matches!((from, own), (Some((_, from)), Some(own)) if from == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        let pairs = pairs.iter().map(|(name, value)| {
            (header::HeaderName::from_static(name), header::HeaderValue::from_static(value))
        });
        is_own(&pairs.collect())
    }

    #[test]
    fn another_origin_is_told_by_either_header() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("host", "a.dk:8080"), ("origin", "http://a.dk:8080")]));
        assert!(!own(&[
            ("sec-fetch-site", "cross-site"),
            ("host", "a.dk"),
            ("origin", "https://a.dk")
        ]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(!own(&[("host", "a.dk"), ("origin", "https://b.dk")]));
        assert!(!own(&[("host", "a.dk"), ("origin", "null")]));
        assert!(!own(&[("host", "a.dk")]));
    }
}

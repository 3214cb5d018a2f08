//! The security headers on every route, status and error; what may be kept by a cache and what not.

use domain::fixtures::ANNA;
use hyper::Method;
use server::public::headers::ALWAYS;

use crate::harness::{Answer, TestApp};

pub(crate) fn check(answer: &Answer, what: &str) {
    for (name, value) in ALWAYS {
        assert_eq!(answer.header(name), value, "{name} on {what}");
    }
    assert!(!answer.header("cache-control").is_empty(), "{what}");
    for other in ["access-control-allow-origin", "server", "x-powered-by"] {
        assert_eq!(answer.header(other), "", "{other} on {what}");
    }
    let policy = answer.header("content-security-policy");
    for never in ["unsafe-inline", "'unsafe-eval'", "*"] {
        assert!(!policy.contains(never), "{never}");
    }
}

const PATHS: [(&str, u16, &str); 20] = [
    ("/", 200, "no-store"),
    ("/?lang=en", 200, "no-store"),
    ("/demo", 404, "no-store"),
    ("/ind", 200, "no-store"),
    ("/kode", 200, "no-store"),
    ("/konto", 200, "no-store"),
    ("/admin", 403, "no-store"),
    ("/nothing/here", 404, "no-store"),
    ("/app", 308, "no-store"),
    ("/app/", 200, "no-cache"),
    ("/app/besoeg/ny", 200, "no-cache"),
    ("/app/sw.js", 200, "no-cache"),
    ("/app/manifest.webmanifest", 200, "no-cache"),
    ("/app/assets/app.0.css", 200, "public, max-age=31536000, immutable"),
    ("/app/assets/gone.js", 404, "no-store"),
    ("/app/assets/..%2f..%2fbuild.json", 404, "no-store"),
    ("/api/me", 200, "no-store"),
    ("/api/nothing", 404, "no-store"),
    ("/healthz", 200, "no-store"),
    ("/readyz", 200, "no-store"),
];

#[tokio::test]
async fn every_answer_carries_them() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    for (path, status, cache) in PATHS {
        let answer = app.http.get(path, &cookie).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        check(&answer, path);
    }
    let signed_out = app.http.get("/api/me", "").await;
    assert_eq!(signed_out.status, 401);
    check(&signed_out, "401");
    let wrong_verb =
        app.http.send(Method::PUT, "/", &[("sec-fetch-site", "same-origin")], "").await;
    assert!(wrong_verb.status == 404 || wrong_verb.status == 405);
    check(&wrong_verb, "405");
    let foreign =
        app.http.send(Method::POST, "/api/exchange", &[("origin", "https://a.example")], "");
    let foreign = foreign.await;
    assert_eq!(foreign.status, 403);
    check(&foreign, "403");
    let large =
        app.http.post("/api/exchange", &cookie, "application/json", vec![b' '; 5 << 20]).await;
    assert_eq!(large.status, 413);
    check(&large, "413");
}

#[tokio::test]
async fn files_come_packed_and_as_what_they_are() {
    let app = TestApp::start().await;
    let packed = [("accept-encoding", "br, gzip")];
    let index = app.http.send(Method::GET, "/app/", &packed, "").await;
    assert_eq!(index.header("content-encoding"), "br");
    assert_eq!(index.text(), "as if packed");
    let plain = app.http.get("/app/", "").await;
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(plain.header("content-type"), "text/html; charset=utf-8");
    let css = app.http.get("/app/assets/app.0.css", "").await;
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    let icons = app.http.get("/app/assets/ui.0.svg", "").await;
    assert_eq!(icons.header("content-type"), "image/svg+xml; charset=utf-8");
    let wasm = app.http.get("/app/assets/app.0.wasm", "").await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
    let manifest = app.http.get("/app/manifest.webmanifest", "").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let worker = app.http.get("/app/sw.js", "").await;
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
}

#[tokio::test]
async fn what_is_asked_in_a_way_that_is_none_is_not_answered() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let headers =
        [("cookie", &*cookie), ("sec-fetch-site", "same-origin"), ("x-canary", "Kanariefugl")];
    for verb in [Method::TRACE, Method::OPTIONS, Method::PUT, Method::PATCH, Method::DELETE] {
        for path in ["/", "/konto", "/app/", "/api/exchange", "/api/me", "/nothing"] {
            let answer = app.http.send(verb.clone(), path, &headers, "Kanariefugl").await;
            assert!(matches!(answer.status, 404 | 405), "{verb} {path}: {}", answer.status);
            assert!(!answer.text().contains("Kanariefugl"), "{verb} {path} repeats what was sent");
            check(&answer, path);
        }
    }
    // Another site asks whether it may.
    let asks = [
        ("origin", "https://andre.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let answer = app.http.send(Method::OPTIONS, "/api/exchange", &asks, "").await;
    let granted = |name: &hyper::header::HeaderName| name.as_str().starts_with("access-control");
    assert!(answer.status >= 400 && !answer.headers.keys().any(granted), "{:?}", answer.headers);
}

#[tokio::test]
async fn the_worker_can_be_taken_away() {
    let app = TestApp::start().await;
    assert_eq!(app.http.get("/app/sw.js", "").await.text(), "// worker");
    std::fs::write(app.file("site/app/kill"), "").unwrap();
    let killed = app.http.get("/app/sw.js", "").await;
    assert_eq!((killed.text(), killed.header("cache-control")), ("// away", "no-cache"));
    // A browser asks whether anything is newer than what it has, and the switch is older than the worker.
    let newer = [("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT")];
    let asked = app.http.open(Method::GET, "/app/sw.js", &newer, "").await.unwrap();
    assert_eq!(asked.status(), 200);
}

#[tokio::test]
async fn pages_have_no_script_and_no_style_of_their_own() {
    let app = TestApp::start().await;
    for path in ["/", "/?lang=en", "/kode", "/ind", "/nothing"] {
        let page = app.http.get(path, "").await;
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        for inline in ["<script", "<style", " style=", " onclick=", "javascript:"] {
            assert!(!page.text().contains(inline), "{inline} in {path}");
        }
        assert!(page.text().contains("href=\"/app/assets/app.0.css\""), "{path}");
    }
    assert!(app.http.get("/", "").await.text().contains("<html lang=\"da\">"));
    let english = app.http.get("/?lang=en", "").await;
    assert!(english.text().contains("<html lang=\"en\">"));
    assert!(!english.text().contains("Prøv demoen"), "no demo here");
}

#[tokio::test]
async fn replies_come_packed() {
    let mut app = TestApp::start().await;
    let anna = app.phone(ANNA).await;
    let body = serde_json::to_vec(&anna.request()).unwrap();
    for packing in ["br", "gzip"] {
        let headers = [
            ("cookie", &*anna.cookie),
            ("origin", &*app.http.origin()),
            ("content-type", "application/json"),
            ("accept-encoding", packing),
        ];
        let answer = app.http.send(Method::POST, "/api/exchange", &headers, body.clone()).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, packing));
    }
}

#[tokio::test]
async fn an_address_that_is_no_text_is_not_there() {
    let mut app = TestApp::start().await;
    let dorte = app.sign_in(domain::fixtures::DORTE).await;
    for path in ["/adgang/ung/%ff", "/admin/medarbejder/%c3%28", "/indsigt/%ff", "/app/%ff", "/%ff"]
    {
        let answer = app.http.get(path, &dorte).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("<h1>"), "{path}: {}", answer.text());
    }
    let program = app.http.get("/api/indsigt/%ff", &dorte).await;
    assert_eq!((program.status, program.text()), (404, r#"{"refusal":"malformed"}"#));
}

//! Every route, asked by everybody: what it answers stands in one table, and a route that is not in it fails.

use std::collections::BTreeSet;

use domain::fixtures::{ANNA, BENT, GYMNASIET, KAREN, MADS};

use crate::harness::TestApp;

/// Who asks a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Caller {
    Nobody,
    Young,
    Staff,
    Administrator,
    Elsewhere,
}

/// What each route answers to: nobody, a young person, one of the staff who helps them, the local administrator,
/// and a page of another site in a browser where staff are signed in. What is posted here is no form.
const ROUTES: [(&str, &str, [u16; 5]); 55] = [
    ("/api/exchange", "POST", [401, 400, 400, 400, 403]),
    ("/api/poke", "GET", [401, 200, 200, 200, 403]),
    ("/api/me", "GET", [401, 200, 200, 200, 403]),
    ("/api/logout", "POST", [204, 204, 204, 204, 403]),
    ("/api/fault", "POST", [204, 204, 204, 204, 403]),
    // Nobody to look for, and nothing to bring; who finds whom is in `lov`.
    ("/api/soeg", "POST", [401, 400, 400, 400, 403]),
    ("/api/tag-med", "POST", [401, 400, 400, 400, 403]),
    ("/api/installation/enrol", "POST", [401, 400, 400, 400, 403]),
    ("/api/installation/share", "POST", [401, 400, 400, 400, 403]),
    ("/api/installation/session", "POST", [401, 401, 401, 401, 403]),
    ("/api/passkey/make/begin", "POST", [401, 200, 200, 200, 403]),
    ("/api/passkey/make/finish", "POST", [401, 400, 400, 400, 403]),
    ("/api/passkey/sign-in/begin", "POST", [200, 200, 200, 200, 403]),
    ("/api/passkey/sign-in/finish", "POST", [401, 401, 401, 401, 403]),
    // One that is not theirs, or not there at all; what is theirs is in `indsigt`.
    ("/indsigt/{indsigt}", "GET", [401, 404, 404, 404, 404]),
    ("/api/indsigt/{indsigt}", "GET", [401, 404, 404, 404, 403]),
    ("/", "GET", [200, 200, 200, 200, 200]),
    ("/app", "GET", [308, 308, 308, 308, 308]),
    ("/app/", "GET", [200, 200, 200, 200, 200]),
    ("/app/{*route}", "GET", [200, 200, 200, 200, 200]),
    ("/app/sw.js", "GET", [200, 200, 200, 200, 200]),
    ("/app/manifest.webmanifest", "GET", [200, 200, 200, 200, 200]),
    ("/app/assets/{*name}", "GET", [200, 200, 200, 200, 200]),
    ("/ind", "GET", [200, 200, 200, 200, 200]),
    // Where no provider was named; with one, see `openid`.
    ("/ind/openid", "GET", [404, 404, 404, 404, 404]),
    ("/ind/openid/retur", "GET", [404, 404, 404, 404, 404]),
    ("/ind/openid/kode", "GET", [404, 404, 404, 404, 404]),
    ("/ind/openid/kode", "POST", [404, 404, 404, 404, 403]),
    ("/konto/openid", "GET", [404, 404, 404, 404, 404]),
    ("/kode", "GET", [200, 200, 200, 200, 200]),
    ("/kode", "POST", [401, 401, 401, 401, 403]),
    ("/konto", "GET", [303, 200, 200, 200, 200]),
    ("/konto", "POST", [303, 404, 404, 404, 403]),
    ("/konto/ny", "GET", [303, 200, 200, 200, 200]),
    ("/adgang/ung/{id}", "GET", [303, 404, 200, 404, 200]),
    ("/adgang/ung/{id}", "POST", [303, 404, 404, 404, 403]),
    ("/admin", "GET", [303, 403, 403, 200, 403]),
    ("/admin/medarbejder/ny", "GET", [303, 403, 403, 200, 403]),
    ("/admin/medarbejder/ny", "POST", [303, 403, 403, 404, 403]),
    ("/admin/medarbejder/{id}", "GET", [303, 403, 403, 200, 403]),
    ("/admin/medarbejder/{id}", "POST", [303, 403, 403, 404, 403]),
    ("/admin/organisation/ny", "GET", [303, 403, 403, 200, 403]),
    ("/admin/organisation/ny", "POST", [303, 403, 403, 404, 403]),
    ("/admin/organisation/{id}", "GET", [303, 403, 403, 200, 403]),
    ("/admin/organisation/{id}", "POST", [303, 403, 403, 404, 403]),
    ("/admin/lov", "GET", [303, 403, 403, 200, 403]),
    ("/admin/lov", "POST", [303, 403, 403, 404, 403]),
    // A manager's alone; what they may is in `noedadgang`.
    ("/noedadgang", "GET", [303, 403, 403, 403, 403]),
    ("/noedadgang", "POST", [303, 403, 403, 403, 403]),
    ("/admin/telefoner", "GET", [303, 403, 403, 200, 403]),
    ("/admin/telefoner", "POST", [303, 403, 403, 404, 403]),
    ("/demo", "GET", [404, 404, 404, 404, 404]),
    ("/demo/login", "POST", [404, 404, 404, 404, 403]),
    ("/healthz", "GET", [200, 200, 200, 200, 200]),
    ("/readyz", "GET", [200, 200, 200, 200, 200]),
];

/// The route with somebody or something in it that there is.
fn path_of(route: &str) -> String {
    let id = match route {
        _ if route.starts_with("/adgang") => MADS.to_string(),
        _ if route.starts_with("/admin/organisation") => GYMNASIET.to_string(),
        _ => BENT.to_string(),
    };
    let path = route.replace("{*route}", "unge").replace("{*name}", "app.0.css");
    path.replace("{id}", &id).replace("{indsigt}", "00000000-0000-0000-0000-000000000196")
}

#[tokio::test]
async fn every_route_answers_each_caller_as_the_table_says() {
    use Caller::{Administrator, Elsewhere, Nobody, Staff, Young};
    let mut app = TestApp::start().await;
    for (route, verb, expected) in ROUTES {
        for (caller, status) in
            [Nobody, Young, Staff, Administrator, Elsewhere].into_iter().zip(expected)
        {
            // Signing out ends the session: each caller has a fresh one.
            let cookie = match caller {
                Nobody => String::new(),
                Young => app.sign_in(MADS).await,
                Staff | Elsewhere => app.sign_in(ANNA).await,
                Administrator => app.sign_in(KAREN).await,
            };
            let site = if caller == Elsewhere { "cross-site" } else { "same-origin" };
            let headers = [
                ("cookie", cookie.as_str()),
                ("sec-fetch-site", site),
                ("content-type", "application/json"),
            ];
            let path = path_of(route);
            let opened = app.http.open(verb.parse().unwrap(), &path, &headers, "{}").await.unwrap();
            assert_eq!(opened.status().as_u16(), status, "{verb} {route} {caller:?}");
        }
    }
    assert_eq!(app.http.get("/nothing/here", "").await.status, 404);
}

/// A route that is not in the table fails here.
#[test]
fn every_route_is_in_the_table() {
    let source = include_str!("../../src/router.rs");
    let mut routes = BTreeSet::new();
    for rest in source.split(".route(").skip(1) {
        let (_, named) = rest.split_once('"').unwrap();
        let (route, handlers) = named.split_once('"').unwrap();
        // What answers the route is told before the next one begins.
        for (verb, word) in [("GET", "get("), ("POST", "post(")] {
            if handlers.contains(word) {
                routes.insert((route, verb));
            }
        }
    }
    let told: BTreeSet<_> = ROUTES.iter().map(|(route, verb, _)| (*route, *verb)).collect();
    assert_eq!(routes, told);
}

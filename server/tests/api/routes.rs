//! Every route, asked by everybody: what it answers stands in one table, and a route that is not in it fails.

use std::collections::BTreeSet;

use domain::fixtures::{ANNA, MADS};

use crate::harness::TestApp;

/// Who asks a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Caller {
    Nobody,
    Young,
    Staff,
    Elsewhere,
}

/// What each route answers to: nobody, a young person, staff, and a page of another site in a browser where
/// staff are signed in.
const ROUTES: [(&str, &str, [u16; 4]); 18] = [
    ("/api/exchange", "POST", [401, 400, 400, 403]),
    ("/api/poke", "GET", [401, 200, 200, 403]),
    ("/api/me", "GET", [401, 200, 200, 403]),
    ("/api/logout", "POST", [204, 204, 204, 403]),
    // One that is not theirs, or not there at all; what is theirs is in `indsigt`.
    ("/indsigt/{indsigt}", "GET", [401, 404, 404, 404]),
    ("/api/indsigt/{indsigt}", "GET", [401, 404, 404, 403]),
    ("/", "GET", [200, 200, 200, 200]),
    ("/app", "GET", [308, 308, 308, 308]),
    ("/app/", "GET", [200, 200, 200, 200]),
    ("/app/{*route}", "GET", [200, 200, 200, 200]),
    ("/app/sw.js", "GET", [200, 200, 200, 200]),
    ("/app/manifest.webmanifest", "GET", [200, 200, 200, 200]),
    ("/app/assets/{*name}", "GET", [200, 200, 200, 200]),
    ("/demo", "GET", [404, 404, 404, 404]),
    ("/demo/login", "POST", [404, 404, 404, 403]),
    ("/healthz", "GET", [200, 200, 200, 200]),
    ("/readyz", "GET", [200, 200, 200, 200]),
    ("/nothing/here", "GET", [404, 404, 404, 404]),
];

#[tokio::test]
async fn every_route_answers_each_caller_as_the_table_says() {
    let mut app = TestApp::start().await;
    let (young, member) = (app.sign_in(MADS).await, app.sign_in(ANNA).await);
    for (route, verb, expected) in ROUTES {
        let path = route.replace("{*route}", "unge").replace("{*name}", "app.0.css");
        let path = path.replace("{indsigt}", "00000000-0000-0000-0000-000000000196");
        let callers = [Caller::Nobody, Caller::Young, Caller::Staff, Caller::Elsewhere];
        for (caller, status) in callers.into_iter().zip(expected) {
            // Signing out ends the session: each caller has a fresh one.
            let (young, member) = if verb == "POST" {
                (app.sign_in(MADS).await, app.sign_in(ANNA).await)
            } else {
                (young.clone(), member.clone())
            };
            let cookie = match caller {
                Caller::Nobody => String::new(),
                Caller::Young => young,
                Caller::Staff | Caller::Elsewhere => member,
            };
            let site = if caller == Caller::Elsewhere { "cross-site" } else { "same-origin" };
            let headers = [
                ("cookie", cookie.as_str()),
                ("sec-fetch-site", site),
                ("content-type", "application/json"),
            ];
            let opened = app.http.open(verb.parse().unwrap(), &path, &headers, "{}").await.unwrap();
            assert_eq!(opened.status().as_u16(), status, "{verb} {route} {caller:?}");
        }
    }
}

/// A route that is not in the table fails here.
#[test]
fn every_route_is_in_the_table() {
    let source = include_str!("../../src/router.rs");
    let routes: BTreeSet<&str> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(route, _)| route))
        .collect();
    let told: BTreeSet<&str> = ROUTES.iter().map(|(route, ..)| *route).collect();
    let missing: Vec<_> = routes.difference(&told).collect();
    assert!(missing.is_empty() && routes.len() == ROUTES.len() - 1, "{missing:?}");
}

//! Who asks, as the brakes on guessing see it: the line it comes by, or what a proxy in front has noted last. What
//! anybody can write before that is believed by nobody.

use hyper::Method;
use server::config::Config;
use server::serve;
use server::state::World;

use crate::harness::{Http, TestApp, make_real};

/// A wrong code, from somebody who says that they come from there.
async fn guess(http: &Http, noted: &str) -> u16 {
    let headers = [
        ("origin", &*http.origin()),
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-forwarded-for", noted),
    ];
    http.send(Method::POST, "/kode", &headers, "kode=2346789ACD").await.status
}

#[tokio::test]
async fn with_no_proxy_in_front_a_header_makes_nobody_somebody_else() {
    let app = TestApp::start().await;
    let mut answers = Vec::new();
    for number in 0..6 {
        answers.push(guess(&app.http, &format!("203.0.113.{number}")).await);
    }
    assert_eq!(answers, [401, 401, 401, 401, 401, 429]);
}

#[tokio::test]
async fn behind_one_the_last_address_counts_and_none_that_stands_before_it() {
    let app = TestApp::start().await;
    let (database, heads) = (app.file("other.sqlite"), app.file("other-heads"));
    make_real(&database).await;
    let config = Config { database, heads, behind_proxy: true, ..app.config().clone() };
    let world = World { clock: app.clock.clone(), ..World::real() };
    let server = serve::start(&config, world).await.unwrap();
    let http = Http::to(server.address);
    for number in 0..5 {
        assert_eq!(guess(&http, &format!("198.51.100.{number}, 203.0.113.7")).await, 401);
    }
    assert_eq!(guess(&http, "198.51.100.9, 203.0.113.7").await, 429);
    assert_eq!(guess(&http, "203.0.113.7, 203.0.113.8").await, 401, "somebody else");
    for port in 0..5 {
        assert_eq!(guess(&http, &format!("203.0.113.9:{}", 5_000 + port)).await, 401);
    }
    assert_eq!(guess(&http, "203.0.113.9:9").await, 429, "and is who they are at any port");
    for other in ["203.0.113.10:5678", "[2001:db8:1::1]:80", "[2001:db8:2::1]"] {
        assert_eq!(guess(&http, other).await, 401, "{other}");
    }
    server.stop().await;
}

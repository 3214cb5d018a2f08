//! The program's log: for each request its time, its route and what came of it; not who, and no word of what anybody
//! sent or typed into an address. An app that stopped tells its place in the code, and no more either.

use std::io::{BufRead as _, BufReader};
use std::process::{Command as Program, Stdio};

use domain::fixtures::{ANNA, MADS, notat};
use domain::id::NotatId;
use hyper::Method;
use uuid::Uuid;

use crate::harness::{Http, TestApp};

const CANARY: &str = "Kanariefugl";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_tells_when_which_route_and_the_outcome_and_no_word_of_anybodys() {
    let mut app = TestApp::start().await;
    app.clock.set(server::state::Clock::now(&*server::state::World::real().clock));
    let mut anna = app.phone(ANNA).await;
    app.stop().await;
    let mut program = Program::new(env!("CARGO_BIN_EXE_overgang"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database"])
        .arg(&app.config().database)
        .arg("--site")
        .arg(&app.config().site)
        .env_remove("OVERGANG_LOG")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stderr.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.find_map(|line| Some(line.split_once("address=")?.1.parse().unwrap()));
    let http = Http::to(address.unwrap());

    http.get(&format!("/nothing/{CANARY}?navn={CANARY}"), "").await;
    http.form(&format!("/kode?{CANARY}"), "", &format!("kode={CANARY}")).await;
    http.get(&format!("/adgang/ung/{MADS}"), &anna.cookie).await;
    let own = ("sec-fetch-site", "same-origin");
    let place = "app/src/pages/i_dag.rs:12".to_owned();
    for (body, status) in [(place, 204), (CANARY.to_owned(), 204), (CANARY.repeat(20), 413)] {
        let answer = http.send(Method::POST, "/api/fault", &[own], body.clone()).await;
        assert_eq!(answer.status, status, "{body}");
    }
    anna.http = http;
    anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, CANARY));
    anna.write_named(&format!("{CANARY}.v1"), "{}");
    anna.sync().await;
    let id = program.id().to_string();
    assert!(Program::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let told: Vec<_> = lines.collect();
    assert!(program.wait().unwrap().success());

    for (route, status) in
        [("(none)", 404), ("/kode", 401), ("/adgang/ung/{id}", 200), ("/api/exchange", 200)]
    {
        let told_of =
            |line: &&String| line.contains(&format!("route=\"{route}\" status={status} "));
        let line = told.iter().find(told_of).unwrap_or_else(|| panic!("{route} {told:?}"));
        let when = line.split(' ').next().unwrap();
        assert!(when.contains('T') && when.ends_with('Z'), "in UTC: {line}");
    }
    let stopped = |at: &str| {
        let line = format!("an app stopped at=\"{at}\"");
        told.iter().filter(|told| told.contains(&line)).count()
    };
    assert_eq!((stopped("app/src/pages/i_dag.rs:12"), stopped("unknown")), (1, 1), "{told:?}");
    let (_, token) = anna.cookie.split_once('=').unwrap();
    let (young, staff) = (MADS.to_string(), ANNA.to_string());
    for never in [CANARY, token, young.as_str(), staff.as_str(), "127.0.0.1"] {
        assert!(told.iter().all(|line| !line.contains(never)), "{never}: {told:?}");
    }
}

//! The poke: whoever may see what has changed hears of it, nobody else does.

use std::time::Duration;

use domain::fixtures::{ANNA, BENT, CLARA, GORM, MADS, notat, tilknytning};
use domain::id::{NotatId, TilknytningId};
use domain::tilknytning::{AssignHelper, Funktion};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::{Method, Response};
use tokio::time::timeout;
use uuid::Uuid;

use crate::harness::{TestApp, Who};

/// A proxy may keep the first bytes until it has a page of them.
#[tokio::test]
async fn the_first_call_is_long_enough_to_be_passed_on() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let headers = [("cookie", &*cookie)];
    let mut stream = app.http.open(Method::GET, "/api/poke", &headers, "").await.unwrap();
    let first = stream.body_mut().frame().await.unwrap().unwrap();
    assert!(first.data_ref().unwrap().len() >= 4_096);
}

struct Ear(Response<Incoming>);

impl Ear {
    async fn of(app: &mut TestApp, who: impl Into<Who>) -> Self {
        let cookie = app.sign_in(who).await;
        let headers = [("cookie", &*cookie)];
        let stream = app.http.open(Method::GET, "/api/poke", &headers, "").await.unwrap();
        assert_eq!(stream.headers()["content-type"], "text/event-stream");
        assert_eq!(stream.headers()["x-accel-buffering"], "no", "or nginx keeps it for a minute");
        let mut ear = Self(stream);
        assert!(ear.hears().await, "the first comes at once");
        ear
    }

    async fn hears(&mut self) -> bool {
        let frame = timeout(Duration::from_millis(700), self.0.body_mut().frame()).await;
        let Ok(Some(Ok(frame))) = frame else { return false };
        let said = String::from_utf8_lossy(frame.data_ref().unwrap());
        // Without a line of data, a browser tells its page nothing.
        said.contains("event: poke\ndata: ")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_pokes_those_who_may_see_it() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let (mut bent, mut clara) = (Ear::of(&mut app, BENT).await, Ear::of(&mut app, CLARA).await);
    for number in 0..5 {
        anna.write(notat(NotatId(Uuid::from_u128(number)), MADS, "Mødte."));
    }
    anna.exchange().await;
    assert!(bent.hears().await);
    assert!(!clara.hears().await);
    assert!(!bent.hears().await, "once for all five");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_is_given_a_folder_hears_of_it() {
    let mut app = TestApp::start().await;
    let mut gorm = Ear::of(&mut app, GORM).await;
    let mut bent = app.phone(BENT).await;
    let id = TilknytningId(Uuid::from_u128(9));
    let tilknytning = tilknytning(id, MADS, GORM, Funktion::Overgangsmentor);
    bent.write(AssignHelper { tilknytning });
    bent.exchange().await;
    assert!(gorm.hears().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_holds_so_many_streams_and_the_newest_takes_the_place_of_the_oldest() {
    let mut app = TestApp::start().await;
    let mut ears = Vec::new();
    for _ in 0..21 {
        ears.push(Ear::of(&mut app, BENT).await);
    }
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Mødte."));
    anna.exchange().await;
    assert!(!ears[0].hears().await, "the oldest is over");
    for ear in &mut ears[1..] {
        assert!(ear.hears().await);
    }
}

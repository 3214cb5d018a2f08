//! Keeps the copy in step with the server: gives the exchange cause, runs it, and tells what became of
//! it. When to exchange is decided by `replica::phase`; this file only carries events to it and acts.

pub mod installation;
pub mod line;
pub mod soeg;
pub mod transport;

use domain::Moment;
use domain::envelope::Seq;
use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use replica::exchange::{Exchanged, Failure};
use replica::phase::{Act, Event, Phase};
use replica::{Phone, Replica};
use wasm_bindgen_futures::spawn_local;

use crate::browser::{self, clock, idle, lock, worker};
use crate::field::Field;
use crate::{app, gate};
use line::Line;

pub use transport::BrowserTransport;

/// How often the clock on the screen, and what has ended, is looked at.
const MINUTE: u32 = 60_000;
/// A moment after which an interrupted timer counts as due: phones sleep.
const LONGEST_TIMER: i64 = 10 * 60_000;
/// How long another tab has for sending what it put in line.
const GRACE: u32 = 5_000;

/// Starts keeping in step. What it sets up lives as long as the tab.
pub fn start(field: Field) {
    on_window("online", move || event(field, &Event::Wanted));
    on_window("focus", move || event(field, &Event::Wanted));
    on_window("pageshow", move || event(field, &Event::Wanted));
    on_window("offline", move || field.touch());
    on_document("visibilitychange", move || {
        if idle::is_over() {
            return app::lock();
        }
        worker::look_for_update();
        listen(field);
        event(field, &Event::Wanted);
    });
    listen(field);
    Interval::new(MINUTE, move || tick(field)).forget();
    event(field, &Event::Wanted);
}

/// Tells the state machine what happened, and does what it says.
pub fn event(field: Field, event: &Event) {
    let now = clock::now();
    let (next, act) = field.phase().on(event, now);
    field.set_phase(next);
    match act {
        Act::Send => spawn_local(exchange(field)),
        Act::Rest => wake_at(field, next, now),
    }
}

/// Waits for the line on which the server calls, unless it stands or the browser is at it. A tab that nobody looks at
/// leaves it to another.
fn listen(field: Field) {
    if browser::is_hidden() {
        field.hold(None);
    } else if !field.is_listening() {
        let name = format!("overgang-line:{}", field.peek(|r| r.identity.installation));
        field.hold(Some(Line::wait_for(&name, move || event(field, &Event::Wanted))));
    }
}

async fn exchange(field: Field) {
    let phone = field.phone();
    let name = format!("overgang-exchange:{}", phone.look(|r| r.identity.installation));
    let run = async move { phone.exchange(clock::now()).await };
    let outcome = match lock::exclusively(&name, run).await {
        Some(Ok(Exchanged { wipe: true, .. })) => match gate::clear(field).await {
            Ok(()) => return,
            Err(why) => Event::Failed(why),
        },
        Some(Ok(got)) => Event::Answered(got),
        Some(Err(why)) => Event::Failed(why),
        None => Event::Failed(Failure::Busy),
    };
    if outcome == Event::Failed(Failure::SignedOut) {
        sign_in_again(field);
    }
    if matches!(outcome, Event::Answered(_)) {
        field.tell_other_tabs();
        listen(field);
    }
    field.touch();
    event(field, &outcome);
}

/// Another tab may have put commands in line, after this place. If one of them still waits after a while, that
/// tab may have been closed in the middle of sending. New places only: a command that the server holds back
/// waits for long, and two tabs would never come to rest over it.
pub fn look_after(field: Field, before: Option<Seq>) {
    let newest = field.newest_waiting();
    if newest <= before {
        return;
    }
    let look = move || {
        let waits = |replica: &Replica| {
            replica.waiting().any(|(seq, _)| Some(seq) > before && Some(seq) <= newest)
        };
        if field.peek(waits) {
            event(field, &Event::Wanted);
        }
    };
    Timeout::new(GRACE, look).forget();
}

/// The session has ended and the phone has not: it opens another with its own secret, once in a while.
fn sign_in_again(field: Field) {
    spawn_local(async move {
        let identity = field.peek(|replica| replica.identity);
        if field.may_renew() && gate::renew_session(identity, &field.store()).await {
            event(field, &Event::Wanted);
        }
    });
}

fn wake_at(field: Field, phase: Phase, now: Moment) {
    let Some(due) = phase.due() else { return };
    let pause = due.0.saturating_sub(now.0).clamp(0, LONGEST_TIMER);
    let pause = u32::try_from(pause).unwrap_or(MINUTE);
    field.set_timer(Timeout::new(pause, move || event(field, &Event::Tick)));
}

fn tick(field: Field) {
    field.pass_time();
    spawn_local(async move {
        if Phone::expire(&field.phone(), clock::now()).await.is_ok_and(|gone| gone) {
            field.touch();
        }
    });
    event(field, &Event::Tick);
}

fn on_window(name: &'static str, act: impl Fn() + 'static) {
    EventListener::new(&browser::window(), name, move |_| act()).forget();
}

fn on_document(name: &'static str, act: impl Fn() + 'static) {
    if let Some(document) = browser::window().document() {
        EventListener::new(&document, name, move |_| act()).forget();
    }
}

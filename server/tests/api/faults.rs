//! The real program under the faults that a machine brings: killed, out of space, locked out of its file.
//! What a phone was told is stored stays stored, once, and what it was not told it sends again.

mod busy;
mod full;
mod kill;
mod log;
mod monday;
mod process;

use domain::Folder;
use domain::exchange::Outcome;
use domain::fixtures::{ANNA, MADS, notat};
use domain::id::NotatId;
use uuid::Uuid;

use crate::harness::{Phone, TestApp};
use process::Process;

/// How many commands a phone sends at once here: many commits, so that a fault meets many moments.
const AT_ONCE: usize = 5;

/// A set-up database, at rest, and a phone that is signed in. The program's clock is the real one.
async fn at_rest() -> (TestApp, Phone) {
    let mut app = TestApp::start().await;
    app.clock.set(server::state::Clock::now(&*server::state::World::real().clock));
    let anna = app.phone(ANNA).await;
    app.stop().await;
    (app, anna)
}

fn write(phone: &mut Phone, count: usize) {
    for _ in 0..count {
        let number = phone.written.len() as u128 + 1;
        phone.write(notat(NotatId(Uuid::from_u128(number)), MADS, "Mødte på gangen."));
    }
}

/// Sends what is not acknowledged, until all is or something goes wrong.
async fn send_all(phone: &mut Phone) -> Result<(), Option<u16>> {
    while phone.acknowledged < phone.written.len() {
        let mut request = phone.request();
        request.commands.truncate(AT_ONCE);
        let reply = phone.try_send(&request).await?;
        let before = phone.acknowledged;
        phone.take(&reply);
        assert!(phone.acknowledged >= before, "what was acknowledged is never asked for again");
    }
    Ok(())
}

/// Everything that was written is there, once, and as the phone has it.
async fn expect_all_once(phone: &mut Phone) {
    send_all(phone).await.unwrap();
    phone.sync().await;
    assert_eq!(phone.docs(Folder::Journal(MADS), "notat").len(), phone.written.len());
    assert!(phone.outcomes.values().all(|outcome| *outcome == Outcome::Applied));
}

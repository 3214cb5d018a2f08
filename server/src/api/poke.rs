//! `GET /api/poke`: a stream that says "poke" when a folder the person may see has changed. It carries
//! nothing else; what changed is asked for by an exchange.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::Folder;
use futures_util::future::ready;
use futures_util::stream::{StreamExt as _, once, unfold};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use crate::auth::lines::Line;
use crate::auth::session::SignedIn;
use crate::error::Problem;
use crate::exchange::{Sender, access};
use crate::poke::News;
use crate::state::App;
use crate::store::{Fault, Store};

/// A sign of life, so that nothing in between takes the stream for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends after this and the phone opens another, which asks anew who is signed in.
const LIFE: Duration = Duration::from_mins(15);
/// Browsers pass over an event that carries nothing.
const CALL: &str = "fetch";
/// What stands between may keep the first bytes back until there are so many.
const ENOUGH: usize = 4 * 1024;
/// Says to proxies that this is not to be gathered up, nor changed.
const AT_ONCE: [(HeaderName, &str); 2] = [
    (HeaderName::from_static("x-accel-buffering"), "no"),
    (header::CACHE_CONTROL, "no-store, no-transform"),
];
/// Commits in quick succession make one poke.
const GATHER: Duration = Duration::from_millis(100);

/// Opens the stream. The first poke comes at once: something may have changed before it was open. What was
/// brought along does not wake the phone; it comes with the next exchange.
pub async fn get<S: Store>(
    State(app): State<App<S>>,
    SignedIn(sender): SignedIn,
) -> Result<impl IntoResponse + use<S>, Problem> {
    let line = app.limits.lines.open(sender.person);
    let news = app.hub.listen();
    let mut listener = Listener {
        news,
        line,
        sender,
        folders: BTreeSet::new(),
        until: Instant::now() + LIFE,
        ending: app.ending.clone(),
        app,
    };
    listener.look().await?;
    let stream = unfold(listener, |mut listener| async move {
        listener.poke().await.then(|| (Ok(call()), listener))
    });
    let first = call().comment(" ".repeat(ENOUGH));
    let stream = once(ready(Ok::<_, Infallible>(first))).chain(stream);
    let keep_alive = KeepAlive::new().interval(HEARTBEAT).text("");
    Ok((AT_ONCE, Sse::new(stream).keep_alive(keep_alive)))
}

fn call() -> Event {
    Event::default().event("poke").data(CALL)
}

struct Listener<S> {
    app: App<S>,
    news: Receiver<Arc<News>>,
    line: Line,
    sender: Sender,
    folders: BTreeSet<Folder>,
    until: Instant,
    ending: watch::Receiver<bool>,
}

impl<S: Store> Listener<S> {
    /// Waits for the next poke; false when the stream is to end.
    async fn poke(&mut self) -> bool {
        loop {
            let news = tokio::select! {
                news = timeout_at(self.until, self.news.recv()) => news,
                _ = self.ending.wait_for(|ending| *ending) => return false,
                () = self.line.over() => return false,
            };
            match news {
                Ok(Ok(news)) => match self.concerns(&news).await {
                    Ok(true) => return self.gather().await,
                    Ok(false) => {}
                    Err(_) => return false,
                },
                Ok(Err(RecvError::Lagged(_))) => return true,
                Ok(Err(RecvError::Closed)) | Err(_) => return false,
            }
        }
    }

    async fn concerns(&mut self, news: &News) -> Result<bool, Fault> {
        if news.kommune != self.sender.kommune {
            return Ok(false);
        }
        let before = self.folders.clone();
        if news.touched.access {
            self.look().await?;
        }
        let seen = |folder: &Folder| self.folders.contains(folder);
        Ok(before != self.folders || news.touched.folders.iter().any(seen))
    }

    /// Lets what comes right after be told by the same poke.
    async fn gather(&mut self) -> bool {
        sleep(GATHER).await;
        let mut access = false;
        while let Ok(news) = self.news.try_recv() {
            access |= news.touched.access;
        }
        !access || self.look().await.is_ok()
    }

    /// Which folders the person may see now.
    async fn look(&mut self) -> Result<(), Fault> {
        let mut tx = self.app.store.read(self.sender.kommune).await?;
        let own = access::own(&mut tx, self.sender, self.app.world.clock.now()).await?;
        self.folders = own.into_keys().collect();
        Ok(())
    }
}

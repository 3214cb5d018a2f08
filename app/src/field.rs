//! The app's hold on the copy: what pages read, and the single door through which commands go.
//! What reads in a closure is drawn again when the copy or the day changes; in a component's body or an
//! event handler, all of this reads once.

use std::rc::Rc;

use domain::envelope::Seq;
use domain::id::UngId;
use domain::opslag::NewOpslag;
use domain::{Command, Day, Folder, Moment};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use replica::parcel::Parcel;
use replica::phase::{Event, Phase};
use replica::phone::TakeInError;
use replica::replica::Stamp;
use replica::store::locked::Locked;
use replica::{Identity, Phone, PhoneError, Replica, Status, StoreError, SubmitError};
use wasm_bindgen_futures::spawn_local;

use crate::app;
use crate::browser::channel::Channel;
use crate::browser::{clock, storage};
use crate::components::later;
use crate::store::IndexedDbStore;
use crate::sync::line::Line;
use crate::sync::{self, BrowserTransport};
use crate::view::Sight;
use crate::view::draft::row::Left;
use crate::view::me::Me;

/// The phone as it runs in a browser.
pub type BrowserPhone = Phone<Locked<IndexedDbStore>, BrowserTransport>;

/// How many documents are looked at in one go, and how many milliseconds lie between: no tap waits for it.
const PART: usize = 500;
const PAUSE: u32 = 20;
/// The least time between two sessions that the phone asks for, in milliseconds.
const RENEWAL_PAUSE: i64 = 60_000;

/// A handle to the copy; cheap to copy into event handlers.
#[derive(Clone, Copy)]
pub struct Field {
    inner: StoredValue<Inner, LocalStorage>,
    changed: RwSignal<u32>,
    phase: RwSignal<Phase>,
    now: RwSignal<Moment>,
    day: Memo<Day>,
    /// Whether the browser promised to keep the storage.
    pub persisted: RwSignal<bool>,
}

struct Inner {
    phone: Rc<BrowserPhone>,
    renewed: Option<Moment>,
    store: Locked<IndexedDbStore>,
    channel: Option<Channel>,
    line: Option<Line>,
    timer: Option<Timeout>,
}

impl Field {
    /// Opens the person's copy and lets go of what has ended, before anything is shown.
    pub async fn open(
        identity: Identity,
        store: Locked<IndexedDbStore>,
    ) -> Result<Self, PhoneError> {
        let app = env!("CARGO_PKG_VERSION");
        let phone = Phone::open(store.clone(), BrowserTransport, identity, app).await?;
        phone.expire(clock::now()).await?;
        let inner = Inner {
            phone: Rc::new(phone),
            renewed: None,
            store,
            channel: None,
            line: None,
            timer: None,
        };
        let now = RwSignal::new(clock::now());
        let field = Self {
            inner: StoredValue::new_local(inner),
            changed: RwSignal::new(0),
            phase: RwSignal::new(Phase::START),
            now,
            day: Memo::new(move |_| now.get().day()),
            persisted: RwSignal::new(false),
        };
        field.join_other_tabs();
        field.sum_up();
        Ok(field)
    }

    /// Reads the copy, and again whenever it has changed. Must not wait inside.
    pub fn look<R>(self, look: impl FnOnce(&Replica) -> R) -> R {
        follow(&self.changed);
        self.phone().look(look)
    }

    /// Reads the copy once: in event handlers.
    pub fn peek<R>(self, look: impl FnOnce(&Replica) -> R) -> R {
        self.phone().look(look)
    }

    /// Makes a page's struct from the copy, and again whenever the copy or the day has changed.
    pub fn see<R>(self, make: impl FnOnce(&Sight<'_>) -> R) -> R {
        self.see_with(|_, sight| make(sight))
    }

    /// As [`Field::see`], for what shows the outbox too.
    pub fn see_with<R>(self, make: impl FnOnce(&Replica, &Sight<'_>) -> R) -> R {
        // Drawn again every minute or so, but always as of now: what was done this second has happened.
        follow(&self.now);
        let now = clock::now();
        self.look(|replica| {
            let (view, folders): (_, Vec<Folder>) = (replica.view(), replica.folders().collect());
            let Identity { person, kommune, .. } = replica.identity;
            let me = Me::of(&view, person, kommune, now);
            make(replica, &Sight { view: &view, folders: &folders, me: &me, now })
        })
    }

    /// Whose copy this is, with the roles they hold now.
    pub fn me(self) -> Me {
        self.see(|sight| sight.me.clone())
    }

    /// What can be said about the copy.
    pub fn status(self) -> Status {
        follow(&self.phase);
        let phase = self.phase.get_untracked();
        self.look(|replica| replica.status(phase))
    }

    /// The day it is in Denmark; changes at midnight.
    pub fn today(self) -> Day {
        follow(&self.day);
        self.day.get_untracked()
    }

    /// The time, to about a minute.
    pub fn now(self) -> Moment {
        follow(&self.now);
        self.now.get_untracked()
    }

    /// The single door: decides a command, stores it, and tells what came of it. `draft` is the kept form
    /// that ends with it. Call from event handlers only.
    pub fn submit(
        self,
        command: Command,
        draft: Option<String>,
        done: impl FnOnce(Result<Seq, SubmitError>) + 'static,
    ) {
        self.submit_boxed(command, draft, Box::new(done));
    }

    /// Compiled once, whoever waits for it.
    fn submit_boxed(
        self,
        command: Command,
        draft: Option<String>,
        done: Box<dyn FnOnce(Result<Seq, SubmitError>)>,
    ) {
        spawn_local(async move {
            done(self.put_in_line(command, clock::stamp(), draft.as_deref()).await);
        });
    }

    /// What [`Field::submit`] does, for whoever waits; `stamp` says when it was asked for.
    pub(crate) async fn put_in_line(
        self,
        command: Command,
        stamp: Stamp,
        draft: Option<&str>,
    ) -> Result<Seq, SubmitError> {
        if !later::commands().await {
            return Err(SubmitError::NotHere);
        }
        let result = self.phone().submit(command, stamp, draft).await;
        if result.is_ok() {
            self.touch();
            self.tell_other_tabs();
            sync::event(self, &Event::Wanted);
        }
        result
    }

    /// Puts what waited on another phone of the same person in line here. Call from event handlers only.
    pub async fn take_in(self, parcel: &Parcel) -> Result<usize, TakeInError> {
        let taken = self.phone().take_in(parcel).await;
        self.touch();
        self.tell_other_tabs();
        sync::event(self, &Event::Wanted);
        taken
    }

    /// What the server said no to and nobody has settled since, to be put right in its form.
    pub fn refused(self, seq: Seq) -> Option<Command> {
        self.peek(|replica| {
            let sent = replica.sent().find(|sent| sent.sealed.seq == seq && sent.asks())?;
            sent.sealed.open().ok()?.command().ok()
        })
    }

    /// Somebody has looked at an outcome.
    pub fn mark_seen(self, seq: Seq) {
        spawn_local(async move {
            if self.phone().mark_seen(seq).await.is_ok() {
                self.touch();
                self.tell_other_tabs();
            }
        });
    }

    /// Keeps a form as it is, at every keystroke, or lets go of it, and tells whether the store has done so.
    pub fn keep_draft(self, name: String, text: Option<String>, told: Box<dyn FnOnce(bool)>) {
        spawn_local(async move { told(self.phone().keep_draft(&name, text).await.is_ok()) });
    }

    /// Lets go of what another tab had left, if it still says so. What cannot be let go of is taken up again.
    pub fn drop_draft(self, left: Left) {
        spawn_local(async move {
            drop(self.phone().drop_draft(&left.name, &left.text).await);
        });
    }

    /// The kept forms, by name.
    pub async fn drafts(self) -> Result<Vec<(String, String)>, StoreError> {
        self.phone().drafts().await
    }

    /// Follows every change of the copy, by whichever tab.
    pub fn follow_changes(self) {
        follow(&self.changed);
    }

    /// Exchanges now.
    pub fn sync_now(self) {
        sync::event(self, &Event::Wanted);
    }

    /// Finds out whether the browser has promised to keep the storage.
    pub fn look_at_storage(self) {
        spawn_local(async move { self.persisted.set(storage::is_persisted().await) });
    }

    /// Asks the browser to keep the storage.
    pub fn ask_to_persist(self) {
        spawn_local(async move { self.persisted.set(storage::ask_to_persist().await) });
    }

    /// A helper has a young person's page before them; it is told with the next exchange.
    pub fn note_opslag(self, ung: UngId) {
        spawn_local(async move {
            // If the phone is too full to note it, the page is shown all the same: that the folder was given
            // to this phone is written down at the server.
            drop(self.phone().note_opslag(NewOpslag { ung, kl: clock::now() }).await);
        });
    }

    /// Finds out whether the copy is what the server has, a part at a time: first there is something to see.
    fn sum_up(self) {
        let part = move || {
            if self.peek(|replica| replica.sum_up(PART)) { self.touch() } else { self.sum_up() }
        };
        Timeout::new(PAUSE, part).forget();
    }

    /// Whether the phone may ask for another session now: one that ends at once is not asked for again and again.
    pub(crate) fn may_renew(self) -> bool {
        let now = clock::now();
        let rested = |before: Moment| now.0.saturating_sub(before.0).abs() > RENEWAL_PAUSE;
        let may = self.inner.with_value(|inner| inner.renewed.is_none_or(rested));
        if may {
            self.inner.update_value(|inner| inner.renewed = Some(now));
        }
        may
    }

    /// What is kept behind the lock beside the copy.
    pub(crate) fn store(self) -> Locked<IndexedDbStore> {
        self.inner.with_value(|inner| inner.store.clone())
    }

    pub(crate) fn phone(self) -> Rc<BrowserPhone> {
        self.inner.with_value(|inner| Rc::clone(&inner.phone))
    }

    pub(crate) fn phase(self) -> Phase {
        self.phase.get_untracked()
    }

    pub(crate) fn set_phase(self, phase: Phase) {
        if self.phase.get_untracked() != phase {
            self.phase.set(phase);
        }
    }

    /// Commands can be read from now on: what waits shows.
    pub(crate) fn commands_came(self) {
        if self.phone().commands_came() {
            self.touch();
        }
    }

    pub(crate) fn touch(self) {
        self.changed.update(|count| *count = count.wrapping_add(1));
    }

    pub(crate) fn pass_time(self) {
        self.now.set(clock::now());
    }

    pub(crate) fn set_timer(self, timer: Timeout) {
        self.inner.update_value(|inner| inner.timer = Some(timer));
    }

    pub(crate) fn is_listening(self) -> bool {
        self.inner.with_value(|inner| inner.line.as_ref().is_some_and(|line| !line.is_given_up()))
    }

    pub(crate) fn hold(self, line: Option<Line>) {
        self.inner.update_value(|inner| inner.line = line);
    }

    pub(crate) fn tell_other_tabs(self) {
        self.inner.with_value(|inner| {
            if let Some(channel) = &inner.channel {
                channel.tell();
            }
        });
    }

    /// The newest place in line that waits for an outcome.
    pub(crate) fn newest_waiting(self) -> Option<Seq> {
        self.peek(|replica| replica.waiting().map(|(seq, _)| seq).last())
    }

    fn join_other_tabs(self) {
        let name = self.peek(|replica| format!("overgang:{}", replica.identity.installation));
        let channel = Channel::join(&name, move || {
            spawn_local(async move {
                // Only read: whoever stored something also sends it. Two tabs that answered each other's
                // calls with exchanges would never come to rest.
                let before = self.newest_waiting();
                match self.phone().refresh().await {
                    Ok(()) => {
                        self.touch();
                        self.sum_up();
                        sync::look_after(self, before);
                        // The other tab got through: what stood in this one's way may be gone.
                        if self.phase().trouble().is_some() {
                            sync::event(self, &Event::Wanted);
                        }
                    }
                    // The copy was cleared: what this tab still shows is nobody's to see.
                    Err(StoreError::Corrupt(_)) => app::lock(),
                    Err(_) => {}
                }
            });
        });
        self.inner.update_value(|inner| inner.channel = Some(channel));
    }
}

/// Follows a signal where somebody draws again; elsewhere there is nobody to tell.
fn follow(signal: &impl Track) {
    if Observer::get().is_some() {
        signal.track();
    }
}

/// The copy, for pages: it is there wherever a page is.
#[must_use]
pub fn use_field() -> Field {
    expect_context::<Field>()
}

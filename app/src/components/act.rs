//! What a tap in a row does: the command goes through the single door, and what came of it is told. A row that was
//! ticked off stays where it is for some seconds, so that nothing moves under a finger. For forms see `form`.

use domain::Command;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use replica::SubmitError;
use uuid::Uuid;

use crate::browser::{focus, taps};
use crate::components::alert::{Alert, Tone};
use crate::components::toast::{Toast, use_toast};
use crate::field::{Field, use_field};
use crate::text::{common as t, rejection};

/// How long a page stays as it is after a tick, in milliseconds: long enough to take the tick back.
const STAYS: u32 = 5_000;

/// A handle for event handlers.
#[derive(Clone, Copy)]
pub struct Act {
    field: Field,
    toast: Toast,
    failure: RwSignal<Option<&'static str>>,
    /// What was just ticked, and whether it is done now.
    ticked: RwSignal<Vec<(Uuid, bool)>>,
    folding: StoredValue<Option<Timeout>, LocalStorage>,
}

/// A handle for this page.
#[must_use]
pub fn use_act() -> Act {
    Act {
        field: use_field(),
        toast: use_toast(),
        failure: RwSignal::new(None),
        ticked: RwSignal::new(Vec::new()),
        folding: StoredValue::new_local(None),
    }
}

impl Act {
    /// Asks for something; `done` is said once it is stored.
    pub fn ask(self, command: Command, done: &'static str) {
        self.ask_then(command, done, || {});
    }

    /// Ticks something off, or opens it again.
    pub fn tick(self, id: Uuid, is_done: bool, command: Command, says: &'static str) {
        self.ask_then(command, says, move || {
            self.ticked.update(|ticked| {
                ticked.retain(|(other, _)| *other != id);
                ticked.push((id, is_done));
            });
            let fold = Timeout::new(STAYS, move || {
                let focused = focus::remember();
                taps::moved();
                self.ticked.set(Vec::new());
                focus::give_back(focused);
            });
            self.folding.set_value(Some(fold));
        });
    }

    /// Whether that was just ticked off or opened again.
    pub fn just(self, id: Uuid) -> Option<bool> {
        self.ticked.with(|ticked| ticked.iter().find(|(other, _)| *other == id).map(|(_, is)| *is))
    }

    /// What a page shows: made anew when the copy changes, but not while something on it was just ticked.
    pub fn steady<T>(self, make: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |before: Option<&T>| {
            let stays = self.ticked.with(|ticked| !ticked.is_empty());
            before.filter(|_| stays).cloned().unwrap_or_else(&make)
        })
    }

    fn ask_then(self, command: Command, says: &'static str, then: impl FnOnce() + 'static) {
        self.failure.set(None);
        let focused = focus::remember();
        self.field.submit(command, None, move |result| {
            if result.is_ok() {
                // Whoever has left the page meanwhile has nothing to keep still.
                if !self.ticked.is_disposed() {
                    then();
                }
                focus::give_back(focused);
            }
            self.tell(result.map(drop), says);
        });
    }

    /// Tells what came of something: `done`, or why not. The page may be gone by then.
    pub fn tell(self, result: Result<(), SubmitError>, done: &'static str) {
        match result {
            Ok(()) => self.toast.say(done),
            Err(error) => drop(self.failure.try_set(Some(rejection::submit(&error)))),
        }
    }
}

/// Why the last tap came to nothing.
#[component]
pub fn ActFailure(
    /// The page's handle.
    act: Act,
) -> impl IntoView {
    move || {
        act.failure.get().map(|why| {
            view! {
                <Alert tone=Tone::Error heading=t::not_done() interrupts=true>
                    <p class="alert-text">{why}</p>
                </Alert>
            }
        })
    }
}

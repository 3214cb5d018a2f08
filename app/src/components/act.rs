//! What a tap in a row does: the command goes through the single door, and what came of it is told. For
//! forms see `form`.

use domain::Command;
use leptos::prelude::*;
use replica::SubmitError;

use crate::browser::focus;
use crate::components::alert::{Alert, Tone};
use crate::components::toast::{Toast, use_toast};
use crate::field::{Field, use_field};
use crate::text::{common as t, rejection};

/// A handle for event handlers.
#[derive(Clone, Copy)]
pub struct Act {
    field: Field,
    toast: Toast,
    failure: RwSignal<Option<&'static str>>,
}

/// A handle for this page.
#[must_use]
pub fn use_act() -> Act {
    Act { field: use_field(), toast: use_toast(), failure: RwSignal::new(None) }
}

impl Act {
    /// Asks for something; `done` is said once it is stored.
    pub fn ask(self, command: Command, done: &'static str) {
        self.failure.set(None);
        let focused = focus::remember();
        self.field.submit(command, None, move |result| {
            if result.is_ok() {
                focus::give_back(focused);
            }
            self.tell(result.map(drop), done);
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

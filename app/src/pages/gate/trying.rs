//! A PIN that somebody typed, being tried. What it is tried on is the form's.

use std::pin::Pin as Pinned;

use domain::text::clean;
use leptos::prelude::*;
use replica::lock::Pin;
use wasm_bindgen_futures::spawn_local;

use crate::browser::page;
use crate::text::laas as t;

/// Whether it is being tried, and why it failed last.
#[derive(Clone, Copy, Debug)]
pub struct Trying {
    pub busy: RwSignal<bool>,
    pub failed: RwSignal<Option<&'static str>>,
}

/// A try, and what is said if it fails.
pub type Attempt = Pinned<Box<dyn Future<Output = Result<(), &'static str>>>>;

impl Trying {
    /// Nothing is tried yet.
    #[must_use]
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), failed: RwSignal::new(None) }
    }

    /// Tries what was typed, or says why it is no PIN. The button is drawn as busy first: the work stops everything for
    /// a moment.
    pub fn start(
        self,
        typed: Result<Pin, &'static str>,
        attempt: impl FnOnce(Pin) -> Attempt + 'static,
    ) {
        let Self { busy, failed } = self;
        let pin = match typed {
            Ok(pin) => pin,
            Err(why) => return failed.set(Some(why)),
        };
        busy.set(true);
        failed.set(None);
        page::after_drawing(move || {
            let attempt = attempt(pin);
            spawn_local(async move {
                let why = attempt.await.err();
                // Whoever is in has left the form.
                if !busy.is_disposed() {
                    failed.set(why);
                    busy.set(false);
                }
            });
        });
    }
}

/// What was typed, if it can be a PIN.
pub fn read(typed: RwSignal<String>) -> Result<Pin, &'static str> {
    Pin::read(clean(&typed.get_untracked()).trim()).or(Err(t::length()))
}

impl Default for Trying {
    fn default() -> Self {
        Self::new()
    }
}

//! A form: what was typed, kept as a draft at every keystroke, sent through the single door, and restored
//! when the form is opened again. Its inputs are in `form/`; reading what was typed is in `view::form`.

pub mod again;
pub mod chips;
pub mod input;
pub mod opening;
pub mod parts;
pub mod slot;
pub mod stepper;
pub mod summary;

use domain::Command;
use domain::envelope::Seq;
use leptos::prelude::*;
use serde::Serialize;

use crate::browser::focus;
use crate::components::toast::{Toast, use_toast};
use crate::field::Field;
use crate::text;
use crate::view::form::Fault;

pub use slot::Slot;

/// A handle to an open form; cheap to copy into event handlers.
pub struct Form<F: 'static> {
    field: Field,
    toast: Toast,
    name: StoredValue<String>,
    /// What is typed so far.
    pub values: RwSignal<F>,
    /// What is wrong with it, after somebody tried to save.
    pub faults: RwSignal<Vec<Fault>>,
    /// Why it could not be stored.
    pub failure: RwSignal<Option<&'static str>>,
    /// It is being stored.
    pub saving: RwSignal<bool>,
    /// What was typed before and has been taken up again.
    pub resumed: RwSignal<bool>,
    /// The refused command that this one takes the place of.
    again: Option<Seq>,
    /// What was put away by beginning anew: it can be brought back.
    pub put_away: RwSignal<Option<F>>,
}

impl<F> Clone for Form<F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F> Copy for Form<F> {}

impl<F: Clone + Serialize + Send + Sync + 'static> Form<F> {
    /// A form with these values. `resumed` if they were typed before; `again` if they were sent before and refused.
    pub(crate) fn new(
        field: Field,
        name: String,
        values: F,
        resumed: bool,
        again: Option<Seq>,
    ) -> Self {
        Self {
            field,
            again,
            toast: use_toast(),
            name: StoredValue::new(name),
            values: RwSignal::new(values),
            faults: RwSignal::default(),
            failure: RwSignal::default(),
            saving: RwSignal::new(false),
            resumed: RwSignal::new(resumed),
            put_away: RwSignal::new(None),
        }
    }

    /// A field of the form, with its id on the page.
    pub fn slot<T: Send + Sync + 'static>(
        self,
        id: impl Into<String>,
        get: impl Fn(&F) -> T + Send + Sync + 'static,
        set: impl Fn(&mut F, T) + Send + Sync + 'static,
    ) -> Slot<T> {
        let id = StoredValue::new(id.into());
        let fault = move || {
            let at = id.get_value();
            self.faults.with(|all| all.iter().find(|f| f.at == at).map(|f| f.says.clone()))
        };
        let typed = move |value| {
            self.faults.update(|all| all.retain(|fault| fault.at != id.get_value()));
            self.change(|form| set(form, value));
        };
        Slot {
            id,
            value: Signal::derive(move || self.values.with(&get)),
            set: Callback::new(typed),
            fault: Signal::derive(fault),
        }
    }

    /// Changes the form and keeps it.
    pub fn change(self, change: impl FnOnce(&mut F)) {
        self.put_away.set(None);
        self.values.update(change);
        self.keep();
    }

    /// Changes the form by a choice, which also answers whatever was wrong.
    pub fn turn(self, change: impl FnOnce(&mut F)) {
        self.faults.set(Vec::new());
        self.change(change);
    }

    /// Puts what was typed away and begins with these values; it can be brought back.
    pub fn begin_anew(self, fresh: F) {
        self.put_away.set(Some(self.values.get_untracked()));
        self.resumed.set(false);
        self.faults.set(Vec::new());
        self.values.set(fresh);
        self.field.keep_draft(self.name.get_value(), None);
    }

    /// Brings back what was put away.
    pub fn take_back(self) {
        if let Some(before) = self.put_away.get_untracked() {
            self.change(|form| *form = before);
            self.resumed.set(true);
        }
    }

    fn keep(self) {
        // A form that is on its way out must not come back as a draft.
        if !self.saving.get_untracked() {
            let text = self.values.with_untracked(serde_json::to_string);
            self.field.keep_draft(self.name.get_value(), text.ok());
        }
    }

    /// Sends what was read from the form, or shows what is wrong with it. Once it is stored, `says` is
    /// said and `then` runs.
    pub fn save(
        self,
        read: impl FnOnce(&F) -> Result<Command, Vec<Fault>>,
        says: &'static str,
        then: impl FnOnce() + 'static,
    ) {
        if self.saving.get_untracked() {
            return;
        }
        self.failure.set(None);
        match self.values.with_untracked(read) {
            Err(faults) => {
                self.faults.set(faults);
                focus::on(summary::ID);
            }
            Ok(command) => self.send(command, says, then),
        }
    }

    fn send(self, command: Command, says: &'static str, then: impl FnOnce() + 'static) {
        self.faults.set(Vec::new());
        self.saving.set(true);
        self.field.submit(command, Some(self.name.get_value()), move |result| match result {
            Ok(_) => {
                if let Some(refused) = self.again {
                    self.field.mark_seen(refused);
                }
                self.toast.say(says);
                then();
            }
            Err(error) => {
                self.saving.set(false);
                self.failure.set(Some(text::rejection::submit(&error)));
                self.keep();
                focus::on(summary::ID);
            }
        });
    }
}

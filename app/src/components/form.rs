//! A form: what was typed, kept as a draft at every keystroke, sent through the single door, and restored
//! when the form is opened again. Its inputs are in `form/`, and its way to the store in `form/keeping.rs`; reading what
//! was typed is in `view::form`.

pub mod again;
pub mod chips;
pub mod input;
pub mod keeping;
pub mod left;
pub mod opening;
pub mod parts;
pub mod slot;
pub mod stepper;
pub mod summary;

use std::rc::Rc;

use domain::Command;
use domain::envelope::Seq;
use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::field::Field;
use crate::view::draft::Draft;
use crate::view::draft::row::DraftRow;
use crate::view::form::Fault;
use keeping::{Keeping, Other, Then};

pub use keeping::News;
pub use slot::Slot;

/// A handle to an open form; cheap to copy into event handlers.
pub struct Form<F: 'static> {
    keeping: Keeping,
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
    /// What was put away by beginning anew: it can be brought back.
    pub put_away: RwSignal<Option<F>>,
}

impl<F> Clone for Form<F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F> Copy for Form<F> {}

impl<F: Draft> Form<F> {
    /// A form with these values. `resumed` if they were typed before; `again` if they were sent before and refused.
    pub(crate) fn new(
        field: Field,
        row: DraftRow,
        values: F,
        resumed: bool,
        again: Option<Seq>,
    ) -> Self {
        let keeping = Keeping::new(field, row, again);
        Self {
            keeping,
            values: RwSignal::new(values),
            faults: RwSignal::default(),
            failure: keeping.failure,
            saving: keeping.saving,
            resumed: RwSignal::new(resumed),
            put_away: RwSignal::new(None),
        }
    }

    /// What somebody who types must know at once.
    pub(crate) const fn news(self) -> News {
        self.keeping.news
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
        let News { sent_elsewhere, .. } = self.news();
        let is_sent = sent_elsewhere.get_untracked();
        self.values.update(|values| {
            if is_sent {
                values.renew(&mut clock::new_id);
            }
            change(values);
        });
        if is_sent {
            sent_elsewhere.set(false);
        }
        self.keeping.type_in();
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
        self.news().sent_elsewhere.set(false);
        self.keeping.put_away();
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
            let text = self.values.with_untracked(serde_json::to_string).ok();
            self.keeping.keep(text, Rc::new(move || self.keep()));
        }
    }

    /// Another tab may have sent what stands here, or removed it.
    pub(crate) fn look_elsewhere(self) {
        let renew = move || {
            self.values.update(|values| values.renew(&mut clock::new_id));
            self.keep();
        };
        let makes = move || self.values.with_untracked(Draft::makes);
        self.keeping.look_elsewhere(Box::new(makes), Box::new(renew), Rc::new(move || self.keep()));
    }

    /// Sends what was read from the form, or shows what is wrong with it. Once it is stored, `says` is
    /// said and `then` runs.
    pub fn save(
        self,
        read: impl Fn(&F) -> Result<Command, Vec<Fault>>,
        says: &'static str,
        then: impl FnOnce() + 'static,
    ) {
        if self.saving.get_untracked() {
            return;
        }
        self.failure.set(None);
        match self.values.with_untracked(&read) {
            Err(faults) => {
                self.faults.set(faults);
                focus::on(summary::ID);
            }
            Ok(command) => {
                let mut other = self.values.get_untracked();
                other.renew(&mut clock::new_id);
                let other = read(&other).ok().map(|command| {
                    let take = move || self.values.set(other);
                    Other { take: Box::new(take), command }
                });
                self.faults.set(Vec::new());
                let then = Then { says, run: Box::new(then) };
                self.keeping.send(command, other, then, Rc::new(move || self.keep()));
            }
        }
    }
}

//! A form: what was typed, kept as a draft at every keystroke, sent through the single door, and restored
//! when the form is opened again. Its inputs are in `form/`; reading what was typed is in `view::form`.

pub mod again;
pub mod chips;
pub mod input;
pub mod left;
pub mod opening;
pub mod parts;
pub mod slot;
pub mod stepper;
pub mod summary;

use domain::envelope::Seq;
use domain::{Command, Rejection};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use replica::SubmitError;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{clock, focus};
use crate::components::toast::{Toast, use_toast};
use crate::field::Field;
use crate::text;
use crate::view::draft::Draft;
use crate::view::draft::row::{DraftRow, Left, Rows};
use crate::view::form::Fault;

pub use slot::Slot;

/// After so many milliseconds a form that could not be kept is kept again.
const KEPT_AGAIN: u32 = 5_000;

/// A handle to an open form; cheap to copy into event handlers.
pub struct Form<F: 'static> {
    field: Field,
    toast: Toast,
    row: StoredValue<DraftRow>,
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
    news: News,
    retry: StoredValue<Option<Timeout>, LocalStorage>,
}

/// What somebody who types must know at once; the bar with the button says it.
#[derive(Clone, Copy, Debug)]
pub struct News {
    /// What is typed is not being kept.
    pub unkept: RwSignal<bool>,
    /// What stood in the form was sent from another tab. What is typed now becomes something of its own.
    pub sent_elsewhere: RwSignal<bool>,
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
        Self {
            field,
            again,
            toast: use_toast(),
            row: StoredValue::new(row),
            values: RwSignal::new(values),
            faults: RwSignal::default(),
            failure: RwSignal::default(),
            saving: RwSignal::new(false),
            resumed: RwSignal::new(resumed),
            put_away: RwSignal::new(None),
            news: News { unkept: RwSignal::new(false), sent_elsewhere: RwSignal::new(false) },
            retry: StoredValue::new_local(None),
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
        let is_sent = self.news.sent_elsewhere.get_untracked();
        self.values.update(|values| {
            if is_sent {
                values.renew(&mut clock::new_id);
            }
            change(values);
        });
        if is_sent {
            self.news.sent_elsewhere.set(false);
        }
        self.row.update_value(DraftRow::type_in);
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
        self.news.sent_elsewhere.set(false);
        self.let_go();
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
            match self.values.with_untracked(serde_json::to_string) {
                Ok(text) => self.write(text),
                Err(_) => self.hear(false, None),
            }
        }
    }

    fn write(self, text: String) {
        let mut left = None;
        self.row.update_value(|row| left = row.write());
        let own = self.own();
        let told = move |kept: bool| {
            // Only what lies here in its place may go.
            if let Some(left) = left.clone().filter(|_| kept) {
                self.field.drop_draft(left);
            }
            self.hear(kept, left);
        };
        self.field.keep_draft(own, Some(text), Box::new(told));
    }

    fn own(self) -> String {
        self.row.with_value(|row| row.own().to_owned())
    }

    /// What came of keeping it. The form may be gone by now.
    fn hear(self, kept: bool, left: Option<Left>) {
        let News { unkept, .. } = self.news;
        let Some(before) = unkept.try_get_untracked() else { return };
        self.row.update_value(|row| row.hear(kept, left));
        if before == kept {
            unkept.set(!kept);
        }
        let retry = move || {
            if unkept.try_get_untracked() == Some(true) {
                self.keep();
            }
        };
        self.retry.set_value((!kept).then(|| Timeout::new(KEPT_AGAIN, retry)));
    }

    fn let_go(self) {
        self.field.keep_draft(self.own(), None, Box::new(|_| {}));
        self.leave();
    }

    /// The words are sent, or put away: what they were taken up from goes too.
    fn leave(self) {
        let mut left = None;
        self.row.update_value(|row| left = row.let_go());
        if let Some(left) = left {
            self.field.drop_draft(left);
        }
    }

    /// Another tab may have sent what stands here, or taken it up.
    pub(crate) fn look_elsewhere(self) {
        spawn_local(async move {
            let Ok(rows) = self.field.drafts().await else { return };
            if self.saving.try_get_untracked() == Some(false) {
                self.hear_of_others(&rows);
            }
        });
    }

    fn hear_of_others(self, rows: &Rows) {
        let mut is_gone = false;
        self.row.update_value(|row| is_gone = row.look(rows));
        let makes = self.values.with_untracked(Draft::makes);
        let is_known = |id| self.field.peek(|replica| replica.speaks_of(id));
        let is_settled = self.again.is_some_and(|seq| self.field.refused(seq).is_none());
        if !is_settled && !makes.map_or(is_gone, is_known) {
            return;
        }
        self.news.sent_elsewhere.set(true);
        if self.row.with_value(DraftRow::is_typed) {
            // What was typed here is something of its own, and is kept as that.
            self.values.update(|values| values.renew(&mut clock::new_id));
            self.keep();
        }
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
                let other = read(&other).ok().map(|command| (other, command));
                self.send(command, other, says, Box::new(then));
            }
        }
    }

    /// `other` is the same with ids of its own: it is sent where another tab has sent something else under these.
    fn send(
        self,
        command: Command,
        other: Option<(F, Command)>,
        says: &'static str,
        then: Box<dyn FnOnce()>,
    ) {
        self.faults.set(Vec::new());
        self.saving.set(true);
        let sent = command.clone();
        self.field.submit(command, Some(self.own()), move |result| {
            let is_taken = result == Err(SubmitError::Rejected(Rejection::AlreadyExists));
            let is_stored = || self.field.peek(|replica| replica.place_of_same(&sent).is_some());
            match (result, other.filter(|_| is_taken)) {
                (Err(_), _) if is_taken && is_stored() => {
                    self.let_go();
                    self.is_stored(says);
                    then();
                }
                (Err(_), Some((values, command))) => {
                    self.values.set(values);
                    self.send(command, None, says, then);
                }
                (Err(error), None) => self.stays(&error),
                (Ok(_), _) => {
                    self.is_stored(says);
                    then();
                }
            }
        });
    }

    fn is_stored(self, says: &'static str) {
        if let Some(refused) = self.again {
            self.field.mark_seen(refused);
        }
        self.leave();
        self.toast.say(says);
    }

    /// It was not stored, and everything stands as it was typed.
    fn stays(self, error: &SubmitError) {
        self.saving.set(false);
        self.failure.set(Some(text::rejection::submit(error)));
        self.keep();
        focus::on(summary::ID);
    }
}

//! How a form is kept and sent, whatever is in it: compiled once for all forms. What is typed is `Form`'s.

use std::rc::Rc;

use domain::envelope::Seq;
use domain::{Command, Rejection};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use replica::SubmitError;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

use super::summary;
use crate::browser::patience::LONG;
use crate::browser::{clock, focus, unkept};
use crate::components::toast::{Toast, use_toast};
use crate::field::Field;
use crate::text::{self, form as t};
use crate::view::draft::row::{DraftRow, Found, Left, PUT_AWAY};

/// After so many milliseconds a form that could not be kept is kept again.
const KEPT_AGAIN: u32 = 5_000;

/// Stores the words of a form that was left before they could be.
async fn store_at_last(field: Field, name: String) {
    while let Some(words) = unkept::words(&name) {
        if field.phone().keep_draft(&name, Some(words)).await.is_ok() {
            return unkept::tell(&name, None);
        }
        clock::pause(KEPT_AGAIN).await;
    }
}

/// Keeps the form as it is then.
pub type Keep = Rc<dyn Fn()>;

/// What is to be done with a form once it is stored, and what is said.
pub struct Then {
    pub says: &'static str,
    pub run: Box<dyn FnOnce()>,
}

/// The same form under ids of its own: what puts them into it, and what it then asks for.
pub struct Other {
    pub take: Box<dyn FnOnce()>,
    pub command: Command,
}

/// A form's way to the store; cheap to copy.
#[derive(Clone, Copy)]
pub struct Keeping {
    field: Field,
    toast: Toast,
    row: StoredValue<DraftRow>,
    retry: StoredValue<Option<Timeout>, LocalStorage>,
    /// The refused command that this form takes the place of.
    again: Option<Seq>,
    pub news: News,
    pub saving: RwSignal<bool>,
    pub failure: RwSignal<Option<&'static str>>,
}

/// What somebody who types must know at once; the bar with the button says it.
#[derive(Clone, Copy, Debug)]
pub struct News {
    /// What is typed is not being kept.
    pub unkept: RwSignal<bool>,
    /// What stood in the form was sent from another tab. What is typed now becomes something of its own.
    pub sent_elsewhere: RwSignal<bool>,
}

impl Keeping {
    pub fn new(field: Field, row: DraftRow, again: Option<Seq>) -> Self {
        let name = row.own().to_owned();
        on_cleanup(move || {
            if unkept::words(&name).is_some() {
                spawn_local(store_at_last(field, name));
            }
        });
        Self {
            field,
            toast: use_toast(),
            row: StoredValue::new(row),
            retry: StoredValue::new_local(None),
            again,
            news: News { unkept: RwSignal::new(false), sent_elsewhere: RwSignal::new(false) },
            saving: RwSignal::new(false),
            failure: RwSignal::default(),
        }
    }

    /// Somebody has typed in this tab.
    pub fn type_in(self) {
        self.row.update_value(DraftRow::type_in);
    }

    /// Keeps this; nothing where it could not even be written down. `again` is tried later if the store does not.
    pub fn keep(self, text: Option<String>, again: Keep) {
        let Some(text) = text else { return self.hear(false, None, again) };
        let mut left = None;
        self.row.update_value(|row| left = row.write());
        let (own, words) = (self.own(), text.clone());
        let late = self.unless_kept_soon(own.clone(), text.clone());
        let name = own.clone();
        let told = move |kept: bool| {
            drop(late);
            unkept::tell(&name, (!kept).then_some(words));
            // Only what lies here in its place may go.
            if let Some(left) = left.clone().filter(|_| kept) {
                self.field.drop_draft(left);
            }
            self.hear(kept, left, again);
        };
        self.field.keep_draft(own, Some(text), Box::new(told));
    }

    /// A store that does not answer keeps nothing, as far as anybody can tell.
    fn unless_kept_soon(self, own: String, words: String) -> Timeout {
        let News { unkept, .. } = self.news;
        Timeout::new(KEPT_AGAIN, move || {
            unkept::tell(&own, Some(words));
            let _gone = unkept.try_set(true);
        })
    }

    fn own(self) -> String {
        self.row.with_value(|row| row.own().to_owned())
    }

    /// None once the page is gone.
    fn own_if_there(self) -> Option<String> {
        self.row.try_with_value(|row| row.own().to_owned())
    }

    /// What came of keeping it. The form may be gone by now.
    fn hear(self, kept: bool, left: Option<Left>, again: Keep) {
        let News { unkept, .. } = self.news;
        let Some(before) = unkept.try_get_untracked() else { return };
        self.row.update_value(|row| row.hear(kept, left));
        if before == kept {
            unkept.set(!kept);
        }
        let retry = move || {
            if unkept.try_get_untracked() == Some(true) {
                again();
            }
        };
        self.retry.set_value((!kept).then(|| Timeout::new(KEPT_AGAIN, retry)));
    }

    /// The words are put away. A row that says so stays: another tab that shows them must not take them for sent.
    pub fn put_away(self) {
        self.field.keep_draft(self.own(), Some(PUT_AWAY.to_owned()), Box::new(|_| {}));
        self.leave(DraftRow::put_away);
    }

    fn drop_own(self) {
        if let Some(own) = self.own_if_there() {
            self.field.keep_draft(own, None, Box::new(|_| {}));
        }
    }

    /// What the words were taken up from goes too.
    fn leave(self, how: fn(&mut DraftRow) -> Option<Left>) {
        let mut left = None;
        self.row.update_value(|row| left = how(row));
        if let Some(left) = left {
            self.field.drop_draft(left);
        }
        if let Some(own) = self.own_if_there() {
            unkept::tell(&own, None);
        }
    }

    /// Another tab may have sent what stands here. `makes` is what sending the form makes, `renew` gives it ids of its own
    /// and keeps it, and `keep` keeps it as it is.
    pub fn look_elsewhere(
        self,
        makes: Box<dyn FnOnce() -> Option<Uuid>>,
        renew: Box<dyn FnOnce()>,
        keep: Keep,
    ) {
        spawn_local(async move {
            let Ok(rows) = self.field.drafts().await else { return };
            if self.saving.try_get_untracked() != Some(false) {
                return;
            }
            let mut found = Found::Stands;
            self.row.update_value(|row| found = row.look(&rows));
            let is_typed = || self.row.with_value(DraftRow::is_typed);
            match (self.is_sent(makes(), found), found) {
                (true, Found::Stands) => {
                    self.news.sent_elsewhere.set(true);
                    // What was typed here is something of its own, and is kept as that.
                    if is_typed() {
                        renew();
                    }
                }
                // The row went with what it said.
                (true, Found::Elsewhere | Found::Gone) => {
                    self.news.sent_elsewhere.set(true);
                    self.row.update_value(DraftRow::was_sent);
                }
                // Somebody removed the words elsewhere. Here they stand on the screen, and are kept.
                (false, Found::Elsewhere | Found::Gone) if is_typed() => keep(),
                (false, _) => {}
            }
        });
    }

    /// What makes something of its own is known by that. What only adds to something has been sent where nobody has its
    /// words any more.
    fn is_sent(self, makes: Option<Uuid>, found: Found) -> bool {
        let is_known = |id| self.field.peek(|replica| replica.speaks_of(id));
        self.again.is_some_and(|seq| self.field.refused(seq).is_none())
            || makes.map_or(found == Found::Gone, is_known)
    }

    /// Sends a command. The other one is sent where another tab has sent something else under these ids.
    pub fn send(self, command: Command, other: Option<Other>, then: Then, keep: Keep) {
        self.saving.set(true);
        let sent = command.clone();
        let Self { saving, failure, .. } = self;
        let silent = Timeout::new(LONG, move || {
            if saving.try_get_untracked() == Some(true) {
                failure.set(Some(t::store_silent()));
            }
        });
        self.field.submit(command, Some(self.own()), move |result| {
            drop(silent);
            let is_taken = result == Err(SubmitError::Rejected(Rejection::AlreadyExists));
            let is_stored = || self.field.peek(|replica| replica.place_of_same(&sent).is_some());
            match (result, other.filter(|_| is_taken)) {
                (Err(_), _) if is_taken && is_stored() => {
                    self.drop_own();
                    self.is_stored(then);
                }
                (Err(_), Some(other)) => {
                    (other.take)();
                    self.send(other.command, None, then, keep);
                }
                (Err(error), None) => self.stays(&error, &keep),
                (Ok(_), _) => self.is_stored(then),
            }
        });
    }

    fn is_stored(self, then: Then) {
        if let Some(refused) = self.again {
            self.field.mark_seen(refused);
        }
        self.leave(DraftRow::sent);
        self.toast.say(then.says);
        (then.run)();
    }

    /// It was not stored, and everything stands as it was typed.
    fn stays(self, error: &SubmitError, keep: &Keep) {
        self.saving.set(false);
        self.failure.set(Some(text::rejection::submit(error)));
        keep();
        focus::on(summary::ID);
    }
}

//! Withdrawing: one tap for the young person themself, which can be undone for ten seconds; a helper is asked first.
//! What is held meanwhile, and that it happens whatever becomes of the tab, is in `held`.

use domain::samtykke::{Tilstand, WithdrawSamtykke};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{self, focus};
use crate::components::act::Act;
use crate::components::alert::{Alert, Tone};
use crate::components::confirm::Confirm;
use crate::field::{Field, use_field};
use crate::held::{self, Held};
use crate::text::{common, samtykke as t};
use crate::view::samtykke::SamtykkeSide;

const UNDO: &str = "fortryd";

/// The withdrawal on this page: whether one is held, and what will be said once it is in line.
#[derive(Clone, Copy)]
pub struct Withdrawal {
    field: Field,
    act: Act,
    held: RwSignal<Option<(Held, &'static str)>>,
    end: StoredValue<Option<End>, LocalStorage>,
}

/// What puts it in line: the time, or a tab that is put away. Dropped, it does nothing any more.
struct End {
    _timer: Timeout,
    _hidden: EventListener,
    _closed: EventListener,
}

/// The withdrawal of this page; leaving the page ends the time for undoing it.
#[must_use]
pub fn use_withdrawal(act: Act) -> Withdrawal {
    let (held, end) = (RwSignal::new(None), StoredValue::new_local(None));
    let withdrawal = Withdrawal { field: use_field(), act, held, end };
    on_cleanup(move || withdrawal.carry_out());
    withdrawal
}

impl Withdrawal {
    /// Stores it and begins the time for undoing it. A phone that cannot store it does it at once, or says why not.
    fn hold(self, withdraw: WithdrawSamtykke, said: &'static str) {
        let held = Held::now(withdraw.clone());
        spawn_local(async move {
            if held.keep(self.field).await.is_err() || self.held.is_disposed() {
                return self.act.ask(withdraw.into(), said);
            }
            let hidden = move |_: &web_sys::Event| {
                let document = browser::window().document();
                if document.is_none_or(|document| document.hidden()) {
                    self.carry_out();
                }
            };
            let end = End {
                _timer: Timeout::new(held::TIME, move || self.carry_out()),
                _hidden: EventListener::new(&browser::window(), "visibilitychange", hidden),
                _closed: EventListener::new(&browser::window(), "pagehide", move |_| {
                    self.carry_out();
                }),
            };
            self.end.set_value(Some(end));
            self.held.set(Some((held, said)));
            focus::on(UNDO);
        });
    }

    fn take(self) -> Option<(Held, &'static str)> {
        let held = self.held.try_update(Option::take).flatten();
        // A listener does not drop itself while it runs.
        Timeout::new(0, move || drop(self.end.try_set_value(None))).forget();
        held
    }

    fn carry_out(self) {
        if let Some((held, said)) = self.take() {
            let Self { field, act, .. } = self;
            spawn_local(async move { act.tell(held.carry_out(field).await, said) });
        }
    }

    fn undo(self) {
        if let Some((held, said)) = self.take() {
            let Self { field, act, .. } = self;
            spawn_local(async move {
                // What cannot be taken back happens: whoever wanted it withdrawn is safe.
                if held.undo(field).await.is_err() {
                    act.tell(held.carry_out(field).await, said);
                }
            });
        }
    }
}

/// The button; none where nothing is to be withdrawn.
#[component]
pub fn Traek(side: SamtykkeSide, withdrawal: Withdrawal) -> impl IntoView {
    let withdraw = WithdrawSamtykke { samtykke: side.id, ung: side.ung };
    let withdraw = StoredValue::new(withdraw);
    let draft = side.tilstand == Tilstand::Kladde;
    let at_once = side.egen || draft;
    let said = if draft { t::dropped() } else { t::withdrawn() };
    let done = move || {
        let withdraw = withdraw.get_value();
        if at_once {
            withdrawal.hold(withdraw, said);
        } else {
            withdrawal.act.ask(withdraw.into(), said);
        }
    };
    let word = if draft { t::drop_draft() } else { t::withdraw() };
    let (open, modtager) = (side.is_open() && !(draft && side.egen), side.modtager);
    move || {
        (open && withdrawal.held.with(Option::is_none)).then(|| {
            view! {
                <Confirm
                    act=word
                    label=t::withdraw_what(word, &modtager)
                    ask=t::withdraw_sure()
                    yes=t::withdraw_yes()
                    no=t::withdraw_no()
                    at_once=at_once
                    done=done
                />
            }
        })
    }
}

/// What is held, what it will do, and the way back.
#[component]
pub fn Fortryd(side: Memo<Option<SamtykkeSide>>, withdrawal: Withdrawal) -> impl IntoView {
    let held = Memo::new(move |_| withdrawal.held.with(Option::is_some));
    move || {
        let side = held.get().then(|| side.get_untracked()).flatten()?;
        let (heading, does) = if side.tilstand == Tilstand::Kladde {
            (t::dropping(), String::new())
        } else {
            (t::withdrawing(), t::does_once_sent(&side.modtager))
        };
        Some(view! {
            // The whole of it is brought into view, not the button alone.
            <div id=UNDO tabindex="-1">
                <Alert tone=Tone::Info heading=heading interrupts=true>
                    <p class="alert-text">{does}</p>
                    <button class="button button-secondary button-small" type="button" on:click=move |_| withdrawal.undo()>
                        {common::undo()}
                    </button>
                </Alert>
            </div>
        })
    }
}

//! The PIN asked for: with no network, whatever the server's session is. Choosing one is in `choose`, the phone's own
//! passkey in `touch`.

use gloo::timers::callback::Interval;
use leptos::prelude::*;
use replica::lock::{By, NoEntry, Shut, Standing};
use wasm_bindgen_futures::spawn_local;

use super::Frame;
use super::choose::{ChoosePin, Digits, Occasion};
use super::touch::Touch;
use super::trying::{Trying, read};
use crate::app::Inside;
use crate::boot;
use crate::browser::{clock, session};
use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::gate::{Gateway, StaysShut};
use crate::sync::installation::{Enrolled, NotGiven};
use crate::text::laas as t;
use crate::view::gate::{Entry, entry, few_left};

/// How often it is looked whether a wait is over, in milliseconds.
const LOOKS: u32 = 2_000;

/// The gate of a locked copy. Whoever has just signed in may choose another PIN at once.
#[component]
pub fn EnterPin(gate: Gateway, shut: Shut, arriving: bool) -> impl IntoView {
    let shut = RwSignal::new(shut);
    let enrolled = RwSignal::new_local(None::<Enrolled>);
    let gate = StoredValue::new_local(gate);
    let passed = RwSignal::new(());
    let ticks = Interval::new(LOOKS, move || {
        let _gone = passed.try_set(());
    });
    let ticks = StoredValue::new_local(Some(ticks));
    on_cleanup(move || ticks.set_value(None));
    let entry = Memo::new(move |_| {
        passed.track();
        entry(&shut.get(), clock::now())
    });
    let title = Signal::derive(move || match entry.get() {
        Entry::Pin => match boot::initials(shut.with(|shut| shut.identity.person)) {
            Some(initials) => t::enter_title_of(&initials),
            None => t::enter_title().to_owned(),
        },
        Entry::Wait { .. } => t::wait_title().to_owned(),
        Entry::SignIn => t::gone_title().to_owned(),
    });
    move || {
        match enrolled.get() {
        Some(from) => {
            view! { <ChoosePin gate=gate.get_value() enrolled=from occasion=Occasion::Anew/> }
                .into_any()
        }
        None => view! {
            <Frame title=title>
                {move || match entry.get() {
                    Entry::Pin => view! { <Keypad gate=gate shut=shut arriving=arriving/> }.into_any(),
                    Entry::Wait { minutes: 1 } => view! { <p>{t::wait_one()}</p> }.into_any(),
                    Entry::Wait { minutes } => view! { <p>{t::wait(minutes)}</p> }.into_any(),
                    Entry::SignIn => view! { <p>{t::gone_body()}</p> }.into_any(),
                }}
                <Show when=move || shut.get().has_passkey>
                    <Touch gate=gate shut=shut arriving=arriving/>
                </Show>
                <Unsent count=Signal::derive(move || shut.get().unsent)/>
                {move || {
                    let is_only = entry.get() == Entry::SignIn;
                    view! { <Forgotten gate=gate enrolled=enrolled arriving=arriving is_only=is_only/> }
                }}
                <Switch/>
            </Frame>
        }
        .into_any(),
    }
    }
}

/// The input, and what came of what was typed.
#[component]
fn Keypad(
    gate: StoredValue<Gateway, LocalStorage>,
    shut: RwSignal<Shut>,
    arriving: bool,
) -> impl IntoView {
    let inside = expect_context::<Inside>();
    let typed = RwSignal::new(String::new());
    let trying = Trying::new();
    let Trying { busy, failed } = trying;
    let left = move || match few_left(&shut.get())? {
        1 => Some(t::left_one().to_owned()),
        count => Some(t::left(count)),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        trying.start(read(typed), move |pin| {
            let gate = gate.get_value();
            Box::pin(async move {
                match gate.open(By::Pin(&pin), arriving).await {
                    // A finger was faster.
                    _ if busy.is_disposed() => Ok(()),
                    Ok(field) => {
                        inside.enter(field);
                        Ok(())
                    }
                    Err(why) => {
                        typed.set(String::new());
                        if let Ok(Standing::Shut(now)) = gate.standing().await {
                            shut.set(now);
                        }
                        Err(why_shut(&why))
                    }
                }
            })
        });
    };
    view! {
        <form class="gate-form" on:submit=submit>
            <label class="form-label" for="pin">{t::pin()}</label>
            <Digits id="pin" value=typed described="pin-left" failed=failed autofocus=true/>
            <p class="form-error-message" role="alert">{failed}</p>
            <p class="small" id="pin-left">{left}</p>
            <button class="button button-primary button-full" type="submit" disabled=busy>
                {move || if busy.get() { t::opening() } else { t::open() }}
            </button>
        </form>
    }
}

#[component]
fn Unsent(count: Signal<usize>) -> impl IntoView {
    move || {
        let text = match count.get() {
            0 => return None,
            1 => t::unsent_one().to_owned(),
            count => t::unsent(count),
        };
        Some(view! { <p class="gate-unsent"><Icon name="lock"/><span>{text}</span></p> })
    }
}

/// The way for whoever has no PIN: behind a line of text as long as there may be one, and else the only one.
#[component]
fn Forgotten(
    gate: StoredValue<Gateway, LocalStorage>,
    enrolled: RwSignal<Option<Enrolled>, LocalStorage>,
    arriving: bool,
    is_only: bool,
) -> impl IntoView {
    let anew = |class| {
        view! { <Anew gate=gate enrolled=enrolled arriving=arriving class=class/> }
    };
    if is_only {
        return anew("button button-primary button-full").into_any();
    }
    view! {
        <details class="more">
            <summary>{t::forgotten()}</summary>
            <div class="stack">
                <p>{t::forgotten_body()}</p>
                {anew("button button-secondary")}
            </div>
        </details>
    }
    .into_any()
}

/// The way for somebody else, whose phone it is too: what lies here stays locked.
#[component]
fn Switch() -> impl IntoView {
    let failed = RwSignal::new(None::<&'static str>);
    let switch = move |_| {
        failed.set(None);
        spawn_local(async move {
            if session::sign_out().await {
                session::leave_to(boot::sign_in_page());
            } else {
                failed.set(Some(t::switch_offline()));
            }
        });
    };
    view! {
        <div class="gate-switch">
            <button class="button button-tertiary" type="button" on:click=switch>{t::switch()}</button>
            <p class="small soft">{t::other()}</p>
            <p class="small" role="status">{failed}</p>
        </div>
    }
}

/// Signing in anew, which does not lose what lies here. Whoever has just done so need not do it again.
#[component]
fn Anew(
    gate: StoredValue<Gateway, LocalStorage>,
    enrolled: RwSignal<Option<Enrolled>, LocalStorage>,
    arriving: bool,
    class: &'static str,
) -> impl IntoView {
    let failed = RwSignal::new(None::<&'static str>);
    let anew = move |_| {
        failed.set(None);
        spawn_local(async move {
            match gate.get_value().enrol().await {
                Ok(from) => enrolled.set(Some(from)),
                Err(NotGiven::SignIn) if !arriving => {
                    // Signed in long ago is not enough: the server wants to see who it is.
                    let _heard = session::sign_out().await;
                    session::leave_to(boot::sign_in_page());
                }
                Err(NotGiven::Unreachable) => failed.set(Some(t::anew_offline())),
                Err(why) => failed.set(Some(why_not_given(why))),
            }
        });
    };
    view! {
        {move || failed.get().map(|why| view! {
            <Alert tone=Tone::Error heading=why interrupts=true>""</Alert>
        })}
        <button class=class type="button" on:click=anew>{t::sign_in_again()}</button>
    }
}

/// What happened, what is safe, what to do.
#[must_use]
pub fn why_shut(why: &StaysShut) -> &'static str {
    match why {
        StaysShut::Lock(NoEntry::Wrong | NoEntry::ClosedUntil(_)) => t::wrong(),
        StaysShut::Lock(NoEntry::PinGone) => t::gone_title(),
        StaysShut::Lock(NoEntry::WantsShare) => t::wants_network(),
        StaysShut::Lock(NoEntry::ClockWrong) => t::clock_wrong(),
        StaysShut::Lock(NoEntry::Moved) => t::moved(),
        StaysShut::Lock(NoEntry::Store(_)) | StaysShut::Broken(_) => t::storage(),
        StaysShut::Server(why) => why_not_given(*why),
        StaysShut::NoChance => t::no_chance(),
    }
}

fn why_not_given(why: NotGiven) -> &'static str {
    match why {
        NotGiven::Unreachable | NotGiven::SignIn => t::wants_network(),
        NotGiven::Refused => t::refused(),
    }
}

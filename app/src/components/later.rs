//! A page of the rest, or the wait for it. What the rest consists of is in `pages::rest`; here it is fetched,
//! soon after the first screen or when it is asked for, and a fetch that fails is told and can be tried again.

use std::cell::Cell;

use domain::edge;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::patience::{self, LONG};
use crate::components::alert::{Alert, Tone};
use crate::components::nav::MainNav;
use crate::components::shell::Page;
use crate::field::Field;
use crate::pages::rest::{Fetch, Part, Rest};
use crate::text::common as t;
use crate::view::nav::Place;
use crate::{boot, browser};

/// How long the first screen is left alone, in milliseconds.
const PAUSE: u32 = 1_000;

/// The rest of the app.
#[derive(Clone, Copy)]
pub struct TheRest {
    fetch: Fetch,
    state: RwSignal<State>,
}

#[derive(Clone, Copy)]
enum State {
    Away,
    Here(Part),
    Missing,
}

thread_local! {
    static REST: Cell<Option<TheRest>> = const { Cell::new(None) };
}

/// Waits until commands can be read and decided, no longer than [`LONG`]. Answers whether they can: without a network, and
/// with nothing kept, they cannot.
pub async fn commands() -> bool {
    if let (false, Some(rest)) = (edge::is_here(), REST.get()) {
        let _came = patience::at_most(LONG, rest.bring()).await;
    }
    edge::is_here()
}

/// The last that a tab does before it begins anew: what is held in it is put in line.
pub async fn last_work() {
    if let Some(Part { end, .. }) = REST.get().and_then(TheRest::part) {
        end().await;
    }
}

/// Makes the rest known to the pages. An address of the rest is prepared while the PIN is typed.
pub fn provide_rest(fetch: Fetch) {
    let rest = TheRest { fetch, state: RwSignal::new(State::Away) };
    provide_context(rest);
    REST.set(Some(rest));
    let path = browser::window().location().pathname().unwrap_or_default();
    if !Place::Start.is_at(&path) {
        rest.fetch_ahead();
    }
}

/// Fetches the rest once the first screen stands, before anybody asks. What waited to be read shows then.
pub fn follow_first_screen(field: Field) {
    let rest: TheRest = expect_context();
    Timeout::new(PAUSE, move || rest.fetch_ahead()).forget();
    let here = Memo::new(move |_| matches!(rest.state.get(), State::Here(_)));
    Effect::new(move |_| {
        if here.get() {
            field.commands_came();
            if let Some(Part { begin, .. }) = rest.part() {
                begin(field);
            }
        }
    });
}

impl TheRest {
    /// Nobody has asked for it yet: that it did not come is told when somebody does.
    fn fetch_ahead(self) {
        spawn_local(async move {
            let _came = self.bring().await;
        });
    }

    fn part(self) -> Option<Part> {
        match self.state.get_untracked() {
            State::Here(part) => Some(part),
            State::Away | State::Missing => None,
        }
    }

    fn is_here(self) -> bool {
        self.part().is_some()
    }

    async fn bring(self) -> bool {
        let part = (self.fetch)().await;
        if let Some(part) = part {
            edge::arrive(part.commands);
            if !self.is_here() {
                self.state.set(State::Here(part));
            }
        }
        part.is_some()
    }

    fn ask(self) {
        self.state.set(State::Away);
        spawn_local(async move {
            if !self.bring().await {
                self.state.set(State::Missing);
            }
        });
    }

    /// A server that answers and does not have it is a newer one: the app begins anew, as that one.
    fn ask_again(self) {
        self.state.set(State::Away);
        spawn_local(async move {
            if self.bring().await {
                return;
            }
            if boot::is_server_there().await {
                return browser::reload();
            }
            self.state.set(State::Missing);
        });
    }
}

/// A page of the rest.
#[component]
pub fn Later(
    /// Which.
    page: Rest,
) -> impl IntoView {
    let rest: TheRest = expect_context();
    if !rest.is_here() {
        rest.ask();
    }
    move || match rest.state.get() {
        State::Here(part) => (part.draw)(page),
        State::Away => view! { <Coming/> }.into_any(),
        State::Missing => view! { <Missing rest=rest/> }.into_any(),
    }
}

/// No `Page`: the focus waits for the page that comes.
#[component]
fn Coming() -> impl IntoView {
    let slow = RwSignal::new(false);
    Timeout::new(LONG, move || {
        let _gone = slow.try_set(true);
    })
    .forget();
    let again = move || {
        slow.get().then(|| view! {
            <p class="soft" role="status">{t::page_slow()}</p>
            <button class="button button-secondary" type="button" on:click=|_| browser::reload()>{t::try_again()}</button>
        })
    };
    view! {
        <div class="app">
            <MainNav/>
            <div class="app-body">
                <header class="topbar"><p class="topbar-title">{t::app_name()}</p></header>
                <main class="main" id="main" tabindex="-1">
                    <div class="page stack"><p class="soft" role="status">{t::page_coming()}</p>{again}</div>
                </main>
            </div>
        </div>
    }
}

#[component]
fn Missing(rest: TheRest) -> impl IntoView {
    view! {
        <Page title=t::page_missing_title()>
            <Alert tone=Tone::Warning heading=t::page_missing_heading() interrupts=true>
                <p class="alert-text">{t::page_missing_body()}</p>
                <div class="button-group">
                    <button class="button button-primary" type="button" on:click=move |_| rest.ask_again()>
                        {t::try_again()}
                    </button>
                </div>
            </Alert>
        </Page>
    }
}

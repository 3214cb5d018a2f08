//! Whose copy to open. A known person's copy asks for its PIN and nobody else, so that the app starts with no
//! network; only right after signing in is the server asked first, lest one person see another's gate.

use std::cell::RefCell;

use domain::Person;
use domain::id::{InstallationId, KommuneId};
use gloo::events::EventListener;
use replica::lock::{Shut, Standing};
use replica::{Identity, PhoneError};
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::app;
use crate::browser::{self, call, clock, session, storage};
use crate::gate::Gateway;
use crate::sync::installation::{Enrolled, NotGiven};

/// What the app can show at the start.
#[derive(Clone)]
pub enum Boot {
    /// The person's copy, locked; whether they come from signing in.
    Shut(Gateway, Shut, bool),
    /// The person has no PIN here yet.
    Unset(Gateway, Enrolled),
    /// The phone was shut out, and what was here is gone.
    Cleared,
    /// Somebody has signed out, and the server may not know yet.
    SignedOut,
    /// Nobody is known here and nobody is signed in.
    SignIn,
    /// Nobody is known here and the server cannot be asked.
    NoNetwork,
    /// The copy cannot be opened.
    Broken(PhoneError),
}

/// Who the server says is signed in.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Me {
    person: Person,
    kommune: KommuneId,
    #[serde(default)]
    demo: bool,
}

enum Asked {
    SignedIn(Me),
    SignedOut,
    Unreachable,
}

/// The page that sign-in leads to: there the server is asked before anything is shown.
pub const ARRIVAL: &str = "/app/ind";
const KNOWN: &str = "person";
/// Changes whenever the phone is handed over.
const HANDED: &str = "handed";
const DEMO: &str = "demo";
const CLEARED: &str = "cleared";
const INITIALS: &str = "initials";
const LEFT: &str = "left";

thread_local! {
    /// Who is known here, as this tab last read or wrote it.
    static READ: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The last time the phone was handed over, as this tab knows.
    static HANDED_READ: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Whether the people here are invented: what the server said last, so that it is told offline too.
#[must_use]
pub fn is_demo() -> bool {
    storage::setting(DEMO).as_deref() == Some("on")
}

/// Finds out whose copy to open, and opens it.
pub async fn boot(arriving: bool) -> Boot {
    if arriving {
        storage::forget_setting(LEFT);
    } else if storage::setting(LEFT).is_some() {
        spawn_local(tell_server());
        return Boot::SignedOut;
    }
    if storage::setting(CLEARED).is_some() {
        storage::forget_setting(CLEARED);
        return Boot::Cleared;
    }
    match known().filter(|_| !arriving) {
        Some(identity) => stand_before(identity, false).await,
        None => match ask().await {
            Asked::SignedIn(me) => stand_before(me.identity(), true).await,
            Asked::SignedOut => Boot::SignIn,
            Asked::Unreachable => known_or_no_network().await,
        },
    }
}

/// The network went between signing in and arriving: what is here may still be used.
async fn known_or_no_network() -> Boot {
    match known() {
        Some(identity) => stand_before(identity, false).await,
        None => Boot::NoNetwork,
    }
}

/// A copy with a lock is locked. Without one, a person who has just signed in chooses a PIN.
async fn stand_before(identity: Identity, arriving: bool) -> Boot {
    match Gateway::of(identity).await {
        Ok((gate, Standing::Shut(shut))) => {
            remember(identity);
            Boot::Shut(gate, shut, arriving)
        }
        Ok((gate, Standing::Unset { .. })) => match gate.enrol().await {
            Ok(enrolled) => {
                remember(identity);
                Boot::Unset(gate, enrolled)
            }
            Err(NotGiven::Unreachable) => Boot::NoNetwork,
            Err(NotGiven::SignIn | NotGiven::Refused) => Boot::SignIn,
        },
        Err(error) => Boot::Broken(error.into()),
    }
}

/// The person whose copy was last open here. An id and the initials are all that is kept outside the copy.
fn known() -> Option<Identity> {
    serde_json::from_str(&storage::setting(KNOWN)?).ok()
}

/// Where people sign in.
#[must_use]
pub fn sign_in_page() -> &'static str {
    if is_demo() { "/demo" } else { "/ind" }
}

/// The copy was cleared because the phone was shut out: the next start says so, once.
pub fn clear() {
    forget();
    storage::keep_setting(CLEARED, "on");
}

/// Signs out: here at once, in every tab, and at the server as soon as it hears it. The copy itself stays.
pub fn sign_out() {
    storage::keep_setting(LEFT, "on");
    forget();
}

/// Again and again: nobody who looks at the page can tell, and the session is still good until the server hears of it.
async fn tell_server() {
    while storage::setting(LEFT).is_some() {
        if session::sign_out().await {
            return storage::forget_setting(LEFT);
        }
        clock::pause(TOLD_AGAIN).await;
    }
}

/// After so many milliseconds a server that did not hear is told again.
const TOLD_AGAIN: u32 = 5_000;

/// Follows what other tabs of the profile do: where somebody signs out, is shut out, or another person signs in, what
/// this tab shows is nobody's to see any more. One that was asleep looks when it wakes up.
pub fn follow_other_tabs() {
    READ.replace(storage::setting(KNOWN));
    HANDED_READ.replace(storage::setting(HANDED));
    let window = browser::window();
    for event in ["storage", "focus", "pageshow"] {
        EventListener::new(&window, event, |_| look()).forget();
    }
    if let Some(document) = window.document() {
        EventListener::new(&document, "visibilitychange", |_| look()).forget();
    }
}

fn look() {
    if READ.with_borrow(|read| *read != storage::setting(KNOWN)) {
        app::begin_anew();
    } else if HANDED_READ.with_borrow(|read| *read != storage::setting(HANDED)) {
        app::lock();
    }
}

/// The phone goes into somebody else's hands in this tab: every other one of the profile locks itself.
pub fn hand_over() {
    storage::keep_setting(HANDED, &clock::new_id().to_string());
    HANDED_READ.replace(storage::setting(HANDED));
}

/// Nobody is known here any more: the next start asks who it is.
fn forget() {
    storage::forget_setting(KNOWN);
    storage::forget_setting(INITIALS);
    READ.replace(None);
}

/// Keeps what the gate says about whose it is: no name, which whoever picks the phone up would read.
pub fn keep_initials(person: Person, initials: &str) {
    storage::keep_setting(INITIALS, &format!("{} {initials}", id(person)));
}

/// The initials of the person whose gate it is.
#[must_use]
pub fn initials(person: Person) -> Option<String> {
    let kept = storage::setting(INITIALS)?;
    let (whose, initials) = kept.split_once(' ')?;
    (whose == id(person)).then(|| initials.to_owned())
}

fn id(person: Person) -> String {
    match person {
        Person::Ung(id) => id.to_string(),
        Person::Medarbejder(id) => id.to_string(),
        Person::System => String::new(),
    }
}

fn remember(identity: Identity) {
    if let Ok(text) = serde_json::to_string(&identity) {
        storage::keep_setting(KNOWN, &text);
        READ.replace(storage::setting(KNOWN));
    }
}

impl Me {
    /// A copy that exists keeps its own installation id; this one counts for a new copy.
    fn identity(self) -> Identity {
        let installation = InstallationId(clock::new_id());
        Identity { installation, person: self.person, kommune: self.kommune }
    }
}

/// Whether the server can be reached, whatever it says.
pub async fn is_server_there() -> bool {
    call::get("/api/me").await.is_ok()
}

async fn ask() -> Asked {
    let Ok(answer) = call::get("/api/me").await else { return Asked::Unreachable };
    match (answer.status, answer.read::<Me>()) {
        (200, Some(me)) => {
            storage::keep_setting(DEMO, if me.demo { "on" } else { "off" });
            Asked::SignedIn(me)
        }
        // A session that is left only for handing in is nobody's to start with.
        (401 | 403, _) => Asked::SignedOut,
        _ => Asked::Unreachable,
    }
}

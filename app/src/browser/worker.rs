//! The service worker that makes the app start with no network: registering it, finding out whether it can, noticing a
//! new version, and letting it in when the person says so. What it caches is in `public/sw.js`.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    MessageEvent, RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState, ServiceWorkerUpdateViaCache,
};

use super::call;

const SCRIPT: &str = "/app/sw.js";

/// After so many milliseconds an app that is not whole on the phone is told.
const LONG: u32 = 20_000;

/// A newer version that has not taken over after so many milliseconds does so when the page is gone: the older one is busy
/// with what it was asked for.
const SWITCHED: u32 = 3_000;

/// Whether the app starts on this phone with no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// A worker is in charge and holds all of it.
    Ready,
    /// It is being fetched.
    Coming,
    /// It does not, as far as is known.
    No(Why),
}

/// Why it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The browser has no service workers here.
    NoWorkers,
    /// It has, and lets this page have none: a private window, or a setting.
    NotAllowed,
    /// Something between changes the app on its way.
    Changed,
    /// The phone has no room for it.
    Full,
    /// It has not come whole yet.
    NotWhole,
}

/// Registers the worker. `ready` is called when a new version is whole and waits, `told` with what is known of starting
/// with no network.
pub fn register(ready: impl Fn() + 'static, told: impl Fn(Offline) + 'static) {
    let Some(container) = container() else { return told(Offline::No(Why::NoWorkers)) };
    let (ready, told) = (Rc::new(ready), once_ready(told));
    hear(&container, &told);
    let late = Rc::clone(&told);
    Timeout::new(LONG, move || late(Offline::No(Why::NotWhole))).forget();
    spawn_local(async move {
        match register_with(&container).await {
            Some(registration) => watch(&registration, ready),
            // Without a network there is no script either; one that is in charge all the same has said so.
            None if super::window().navigator().on_line() => told(Offline::No(why_not().await)),
            None => {}
        }
    });
}

/// Why nothing could be registered though there is a network: in the script's place lies a page of somebody else's, or this
/// page may have none.
async fn why_not() -> Why {
    match call::get(SCRIPT).await {
        Ok(answer) if answer.body.trim_start().starts_with('<') => Why::Changed,
        _ => Why::NotAllowed,
    }
}

async fn register_with(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    let options = RegistrationOptions::new();
    options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
    options.set_scope("/app/");
    ask(container, "register", &options).await
}

/// Asks for a registration by a method of the container. An extension may have put one of its own there, which throws,
/// or answers with nothing.
async fn ask(
    container: &ServiceWorkerContainer,
    method: &str,
    options: &JsValue,
) -> Option<ServiceWorkerRegistration> {
    let method: js_sys::Function =
        js_sys::Reflect::get(container, &method.into()).ok()?.dyn_into().ok()?;
    let promise = method.call2(container, &SCRIPT.into(), options).ok()?;
    let found = JsFuture::from(js_sys::Promise::resolve(&promise)).await.ok()?;
    found.dyn_into().ok()
}

/// What a worker in charge has said stands: a newer one that fails takes nothing away. A reason is told over none.
fn once_ready(told: impl Fn(Offline) + 'static) -> Rc<dyn Fn(Offline)> {
    let known = Cell::new(Offline::Coming);
    Rc::new(move |now| {
        let vague = now == Offline::No(Why::NotWhole) && known.get() != Offline::Coming;
        if known.get() != Offline::Ready && !vague {
            known.set(now);
            told(now);
        }
    })
}

/// Listens for what workers say, and asks the one in charge, now and when another takes over.
fn hear(container: &ServiceWorkerContainer, told: &Rc<dyn Fn(Offline)>) {
    let told = Rc::clone(told);
    EventListener::new(container, "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        let field = |name: &str| js_sys::Reflect::get(&data, &name.into()).unwrap_or_default();
        match field("type").as_string().as_deref() {
            // The worker of an older edition does not say.
            Some("version") if field("whole") == JsValue::FALSE => {
                told(Offline::No(Why::NotWhole));
            }
            Some("version") => told(Offline::Ready),
            Some("not-kept") => told(Offline::No(match field("why").as_string().as_deref() {
                Some("changed") => Why::Changed,
                Some("full") => Why::Full,
                _ => Why::NotWhole,
            })),
            _ => {}
        }
    })
    .forget();
    let asked = container.clone();
    let ask_it = move || {
        if let Some(worker) = asked.controller() {
            post(&worker, "version");
        }
    };
    ask_it();
    EventListener::new(container, "controllerchange", move |_| ask_it()).forget();
}

/// Looks for a new version now, and for the first one where it did not come.
pub fn look_for_update() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        if let Some(registration) = register_with(&container).await {
            look(&registration).await;
        }
    });
}

fn post(worker: &web_sys::ServiceWorker, what: &str) {
    let message = js_sys::Object::new();
    let _set = js_sys::Reflect::set(&message, &"type".into(), &what.into());
    let _posted = worker.post_message(&message);
}

/// Without a network there is nothing newer to be had, and nobody to tell.
async fn look(registration: &ServiceWorkerRegistration) {
    if let Ok(asked) = registration.update() {
        let _looked = JsFuture::from(asked).await;
    }
}

/// Lets the waiting version in and reloads once it has taken over. The person asked for it, and
/// everything typed is stored.
pub fn let_update_in() {
    let Some(container) = container() else { return };
    EventListener::once(&container, "controllerchange", |_| super::reload()).forget();
    with_registration(|registration| match registration.waiting() {
        Some(waiting) => {
            post(&waiting, "activate");
            Timeout::new(SWITCHED, super::reload).forget();
        }
        // It has taken over by itself, as the last page of the older one was gone for a moment.
        None => super::reload(),
    });
}

fn watch(registration: &ServiceWorkerRegistration, ready: Rc<impl Fn() + 'static>) {
    let container = container();
    // A first installation is no update: there is nobody to take over from.
    let controlled = move || container.as_ref().is_some_and(|c| c.controller().is_some());
    if registration.waiting().is_some() && controlled() {
        ready();
    }
    let found = registration.clone();
    EventListener::new(registration, "updatefound", move |_| {
        let Some(installing) = found.installing() else { return };
        let (worker, ready, controlled) =
            (installing.clone(), Rc::clone(&ready), controlled.clone());
        EventListener::new(&installing, "statechange", move |_| {
            if worker.state() == ServiceWorkerState::Installed && controlled() {
                ready();
            }
        })
        .forget();
    })
    .forget();
}

fn with_registration(act: impl FnOnce(ServiceWorkerRegistration) + 'static) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        if let Some(registration) = ask(&container, "getRegistration", &JsValue::UNDEFINED).await {
            act(registration);
        }
    });
}

/// Service workers exist only in secure contexts.
fn container() -> Option<ServiceWorkerContainer> {
    let container = super::window().navigator().service_worker();
    (!JsValue::from(container.clone()).is_undefined()).then_some(container)
}

//! The service worker that makes the app start with no network: registering it, noticing a new version,
//! and letting it in when the person says so. What it caches is in `public/sw.js`.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
    ServiceWorkerUpdateViaCache,
};

const SCRIPT: &str = "/app/sw.js";

/// Registers the worker. `ready` is called when a new version is whole and waits.
pub fn register(ready: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let ready = Rc::new(ready);
    spawn_local(async move {
        let options = RegistrationOptions::new();
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        options.set_scope("/app/");
        let promise = container.register_with_options(SCRIPT, &options);
        if let Ok(registration) = JsFuture::from(promise).await {
            watch(&registration.unchecked_into(), ready);
        }
    });
}

/// Looks for a new version now.
pub fn look_for_update() {
    with_registration(|registration| spawn_local(async move { look(&registration).await }));
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
    EventListener::once(&container, "controllerchange", |_| {
        let _reloading = super::window().location().reload();
    })
    .forget();
    with_registration(|registration| {
        if let Some(waiting) = registration.waiting() {
            let message = js_sys::Object::new();
            let _set = js_sys::Reflect::set(&message, &"type".into(), &"activate".into());
            let _posted = waiting.post_message(&message);
        }
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
        let promise = container.get_registration_with_document_url(SCRIPT);
        if let Ok(found) = JsFuture::from(promise).await
            && let Ok(registration) = found.dyn_into()
        {
            act(registration);
        }
    });
}

/// Service workers exist only in secure contexts.
fn container() -> Option<ServiceWorkerContainer> {
    let container = super::window().navigator().service_worker();
    (!JsValue::from(container.clone()).is_undefined()).then_some(container)
}

//! How this phone is: what may take away what is stored here, and since when something waits.

use leptos::prelude::*;

use crate::app::OfflineReady;
use crate::browser::storage;
use crate::browser::worker::{Offline, Why};
use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::{common, date, synk as t};

/// The facts about the phone.
#[component]
pub fn PhoneFacts() -> impl IntoView {
    let field = use_field();
    field.look_at_storage();
    let when = move |at| date::moment(at, field.today());
    let oldest = move || field.status().oldest.map_or_else(|| t::nothing_waits().to_owned(), when);
    let contact = move || field.status().contact.map_or_else(|| t::no_contact().to_owned(), when);
    let folders = move || field.look(|replica| replica.folders().count());
    let persisted = move || {
        let kept = field.persisted.get();
        let ask = (!kept).then(|| view! {
            <button class="button button-tertiary button-small" type="button" on:click=move |_| field.ask_to_persist()>
                {t::ask_persist()}
            </button>
        });
        view! { {yes(kept)}" "{ask} }
    };
    let OfflineReady(ready) = expect_context();
    let offline = move || match ready.get() {
        Offline::Coming => view! { <span class="state">{t::offline_coming()}</span> }.into_any(),
        known => yes(known == Offline::Ready),
    };
    let installed = storage::is_installed();
    let install = (!installed)
        .then(|| view! { <a href="/app/mere/hjemmeskaerm">{t::put_on_home_screen()}</a> });
    view! {
        <section class="group" aria-labelledby="telefonen">
            <h2 class="group-title" id="telefonen">{t::phone()}</h2>
            <div class="card">
                <dl class="facts">
                    <div><dt>{t::oldest()}</dt><dd>{oldest}</dd></div>
                    <div><dt>{t::last_contact()}</dt><dd>{contact}</dd></div>
                    <div><dt>{t::persisted()}</dt><dd>{persisted}</dd></div>
                    <div><dt>{t::offline_ready()}</dt><dd>{offline}</dd></div>
                    <div><dt>{t::installed()}</dt><dd>{yes(installed)}" "{install}</dd></div>
                    <div><dt>{t::on_phone()}</dt><dd class="num">{folders}</dd></div>
                    <div><dt>{t::version()}</dt><dd class="num">{env!("CARGO_PKG_VERSION")}</dd></div>
                </dl>
            </div>
        </section>
    }
}

/// That the app does not start here with no network, why, and what to do.
#[component]
pub fn NotOffline() -> impl IntoView {
    let OfflineReady(ready) = expect_context();
    move || {
        let Offline::No(why) = ready.get() else { return None };
        let body = match why {
            Why::NoWorkers => t::offline_no_workers(),
            Why::NotAllowed => t::offline_not_allowed(),
            Why::Changed => t::offline_changed(),
            Why::Full => t::offline_full(),
            Why::NotWhole => t::offline_not_whole(),
        };
        Some(view! {
            <Alert tone=Tone::Warning heading=common::not_offline()><p class="alert-text">{body}</p></Alert>
        })
    }
}

fn yes(yes: bool) -> AnyView {
    if yes {
        view! { <span class="state state-received"><Icon name="check" small=true/>{t::promised()}</span> }.into_any()
    } else {
        view! { <span class="state"><Icon name="minus" small=true/>{t::not_promised()}</span> }
            .into_any()
    }
}

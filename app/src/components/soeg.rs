//! Finding somebody who is not on the phone, where the law lets whoever looks: beside the list of those who are.

use domain::Folder;
use domain::soegning::{Fundet, MOST, Soegning, TagMed};
use domain::text::ShortText;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::row::Row;
use crate::components::search::SearchField;
use crate::field::{Field, use_field};
use crate::sync::soeg::{self, NoAnswer};
use crate::text::{laes as t, unge};
use crate::view::soeg::{FundetRow, may_search};

/// Where a search stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Stand {
    #[default]
    Nothing,
    Busy,
    Found(Vec<Fundet>),
    Failed(NoAnswer),
}

/// The search, if the law lets whoever looks.
#[component]
pub fn Soeg() -> impl IntoView {
    let field = use_field();
    let may = Memo::new(move |_| field.see(may_search));
    view! { <Show when=move || may.get()><Search field=field/></Show> }
}

#[component]
fn Search(field: Field) -> impl IntoView {
    let (typed, stand) = (RwSignal::new(String::new()), RwSignal::new(Stand::Nothing));
    let ask = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let Ok(tekst) = ShortText::parse(&typed.get_untracked()) else { return };
        stand.set(Stand::Busy);
        spawn_local(async move {
            let found = soeg::search(&Soegning { tekst }).await;
            stand.set(found.map_or_else(Stand::Failed, Stand::Found));
        });
    };
    view! {
        <section class="group" aria-labelledby="find">
            <h2 class="group-title" id="find">{t::find()}</h2>
            <p class="soft small">{t::find_why()}</p>
            <form class="tools" on:submit=ask>
                <SearchField label=t::find_label() typed=typed/>
                <button class="button button-secondary" type="submit">{t::find_do()}</button>
            </form>
            {move || view! { <Came field=field stand=stand.get()/> }}
        </section>
    }
}

#[component]
fn Came(field: Field, stand: Stand) -> impl IntoView {
    match stand {
        Stand::Nothing => ().into_any(),
        Stand::Busy => view! { <p class="soft" role="status">{t::find_busy()}</p> }.into_any(),
        Stand::Failed(why) => {
            let (heading, body) = said(why);
            view! {
                <Alert tone=Tone::Warning heading=heading interrupts=true>
                    <p class="alert-text">{body}</p>
                </Alert>
            }
            .into_any()
        }
        Stand::Found(found) => {
            let says = match found.len() {
                0 => t::find_none().to_owned(),
                MOST => t::find_most().to_owned(),
                count => t::find_count(count),
            };
            let rows = found.into_iter().map(|one| view! { <Hit field=field found=one/> });
            view! { <p class="soft" role="status">{says}</p><ul class="rows">{rows.collect_view()}</ul> }
                .into_any()
        }
    }
}

/// What happened, and what to do.
fn said(why: NoAnswer) -> (&'static str, &'static str) {
    match why {
        NoAnswer::NotNow => (t::find_failed(), t::find_failed_body()),
        NoAnswer::TooMany => (t::find_often(), t::find_often_body()),
        NoAnswer::EnoughToday => (t::find_enough(), t::find_enough_body()),
    }
}

/// Somebody who was found: what is known, and a button until the case is here.
#[component]
fn Hit(field: Field, found: Fundet) -> impl IntoView {
    let (asked, failed) = (RwSignal::new(false), RwSignal::new(None::<NoAnswer>));
    let row = Memo::new(move |_| field.see(|sight| FundetRow::of(sight, &found)));
    let bring = move |folder: Folder| {
        asked.set(true);
        failed.set(None);
        spawn_local(async move {
            let installation = field.peek(|replica| replica.identity.installation);
            match soeg::bring(&TagMed { installation, folder }).await {
                Ok(()) => field.sync_now(),
                Err(why) => {
                    asked.set(false);
                    failed.set(Some(why));
                }
            }
        });
    };
    move || {
        let FundetRow { folder, navn, alder, skole, href, her } = row.get();
        let label = t::bring_whom(&navn);
        let end = match (her, asked.get()) {
            (true, _) => view! { <span class="state state-received"><Icon name="check" small=true/>{t::brought()}</span> }.into_any(),
            (false, true) => view! { <span role="status">{t::bringing()}</span> }.into_any(),
            (false, false) => view! {
                <button class="button button-secondary button-small" type="button" aria-label=label
                    on:click=move |_| bring(folder)>{t::bring()}</button>
            }
            .into_any(),
        };
        let alder = alder.map(|alder| view! { <span>{unge::years(alder)}</span> });
        let skole = skole.map(|skole| view! { <span>{skole}</span> });
        let failed = failed
            .get()
            .map(|why| view! { <span class="state state-act" role="alert">{said(why).0}</span> });
        let meta = view! { {alder}{skole}{failed} };
        let title = view! { <Name navn=navn/> }.into_any();
        let meta = meta.into_any();
        match href.filter(|_| her) {
            Some(href) => {
                view! { <Row icon="person" href=href title=title meta=meta end=Some(end)/> }
                    .into_any()
            }
            None => view! { <Row icon="person" title=title meta=meta end=Some(end)/> }.into_any(),
        }
    }
}

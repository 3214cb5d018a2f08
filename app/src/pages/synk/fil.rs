//! Unsent work taken along in a file, for a phone that is to be handed in, and taken in from one. The file opens
//! with a code that is shown once, and only for the same person.

use leptos::html;
use leptos::prelude::*;
use replica::lock::Cost;
use replica::parcel::{Parcel, ParcelCode, ParcelFault};
use replica::phone::TakeInError;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{chance, files, page};
use crate::components::alert::{Alert, Tone};
use crate::field::use_field;
use crate::text::synk as t;

/// Both ways.
#[component]
pub fn Parcels() -> impl IntoView {
    view! {
        <section class="group" aria-labelledby="fil">
            <h2 class="group-title" id="fil">{t::parcel()}</h2>
            <div class="card stack"><Out/><In/></div>
        </section>
    }
}

/// A file that was made.
#[derive(Clone)]
struct Made {
    name: String,
    bytes: Vec<u8>,
    code: String,
    /// Whoever made it has seen that it is there. A browser does not tell.
    seen: bool,
}

/// What waits, as a file.
#[component]
fn Out() -> impl IntoView {
    let field = use_field();
    let made = RwSignal::new(None::<Result<Made, &'static str>>);
    let waits = move || field.status().waiting > 0;
    let make = move |_| {
        page::after_drawing(move || {
            let file = chance::bytes().zip(chance::bytes()).and_then(|(chance, salt)| {
                let (code, parcel) = (ParcelCode::new(chance), field.peek(Parcel::of));
                Some((parcel.seal(&code, salt, Cost::PHONE)?, code))
            });
            let name = format!("overgang-{}.parcel", field.today());
            match file {
                Some((bytes, code)) => {
                    offer(made, Made { name, bytes, code: code.to_string(), seen: false });
                }
                None => made.set(Some(Err(t::parcel_failed()))),
            }
        });
    };
    view! {
        <p>{move || if waits() { t::parcel_why() } else { t::parcel_nothing() }}</p>
        <Show when=waits>
            <button class="button button-secondary" type="button" on:click=make>{t::parcel_make()}</button>
        </Show>
        {move || made.get().map(|one| match one {
            Ok(file) => view! { <Offered made=made file=file/> }.into_any(),
            Err(why) => view! { <Alert tone=Tone::Error heading=why interrupts=true>""</Alert> }.into_any(),
        })}
    }
}

fn offer(made: RwSignal<Option<Result<Made, &'static str>>>, file: Made) {
    spawn_local(async move {
        let offered = files::offer(&file.name, &file.bytes).await;
        made.set(Some(if offered { Ok(file) } else { Err(t::parcel_failed()) }));
    });
}

/// The code, and whether the file is there.
#[component]
fn Offered(made: RwSignal<Option<Result<Made, &'static str>>>, file: Made) -> impl IntoView {
    let (tone, heading) = if file.seen {
        (Tone::Success, t::parcel_made())
    } else {
        (Tone::Warning, t::parcel_offered())
    };
    let code = file.code.clone();
    let ask = (!file.seen).then(|| {
        let (have, again) = (Made { seen: true, ..file.clone() }, file.clone());
        view! {
            <p class="alert-text">{t::parcel_offered_body(&file.name)}</p>
            <div class="button-group">
                <button class="button button-primary button-small" type="button"
                    on:click=move |_| made.set(Some(Ok(have.clone())))>{t::parcel_have()}</button>
                <button class="button button-secondary button-small" type="button"
                    on:click=move |_| offer(made, again.clone())>{t::parcel_again()}</button>
            </div>
        }
    });
    view! {
        <Alert tone=tone heading=heading interrupts=true>
            {ask}
            <p class="alert-text">{t::parcel_code()}</p>
            <p class="parcel-code">{code}</p>
        </Alert>
    }
}

/// What waited elsewhere, from a file.
#[component]
fn In() -> impl IntoView {
    let field = use_field();
    let file = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let came = RwSignal::new(None::<Result<String, &'static str>>);
    let take = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(input), Some(code)) =
            (file.get_untracked(), ParcelCode::read(&typed.get_untracked()))
        else {
            return came.set(Some(Err(t::parcel_bad_code())));
        };
        spawn_local(async move {
            let result = match files::chosen(&input).await {
                Some(bytes) => match Parcel::open(&bytes, &code) {
                    Ok(parcel) => field.take_in(&parcel).await,
                    Err(why) => Err(TakeInError::Parcel(why)),
                },
                None => Err(TakeInError::Parcel(ParcelFault::NotOne)),
            };
            came.set(Some(result.map(came_in).map_err(|why| why_not(&why))));
        });
    };
    view! {
        <details class="more">
            <summary>{t::parcel_take()}</summary>
            <form class="stack" on:submit=take>
                <label class="form-label" for="parcel-file">{t::parcel_file()}</label>
                <input class="form-input" id="parcel-file" type="file" accept=".parcel" node_ref=file/>
                <label class="form-label" for="parcel-code">{t::parcel_code_label()}</label>
                <input class="form-input" id="parcel-code" type="text" autocomplete="off" autocapitalize="characters"
                    prop:value=typed on:input:target=move |ev| typed.set(ev.target().value())/>
                <button class="button button-secondary" type="submit">{t::parcel_take_in()}</button>
            </form>
            {move || came.get().map(|came| match came {
                Ok(says) => view! { <Alert tone=Tone::Success heading=says interrupts=true>""</Alert> }.into_any(),
                Err(why) => view! { <Alert tone=Tone::Error heading=why interrupts=true>""</Alert> }.into_any(),
            })}
        </details>
    }
}

fn came_in(count: usize) -> String {
    match count {
        0 => t::parcel_came_none().to_owned(),
        1 => t::parcel_came_one().to_owned(),
        count => t::parcel_came(count),
    }
}

fn why_not(why: &TakeInError) -> &'static str {
    match why {
        TakeInError::Parcel(ParcelFault::NotOne) => t::parcel_not_one(),
        TakeInError::Parcel(ParcelFault::Code) => t::parcel_wrong_code(),
        TakeInError::Parcel(ParcelFault::Foreign) => t::parcel_foreign(),
        TakeInError::Store(_) => t::parcel_store(),
    }
}

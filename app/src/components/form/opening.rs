//! Opens a form: takes up the draft that was kept under its name, or begins with fresh values. Says which
//! it was, and lets a person begin anew without losing what they had.

use domain::envelope::Seq;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;

use super::Form;
use super::again::refused_seq;
use crate::browser::{clock, enter};
use crate::components::alert::{Alert, Tone};
use crate::field::{Field, use_field};
use crate::text::form as t;

/// A form kept under `name`. What is inside is drawn once the draft has been looked for.
#[component]
pub fn OpenForm<F, C, V>(
    /// The draft's name.
    name: String,
    /// The values of an untouched form.
    fresh: Callback<(), F>,
    /// What is in it.
    children: C,
) -> impl IntoView
where
    C: Fn(Form<F>) -> V + Send + 'static,
    F: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let field = use_field();
    let enter = StoredValue::new_local(enter::listen());
    on_cleanup(move || enter.set_value(None));
    // What is put right has a draft of its own: it never mixes with another text about the same person.
    let again = refused_seq();
    let name = again.map_or(name.clone(), |Seq(seq)| format!("{name}:igen:{seq}"));
    let open = RwSignal::new(None);
    look_for(
        field,
        name.clone(),
        Box::new(move |draft| {
            let kept = draft.and_then(|text| serde_json::from_str(&text).ok());
            let resumed = kept.is_some();
            open.set(Some((name, kept.unwrap_or_else(|| fresh.run(())), resumed)));
        }),
    );
    move || {
        open.get().map(|(name, values, resumed)| {
            let form = Form::new(field, name, values, resumed, again);
            view! { <Clock field=field/> <Resumed form=form fresh=fresh/> {children(form)} }
        })
    }
}

/// Looks for a kept form. Compiled once, whatever the form.
fn look_for(field: Field, name: String, then: Box<dyn FnOnce(Option<String>)>) {
    spawn_local(async move { then(field.draft(&name).await) });
}

/// Says that the phone's clock is wrong, before anything is written by it.
#[component]
fn Clock(field: Field) -> impl IntoView {
    let ahead = field.peek(|replica| replica.clock_ahead(clock::now()));
    t::clock_off(ahead).map(|says| {
        view! { <Alert tone=Tone::Warning heading=says><p class="alert-text">{t::clock_off_what()}</p></Alert> }
    })
}

/// Says that a form goes on where it was left.
#[component]
fn Resumed<F>(form: Form<F>, fresh: Callback<(), F>) -> impl IntoView
where
    F: Clone + Serialize + Send + Sync + 'static,
{
    let line = |says: &'static str, act: &'static str, on: Callback<()>| {
        view! {
            <p class="small" role="status">
                {says} " "
                <button class="button button-tertiary button-small" type="button" on:click=move |_| on.run(())>{act}</button>
            </p>
        }
    };
    move || {
        if form.resumed.get() {
            let anew = Callback::new(move |()| form.begin_anew(fresh.run(())));
            Some(line(t::resumed(), t::begin_anew(), anew))
        } else if form.put_away.with(Option::is_some) {
            Some(line(t::put_away(), t::take_back(), Callback::new(move |()| form.take_back())))
        } else {
            None
        }
    }
}

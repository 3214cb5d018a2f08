//! Opens a form: takes up the draft that was kept under its name, or begins with fresh values. Says which
//! it was, and lets a person begin anew without losing what they had. What of a draft this edition cannot read
//! lies under a name of its own (`aside`).

pub mod aside;

use domain::envelope::Seq;
use domain::json;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use replica::StoreError;
use wasm_bindgen_futures::spawn_local;

use super::again::refused_seq;
use super::{Form, News};
use crate::browser::patience::{self, LONG};
use crate::browser::{clock, enter, tab, unkept};
use crate::components::alert::{Alert, Tone};
use crate::field::{Field, use_field};
use crate::text::{common, form as t};
use crate::view::draft::row::{self, DraftRow, Left};
use crate::view::draft::{Draft, Mended, mend};
use aside::Aside;

/// What lies in the store for a form: the draft, as this edition keeps it, and words put aside.
#[derive(Clone, Debug)]
struct Kept {
    row: DraftRow,
    draft: Option<String>,
    aside: Vec<String>,
}

/// The fresh values are also asked for while the store is read and when a button is pressed. They read the page's
/// context, which is there only in the page's own name. Whoever asks does not follow the copy from then on.
fn from_here<F: 'static>(fresh: Callback<(), F>) -> Callback<(), F> {
    let page = Owner::current().map(|page| page.downgrade());
    Callback::new(move |()| {
        untrack(|| match page.as_ref().and_then(WeakOwner::upgrade) {
            Some(page) => page.with(|| fresh.run(())),
            None => fresh.run(()),
        })
    })
}

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
    F: Draft,
    V: IntoView + 'static,
{
    let field = use_field();
    let fresh = from_here(fresh);
    let enter = StoredValue::new_local(enter::listen());
    on_cleanup(move || enter.set_value(None));
    // What is put right has a draft of its own: it never mixes with another text about the same person.
    let again = refused_seq();
    let name = again.map_or(name.clone(), |Seq(seq)| format!("{name}:igen:{seq}"));
    let found = RwSignal::new(None);
    let name = StoredValue::new(name);
    let look = move || {
        let reads = |text: &str| serde_json::to_string(&json::read::<F>(text).ok()?).ok();
        let read = move |text: &str| {
            let fresh = serde_json::to_string(&fresh.run(())).unwrap_or_default();
            mend(text, &fresh, &reads)
        };
        look_for(field, name.get_value(), Box::new(read), found);
    };
    look();
    let open = move |Kept { row, draft, aside }| {
        let kept = draft.and_then(|text| json::read::<F>(&text).ok());
        let resumed = kept.is_some();
        let mut values = kept.unwrap_or_else(|| fresh.run(()));
        if resumed && !aside.is_empty() {
            values.renew(&mut clock::new_id);
        }
        let form = Form::new(field, row, values, resumed, again);
        provide_context(form.news());
        Effect::new(move |_| {
            field.follow_changes();
            form.look_elsewhere();
        });
        view! { <Clock field=field/> <Resumed form=form fresh=fresh/> <Aside name=name words=aside/> {children(form)} }
    };
    // The form is drawn once. Whatever else it reads must not draw it again: what was typed would be gone.
    move || match found.get()? {
        Err(_) => Some(view! { <NotFound again=Callback::new(move |()| look())/> }.into_any()),
        Ok(kept) => Some(untrack(|| open(kept)).into_any()),
    }
}

/// Looks for a kept form. Compiled once, whatever the form.
fn look_for(
    field: Field,
    name: String,
    read: Box<dyn Fn(&str) -> Mended>,
    found: RwSignal<Option<Result<Kept, StoreError>>>,
) {
    spawn_local(async move {
        // A store that does not answer is one that cannot be read.
        let looked = async move { find(field, &name, &*read).await };
        let kept = patience::at_most(LONG, looked).await.unwrap_or(Err(StoreError::Closed));
        let _gone = found.try_set(Some(kept));
    });
}

/// Says that the phone's clock is wrong, before anything is written by it.
#[component]
fn Clock(field: Field) -> impl IntoView {
    let ahead = field.peek(|replica| replica.clock_ahead(clock::now()));
    t::clock_off(ahead).map(|says| {
        view! { <Alert tone=Tone::Warning heading=says><p class="alert-text">{t::clock_off_what()}</p></Alert> }
    })
}

/// What could not be read is put aside before anybody can type: the first key writes over the draft.
async fn find(field: Field, name: &str, read: &dyn Fn(&str) -> Mended) -> Result<Kept, StoreError> {
    let (phone, mut rows) = (field.phone(), field.drafts().await?);
    let beside = aside::name(name);
    let stood = rows.iter().find(|(known, _)| *known == beside);
    let mut aside = stood.map(|(_, text)| aside::read(text)).unwrap_or_default();
    let (own, open) = (tab::name(), tab::others().await);
    // What this tab could not store yet is newer than what lies there.
    let row = row::name(name, &own);
    if let Some(words) = unkept::words(&row) {
        rows.retain(|(known, _)| *known != row);
        rows.push((row, words));
    }
    let (row, left) = DraftRow::find(name, &own, &open, &rows);
    let Some(Left { name: kept, text, .. }) = left else {
        return Ok(Kept { row, draft: None, aside });
    };
    let Mended { text: draft, lost } = read(&text);
    if lost.is_empty() {
        return Ok(Kept { row, draft, aside });
    }
    let new: Vec<_> = lost.into_iter().filter(|words| !aside.contains(words)).collect();
    aside.extend(new);
    phone.keep_draft(&beside, Some(aside::write(&aside))).await?;
    phone.keep_draft(&kept, draft.clone()).await?;
    let rows: Vec<_> = draft.iter().map(|text| (kept.clone(), text.clone())).collect();
    let (row, _) = DraftRow::find(name, &own, &open, &rows);
    Ok(Kept { row, draft, aside })
}

/// The store did not answer: a form that was opened all the same would write over what lies there.
#[component]
fn NotFound(again: Callback<()>) -> impl IntoView {
    view! {
        <Alert tone=Tone::Error heading=t::draft_unread() interrupts=true>
            <p class="alert-text">{t::draft_unread_body()}</p>
            <button class="button button-secondary" type="button" on:click=move |_| again.run(())>{common::try_again()}</button>
        </Alert>
    }
}

/// Says that a form goes on where it was left, or that what stands in it was sent from another tab.
#[component]
fn Resumed<F: Draft>(form: Form<F>, fresh: Callback<(), F>) -> impl IntoView {
    let line = |says: &'static str, act: &'static str, on: Callback<()>| {
        view! {
            <p class="small" role="status">
                {says} " "
                <button class="button button-tertiary button-small" type="button" on:click=move |_| on.run(())>{act}</button>
            </p>
        }
    };
    let News { sent_elsewhere, .. } = form.news();
    move || {
        let anew = Callback::new(move |()| form.begin_anew(fresh.run(())));
        if sent_elsewhere.get() {
            Some(line(t::sent_elsewhere(), t::begin_anew(), anew))
        } else if form.resumed.get() {
            Some(line(t::resumed(), t::begin_anew(), anew))
        } else if form.put_away.with(Option::is_some) {
            Some(line(t::put_away(), t::take_back(), Callback::new(move |()| form.take_back())))
        } else {
            None
        }
    }
}

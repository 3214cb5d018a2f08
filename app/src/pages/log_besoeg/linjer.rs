//! Lines that can be repeated: the questions heard, and the promises made.

use domain::id::LoefteId;
use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::components::form::Form;
use crate::components::form::input::Input;
use crate::components::icon::Icon;
use crate::text::{besoeg as t, form};
use crate::view::log_besoeg::{BesoegForm, LoefteInput};

/// The questions, a line each.
#[component]
pub fn Spoergsmaal(form: Form<BesoegForm>) -> impl IntoView {
    let count = Memo::new(move |_| form.values.with(|typed| typed.spoergsmaal.len()));
    let line = move |at: usize| {
        let get = move |typed: &BesoegForm| typed.spoergsmaal.get(at).cloned().unwrap_or_default();
        let set = move |typed: &mut BesoegForm, says| {
            if let Some(line) = typed.spoergsmaal.get_mut(at) {
                *line = says;
            }
        };
        view! { <Input field=form.slot(format!("spoergsmaal-{at}"), get, set) label=t::question(at + 1)/> }
    };
    let more = move |_| {
        form.change(|typed| typed.spoergsmaal.push(String::new()));
        focus::on_field_later(format!("spoergsmaal-{}", count.get_untracked().saturating_sub(1)));
    };
    view! {
        <fieldset class="form-group">
            <legend class="form-label">{t::questions()}" "<span class="form-optional">{form::optional()}</span></legend>
            <span class="form-hint">{t::questions_hint()}</span>
            <div class="stack">
                <For each=move || 0..count.get() key=|at| *at let:at>{line(at)}</For>
                <More words=t::question_more() act=more/>
            </div>
        </fieldset>
    }
}

/// The promises, each with its day.
#[component]
pub fn LoefteLinjer(form: Form<BesoegForm>) -> impl IntoView {
    let count = Memo::new(move |_| form.values.with(|typed| typed.loefter.len()));
    let line = move |at: usize,
                     part: fn(&LoefteInput) -> &String,
                     change: fn(&mut LoefteInput) -> &mut String,
                     id: String| {
        let get =
            move |typed: &BesoegForm| typed.loefter.get(at).map(part).cloned().unwrap_or_default();
        let set = move |typed: &mut BesoegForm, says| {
            if let Some(line) = typed.loefter.get_mut(at) {
                *change(line) = says;
            }
        };
        form.slot(id, get, set)
    };
    let promise = move |at: usize| {
        let what = line(at, |line| &line.hvad, |line| &mut line.hvad, format!("loefte-{at}"));
        let by = line(at, |line| &line.frist, |line| &mut line.frist, format!("loefte-{at}-frist"));
        view! { <div class="card"><Input field=what label=t::promise(at + 1)/><Input field=by label=t::promise_by() kind="date"/></div> }
    };
    let more = move |_| {
        form.change(|typed| typed.loefter.push(LoefteInput::empty(LoefteId(clock::new_id()))));
        focus::on_field_later(format!("loefte-{}", count.get_untracked().saturating_sub(1)));
    };
    view! {
        <fieldset class="form-group">
            <legend class="form-label">{t::promises()}" "<span class="form-optional">{form::optional()}</span></legend>
            <span class="form-hint">{t::promises_hint()}</span>
            <div class="stack">
                <For each=move || 0..count.get() key=|at| *at let:at>{promise(at)}</For>
                <More words=t::promise_more() act=more/>
            </div>
        </fieldset>
    }
}

#[component]
fn More(words: &'static str, act: impl Fn(leptos::ev::MouseEvent) + 'static) -> impl IntoView {
    view! { <button class="button button-secondary" type="button" on:click=act><Icon name="plus"/><span>{words}</span></button> }
}

//! The places with their days to choose from. A full day can be chosen too: it means the waiting list.

use leptos::prelude::*;

use crate::components::form::Form;
use crate::components::form::parts::{About, group};
use crate::pages::pladser::dage::{DayWords, Place, Uger};
use crate::text::pladser as t;
use crate::view::oensk_plads::OenskForm;
use crate::view::pladser::{DagRow, PladsRow};

/// The places, those of one host or of all.
#[component]
pub fn Steder(form: Form<OenskForm>, #[prop(into)] rows: Signal<Vec<PladsRow>>) -> impl IntoView {
    let fault = form.slot("dage", |_| (), |_, ()| ()).fault;
    view! {
        <div class=group(fault) id="dage">
            <About id="dage".to_owned() fault=fault/>
            <div class="stack">
                <For each=move || rows.get() key=Clone::clone let:row><Sted form=form row=row/></For>
                <Show when=move || rows.with(Vec::is_empty)><p class="soft">{t::none_title()}</p></Show>
            </div>
        </div>
    }
}

#[component]
fn Sted(form: Form<OenskForm>, row: PladsRow) -> impl IntoView {
    let choose = match &row.forloeb {
        None => view! { <Dage form=form row=row.clone()/> }.into_any(),
        Some(_) => view! { <Uger row=row.clone() host=false/><Linjer form=form row=row.clone()/> }
            .into_any(),
    };
    view! { <Place row=row>{choose}</Place> }
}

#[component]
fn Dage(form: Form<OenskForm>, row: PladsRow) -> impl IntoView {
    let (days, label) = (row.dage.clone(), t::days_of(&row.linje));
    let row = StoredValue::new(row);
    let day = move |dag: DagRow| {
        let class = if dag.ledige == 0 { "day day-full" } else { "day" };
        let chosen = move || {
            form.values.with(|typed| {
                row.with_value(|row| typed.is_at(row)) && typed.dage.contains(&dag.dag)
            })
        };
        let turn = move |on| row.with_value(|row| form.turn(|typed| typed.turn(row, dag.dag, on)));
        view! {
            <label class=class>
                <input type="checkbox" name="dag" prop:checked=chosen on:change:target=move |ev| turn(ev.target().checked())/>
                <span class="day-face"><DayWords dag=dag host=false/></span>
            </label>
        }
    };
    view! { <div class="days" role="group" aria-label=label>{days.into_iter().map(day).collect_view()}</div> }
}

/// The lines of a course for the weeks after the first.
#[component]
fn Linjer(form: Form<OenskForm>, row: PladsRow) -> impl IntoView {
    let lines = row.forloeb.clone().unwrap_or_default();
    let row = StoredValue::new(row);
    let fault = form.slot("linjer", |_| (), |_, ()| ()).fault;
    let here = move || row.with_value(|row| form.values.with(|typed| typed.is_at(row)));
    let fault = Signal::derive(move || fault.get().filter(|_| here()));
    let line = move |line: String| {
        let (asked, turned) = (line.clone(), line.clone());
        let chosen = move || here() && form.values.with(|typed| typed.linjer.contains(&asked));
        let turn =
            move |on| row.with_value(|row| form.turn(|typed| typed.turn_line(row, &turned, on)));
        view! {
            <label class="chip">
                <input type="checkbox" name="linje" prop:checked=chosen on:change:target=move |ev| turn(ev.target().checked())/>
                <span class="chip-face">{line}</span>
            </label>
        }
    };
    view! {
        <fieldset class=group(fault) id="linjer">
            <legend class="form-label">{t::lines()}</legend>
            <About id="linjer".to_owned() hint=t::lines_hint() fault=fault/>
            <div class="chips">{lines.into_iter().map(line).collect_view()}</div>
        </fieldset>
    }
}

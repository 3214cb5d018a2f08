//! At which schools a young person is: enrolling and leaving, each from this moment on.

use domain::id::{IndskrivningId, OrganisationId, UngId};
use leptos::html::Select;
use leptos::prelude::*;

use crate::browser::clock;
use crate::components::act::Act;
use crate::components::row::Row;
use crate::field::use_field;
use crate::text::{date, laes as t};
use crate::view::indskrivning::{SkoleRow, Skoler, enrol, leave};

/// The schools, and what may be done about them.
#[component]
pub fn Indskrivninger(ung: UngId, act: Act) -> impl IntoView {
    let field = use_field();
    let skoler = Memo::new(move |_| field.see(|sight| Skoler::of(sight, ung)));
    let none = move || skoler.with(|skoler| skoler.nu.is_empty());
    let law = move || {
        let law = skoler.with(|skoler| skoler.hjemmel.clone().filter(|_| !skoler.nu.is_empty()));
        law.map(|law| view! { <p class="soft small">{t::school_law(&law)}</p> })
    };
    view! {
        <section class="group" aria-labelledby="skole">
            <h2 class="group-title" id="skole">{t::school()}</h2>
            <Show when=none><p class="soft">{t::school_none()}</p></Show>
            <ul class="rows">
                <For each=move || skoler.with(|skoler| skoler.nu.clone()) key=Clone::clone let:row>
                    <One ung=ung row=row act=act/>
                </For>
            </ul>
            {law}
            <Enrol ung=ung skoler=skoler act=act/>
        </section>
    }
}

#[component]
fn One(ung: UngId, row: SkoleRow, act: Act) -> impl IntoView {
    let field = use_field();
    let today = field.today();
    let SkoleRow { id, navn, fra, til } = row;
    let since = t::school_since(&date::date(fra, today));
    let until = til.map(|til| view! { <span>{t::school_until(&date::date(til, today))}</span> });
    let label = t::school_leave_what(&navn);
    let go = move |_| act.ask(field.see(|sight| leave(sight, id, ung)), t::school_left());
    let end = view! {
        <button class="button button-secondary button-small" type="button" aria-label=label on:click=go>{t::school_leave()}</button>
    };
    let meta = view! { <span>{since}</span>{until} };
    view! { <Row icon="student" title=navn.into_any() meta=meta.into_any() end=Some(end.into_any())/> }
}

#[component]
fn Enrol(ung: UngId, skoler: Memo<Skoler>, act: Act) -> impl IntoView {
    let field = use_field();
    let select = NodeRef::<Select>::new();
    let ask = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        // What stands in the select is what was chosen, however the list has changed since.
        let Some(select) = select.get_untracked() else { return };
        let Ok(skole) = select.value().parse::<OrganisationId>() else { return };
        let id = IndskrivningId(clock::new_id());
        act.ask(field.see(|sight| enrol(sight, id, ung, skole)), t::school_enrolled());
        select.set_value("");
    };
    // The list may change while somebody chooses: what they have chosen stays chosen, or nothing is.
    let options = move || {
        let chosen = select.get_untracked().map(|select| select.value()).unwrap_or_default();
        let option = |(id, navn): (OrganisationId, String)| {
            let id = id.to_string();
            view! { <option value=id.clone() prop:selected=id == chosen>{navn}</option> }
        };
        skoler.with(|skoler| skoler.mulige.clone()).into_iter().map(option).collect_view()
    };
    view! {
        <details class="more">
            <summary>{t::school_enrol()}</summary>
            <form class="tools" on:submit=ask>
                <select class="form-select" aria-label=t::school_which() node_ref=select>
                    <option value="">{t::school_which()}</option>
                    {options}
                </select>
                <button class="button button-secondary" type="submit">{t::school_enrol_do()}</button>
            </form>
        </details>
    }
}

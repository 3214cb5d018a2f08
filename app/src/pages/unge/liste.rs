//! The list itself, with its search: also used where a form asks whom it is about.

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::due::Due;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::search::SearchField;
use crate::components::state::ItemState;
use crate::field::use_field;
use crate::text::{date, laes, unge as t};
use crate::view::unge::{Show as Shown, Stand, UngRow, found, hjulpne, unge};

/// The young people on this phone, to be searched and chosen from.
#[component]
pub fn UngeListe(
    /// The one that is shown beside the list.
    #[prop(optional, into)]
    current: Signal<Option<UngId>>,
    /// What stands after the young person's id in each row's address.
    #[prop(optional)]
    then: &'static str,
) -> impl IntoView {
    let field = use_field();
    let all = Memo::new(move |_| field.see(if then.is_empty() { unge } else { hjulpne }));
    let (search, show) = (RwSignal::new(String::new()), RwSignal::new(Shown::default()));
    let shown = Memo::new(move |_| {
        let (typed, show) = (search.read(), show.get());
        all.with(|all| found(all, show, &typed).into_iter().cloned().collect::<Vec<_>>())
    });
    view! {
        <Show when=move || all.with(|all| !all.is_empty()) fallback=|| view! { <None_/> }>
            <Tools search=search show=show/>
            <p class="sr-only" role="status">{move || t::hits(shown.with(Vec::len))}</p>
            <ul class="rows">
                <For each=move || shown.get() key=Clone::clone let:row>
                    <Person row=row current=current then=then/>
                </For>
            </ul>
            <Show when=move || shown.with(Vec::is_empty)><p class="soft">{t::no_hits()}</p></Show>
        </Show>
    }
}

#[component]
fn Tools(search: RwSignal<String>, show: RwSignal<Shown>) -> impl IntoView {
    let chip = move |which: Shown, label: &'static str| {
        view! {
            <label class="chip">
                <input type="radio" name="vis" prop:checked=move || show.get() == which on:change=move |_| show.set(which)/>
                <span class="chip-face">{label}</span>
            </label>
        }
    };
    view! {
        <div class="tools">
            <SearchField label=t::search() typed=search/>
            <fieldset>
                <legend class="sr-only">{t::show()}</legend>
                <div class="chips chips-tight">
                    {chip(Shown::Everyone, t::everyone())}{chip(Shown::Late, t::only_late())}{chip(Shown::Without, t::only_without())}
                </div>
            </fieldset>
        </div>
    }
}

#[component]
fn Person(row: UngRow, current: Signal<Option<UngId>>, then: &'static str) -> impl IntoView {
    let UngRow { id, navn, alder, skole, aftale, hjulpet, key, .. } = row;
    let today = use_field().today();
    let stand = match aftale {
        Stand::Late(days) => view! { <Due day=today.plus(-days)/> }.into_any(),
        Stand::On(day) => view! { <span>{t::agreement(&date::near(day, today))}</span> }.into_any(),
        Stand::Undated => ().into_any(),
        Stand::Without => view! { <span>{t::without_agreement()}</span> }.into_any(),
    };
    let is_current = move || current.get() == Some(id);
    view! {
        <li class="row" class:row-current=is_current>
            <div class="row-body">
                <a class="row-link" href=format!("/app/unge/{id}{then}") aria-current=move || is_current().then_some("true")
                    prop:replace=!then.is_empty()><Name navn=navn/></a>
                <p class="row-meta">
                    <span>{t::years(alder)}</span>
                    {(!skole.is_empty()).then(|| view! { <span>{skole}</span> })}
                    {if hjulpet { stand } else { view! { <span>{laes::not_yours()}</span> }.into_any() }}
                </p>
                <p class="row-more"><ItemState key=key quiet=true/></p>
            </div>
            <span class="row-end"><Icon name="chevron-right" small=true/></span>
        </li>
    }
}

/// Nobody yet: what will happen.
#[component]
fn None_() -> impl IntoView {
    view! { <div class="empty"><Icon name="persons"/><h2>{t::none_title()}</h2><p>{t::none_body()}</p></div> }
}

//! Signing: what is said yes to stands above, in few words, before a name is written. On a helper's phone the
//! phone is handed over; on their own the young person signs alone.

use domain::samtykke::Underskriver;
use leptos::prelude::*;

use crate::components::form::Form;
use crate::components::form::chips::{Chip, Choice};
use crate::components::form::input::Input;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::{About, group};
use crate::components::form::summary::Summary;
use crate::slot;
use crate::text::{joined, samtykke as t, words};
use crate::view::me::fornavn;
use crate::view::samtykke::SamtykkeSide;
use crate::view::samtykke::forms::{Maade, UnderskriftForm};

/// The signatures that are missing: a form for each that can be given here, a word for the others.
#[component]
pub fn Mangler(side: Signal<Option<SamtykkeSide>>) -> impl IntoView {
    let here = Memo::new(move |_| {
        side.with(|side| side.as_ref().map(SamtykkeSide::kan_underskrive).unwrap_or_default())
    });
    let others = Memo::new(move |_| {
        let missing = side.with(|side| side.as_ref().map(|side| side.mangler.clone()));
        let mut missing = missing.unwrap_or_default();
        missing.retain(|som| !here.with(|here| here.contains(som)));
        missing
    });
    let waits = move || {
        let who: Vec<_> = others.get().into_iter().map(words::underskriver).collect();
        let who = who.into_iter().map(str::to_owned).collect::<Vec<_>>();
        (!who.is_empty()).then(|| view! { <p class="soft">{t::waits_for(&joined(&who))}</p> })
    };
    view! {
        {waits}
        <For each=move || here.get() key=|som| *som let:som><Underskriv side=side som=som/></For>
    }
}

#[component]
fn Underskriv(side: Signal<Option<SamtykkeSide>>, som: Underskriver) -> impl IntoView {
    let name = side.with_untracked(|side| side.as_ref().map(|side| side.id.to_string()));
    let as_what = if som == Underskriver::Ung { "ung" } else { "foraeldre" };
    let name = format!("underskrift:{}:{as_what}", name.unwrap_or_default());
    let fresh = Callback::new(move |()| UnderskriftForm::fresh(som));
    view! { <OpenForm name=name fresh=fresh let:form><Felter form=form side=side som=som/></OpenForm> }
}

#[component]
fn Felter(
    form: Form<UnderskriftForm>,
    side: Signal<Option<SamtykkeSide>>,
    som: Underskriver,
) -> impl IntoView {
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(side) = side.get_untracked() {
            form.save(|typed| typed.parse(&side), t::signed(), || {});
        }
    };
    let own = side.with_untracked(|side| side.as_ref().is_some_and(|side| side.egen));
    let heading = side.with_untracked(|side| {
        side.as_ref().map(|side| t::signs(som, fornavn(&side.navn))).unwrap_or_default()
    });
    let says = move || side.with(|side| side.as_ref().map(|side| t::says_yes(&side.modtager)));
    view! {
        <section class="card group">
            <form class="form form-signing" novalidate on:submit=save>
                <h2 class="card-heading">{heading}</h2>
                <Summary form=form/>
                {(!own).then(|| view! { <p class="soft">{t::sign_hand_over()}</p> })}
                <p><strong>{says}</strong></p>
                <Siger side=side/>
                <Laest form=form/>
                <Input field=slot!(form, navn) label=t::name()/>
                {(!own).then(|| view! { <Hvordan form=form/> })}
                // The page has a bar at the bottom already: the button stands where the form ends.
                <div class="button-group">
                    <button class="button button-primary" type="submit" disabled=form.saving>{t::sign()}</button>
                </div>
                <p class="small soft">{t::sign_note()}</p>
            </form>
        </section>
    }
}

/// What is said yes to.
#[component]
fn Siger(side: Signal<Option<SamtykkeSide>>) -> impl IntoView {
    let lines = move || {
        let side = side.get()?;
        let emner = side.omfang.into_iter().map(|emne| view! { <li>{words::emne(emne)}</li> });
        let when = side.situationer.iter().map(|one| words::situation(*one).to_owned());
        let when: Vec<_> = when.collect();
        Some(view! {
            <ul>{emner.collect_view()}</ul>
            <p>{t::when()}": "{joined(&when)}"."</p>
            {side.tekst.map(|tekst| view! { <p class="own-words">{tekst}</p> })}
        })
    };
    view! { {lines} }
}

#[component]
fn Laest(form: Form<UnderskriftForm>) -> impl IntoView {
    let field = slot!(form, laest);
    let id = field.id();
    view! {
        <div class=group(field.fault)>
            <About id=id.clone() fault=field.fault/>
            <div class="form-check">
                <input class="form-checkbox" type="checkbox" id=id.clone() prop:checked=field.value
                    aria-invalid=move || field.fault.with(Option::is_some).then_some("true")
                    on:change:target=move |ev| field.set(ev.target().checked())/>
                <label for=id>{t::read()}</label>
            </div>
        </div>
    }
}

/// How the yes is given, where somebody else holds the phone.
#[component]
fn Hvordan(form: Form<UnderskriftForm>) -> impl IntoView {
    let chips = vec![
        Chip::new(Maade::Skaerm, t::on_screen()),
        Chip::new(Maade::Papir, t::on_paper()),
        Chip::new(Maade::Mundtligt, t::spoken()),
    ];
    let set = |typed: &mut UnderskriftForm, maade: Option<Maade>| {
        typed.maade = maade.unwrap_or(Maade::Skaerm);
    };
    let maade = form.slot("maade", |typed| Some(typed.maade), set);
    let spoken = Memo::new(move |_| form.values.with(|typed| typed.maade == Maade::Mundtligt));
    view! {
        <Choice field=maade legend=t::how() chips=chips/>
        <Show when=move || spoken.get()><Input field=slot!(form, vidne) label=t::witness()/></Show>
    }
}

//! A samtykke that was given elsewhere, on paper or aloud: a helper writes down who gave it, and stands behind that with
//! their own name.

use domain::samtykke::Underskriver;
use leptos::prelude::*;

use super::underskriv::Laest;
use crate::components::form::Form;
use crate::components::form::chips::{Chip, Choice};
use crate::components::form::input::Input;
use crate::components::form::opening::OpenForm;
use crate::components::form::summary::Summary;
use crate::slot;
use crate::text::{samtykke as t, words};
use crate::view::samtykke::SamtykkeSide;
use crate::view::samtykke::forms::{Maade, UnderskriftForm};

/// Writing it down, behind a line of text: most sign on the phone.
#[component]
pub fn Andetsteds(side: Memo<Option<SamtykkeSide>>, missing: Vec<Underskriver>) -> impl IntoView {
    let name = side.with_untracked(|side| side.as_ref().map(|side| side.id.to_string()));
    let name = format!("underskrift:{}:andetsteds", name.unwrap_or_default());
    let first = missing.first().copied().unwrap_or(Underskriver::Ung);
    let fresh = Callback::new(move |()| UnderskriftForm {
        maade: Maade::Papir,
        ..UnderskriftForm::fresh(first)
    });
    let missing = StoredValue::new(missing);
    view! {
        <details class="more">
            <summary>{t::elsewhere()}</summary>
            <OpenForm name=name fresh=fresh let:form><Felter form=form side=side missing=missing/></OpenForm>
        </details>
    }
}

#[component]
fn Felter(
    form: Form<UnderskriftForm>,
    side: Memo<Option<SamtykkeSide>>,
    missing: StoredValue<Vec<Underskriver>>,
) -> impl IntoView {
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(side) = side.get_untracked() {
            form.save(|typed| typed.elsewhere(&side), t::signed(), || {});
        }
    };
    let who = missing.get_value().into_iter().map(|som| Chip::new(som, words::underskriver(som)));
    let who = who.collect::<Vec<_>>();
    let how =
        vec![Chip::new(Maade::Papir, t::on_paper()), Chip::new(Maade::Mundtligt, t::spoken())];
    let som = form.slot(
        "som",
        |typed| Some(typed.som),
        |typed, som| typed.som = som.unwrap_or(typed.som),
    );
    let maade = form.slot(
        "maade",
        |typed| Some(typed.maade),
        |typed, maade| typed.maade = maade.unwrap_or(typed.maade),
    );
    let spoken = Memo::new(move |_| form.values.with(|typed| typed.maade == Maade::Mundtligt));
    view! {
        <form class="form form-signing" novalidate on:submit=save>
            <Summary form=form/>
            <Choice field=som legend=t::who_gave() chips=who/>
            <Choice field=maade legend=t::how() chips=how/>
            <Input field=slot!(form, navn) label=t::name_of()/>
            <Show when=move || spoken.get()><Input field=slot!(form, vidne) label=t::witness()/></Show>
            <Laest form=form label=t::was_read()/>
            <div class="button-group">
                <button class="button button-secondary" type="submit" disabled=form.saving>{t::note_it()}</button>
            </div>
        </form>
    }
}

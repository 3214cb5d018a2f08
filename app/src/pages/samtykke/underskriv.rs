//! Signing: what is said yes to stands above, in the signer's own words, before a name is written. A young person signs
//! on their own page. A helper hands the phone over (`skriv`), to one signer at a time, or writes down what was signed
//! elsewhere (`andetsteds`).

use domain::samtykke::Underskriver;
use leptos::prelude::*;

use super::andetsteds::Andetsteds;
use super::skriv::Back;
use crate::components::discreet::called;
use crate::components::form::Form;
use crate::components::form::input::Input;
use crate::components::form::opening::OpenForm;
use crate::components::form::parts::{About, group};
use crate::components::form::summary::Summary;
use crate::components::handed::{ToSign, use_handed};
use crate::components::icon::Icon;
use crate::field::use_field;
use crate::slot;
use crate::text::{date, joined, samtykke as t, words};
use crate::view::me::fornavn;
use crate::view::samtykke::forms::UnderskriftForm;
use crate::view::samtykke::{Ord, SamtykkeSide};

/// The signatures that are missing: what whoever looks can do about each.
#[component]
pub fn Mangler(side: Memo<Option<SamtykkeSide>>) -> impl IntoView {
    let own = Memo::new(move |_| side.with(|side| side.as_ref().map(|side| side.egen)));
    let missing = Memo::new(move |_| {
        side.with(|side| side.as_ref().map(|side| side.mangler.clone()).unwrap_or_default())
    });
    move || {
        let others = move || {
            let missing = missing.get();
            let some = !missing.is_empty();
            let each = missing.iter().map(|som| view! { <Mangel side=side som=*som/> });
            let each = each.collect_view();
            some.then(|| view! { {each}<Andetsteds side=side missing=missing/> })
        };
        Some(if own.get()? {
            view! { <Egen side=side missing=missing/> }.into_any()
        } else {
            others.into_any()
        })
    }
}

/// On their own phone: the young person's own signature, and a word about the others'. Whoever signs meanwhile takes
/// nothing away under their fingers.
#[component]
fn Egen(side: Memo<Option<SamtykkeSide>>, missing: Memo<Vec<Underskriver>>) -> impl IntoView {
    let own = Memo::new(move |_| missing.with(|missing| missing.contains(&Underskriver::Ung)));
    let others = move || {
        let missing = missing.get().into_iter();
        let others: Vec<_> = missing
            .filter(|som| *som != Underskriver::Ung)
            .map(|som| words::underskriver(som).to_owned())
            .collect();
        (!others.is_empty()).then(|| view! { <p class="soft">{t::waits_for(&joined(&others))}</p> })
    };
    view! {
        {others}
        <Show when=move || own.get()><section class="card group"><Underskriv side=side som=Underskriver::Ung/></section></Show>
    }
}

/// On a helper's phone: who has not signed, and handing the phone over to them.
#[component]
fn Mangel(side: Memo<Option<SamtykkeSide>>, som: Underskriver) -> impl IntoView {
    let handed = use_handed();
    let over = move |_| {
        if let Some((ung, samtykke)) =
            side.with_untracked(|side| side.as_ref().map(|side| (side.ung, side.id)))
        {
            handed.over(ToSign { ung, samtykke, som });
        }
    };
    let first = move || {
        let navn = side.with(|side| side.as_ref().map(|side| side.navn.clone()));
        navn.map(|navn| called(&navn)).unwrap_or_default()
    };
    view! {
        <section class="card group">
            <h2 class="card-heading">{move || t::lacks(som, &first())}</h2>
            <p class="soft">{t::hand_over_note()}</p>
            <div class="button-group">
                <button class="button button-primary" type="button" on:click=over>
                    <Icon name="smartphone"/><span>{move || t::hand_over(som, &first())}</span>
                </button>
            </div>
        </section>
    }
}

/// Signing itself. `back` is there where the phone was handed over.
#[component]
pub fn Underskriv(
    /// The samtykke.
    side: Memo<Option<SamtykkeSide>>,
    /// As what they sign.
    som: Underskriver,
    /// Called when they have answered.
    #[prop(optional, into)]
    back: Option<Callback<Back>>,
) -> impl IntoView {
    let side = side.get_untracked();
    side.map(|side| {
        let as_what = if som == Underskriver::Ung { "ung" } else { "foraeldre" };
        let name = format!("underskrift:{}:{as_what}", side.id);
        let fresh = Callback::new(move |()| UnderskriftForm::fresh(som));
        let side = StoredValue::new(side);
        view! { <OpenForm name=name fresh=fresh let:form><Felter form=form side=side som=som back=back/></OpenForm> }
    })
}

#[component]
fn Felter(
    form: Form<UnderskriftForm>,
    side: StoredValue<SamtykkeSide>,
    som: Underskriver,
    back: Option<Callback<Back>>,
) -> impl IntoView {
    let answer = move |why| {
        if let Some(back) = back {
            back.run(why);
        }
    };
    let save = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let read = |typed: &UnderskriftForm| side.with_value(|side| typed.here(side));
        form.save(read, t::signed(), move || answer(Back::Signed));
    };
    let heading = side.with_value(|side| t::asks(som, fornavn(&side.navn)));
    let heading = match back {
        Some(_) => view! { <h1 tabindex="-1">{heading}</h1> }.into_any(),
        None => view! { <h2 class="card-heading">{heading}</h2> }.into_any(),
    };
    let no = back.map(|_| {
        view! {
            <button class="button button-secondary" type="button" on:click=move |_| answer(Back::NotNow)>{t::not_now()}</button>
        }
    });
    view! {
        <form class="form form-signing" novalidate on:submit=save>
            {heading}
            <Summary form=form/>
            <Siger side=side som=som/>
            <Laest form=form label=t::read()/>
            <Input field=slot!(form, navn) label=t::name()/>
            // The page has a bar at the bottom already: the button stands where the form ends.
            <div class="button-group">
                <button class="button button-primary" type="submit" disabled=form.saving>{t::sign()}</button>
                {no}
            </div>
            <p class="small soft">{t::sign_note()}</p>
        </form>
    }
}

/// What is said yes to.
#[component]
fn Siger(side: StoredValue<SamtykkeSide>, som: Underskriver) -> impl IntoView {
    let today = use_field().today();
    side.with_value(|side| {
        let first = fornavn(&side.navn);
        let emner = side.omfang.iter().map(|emne| view! { <li>{words::emne(*emne)}</li> });
        let when: Vec<_> =
            side.situationer.iter().map(|one| words::situation(*one).to_owned()).collect();
        let period = t::period_days(&date::date(side.fra, today), &date::date(side.til, today));
        let ord = side.ord(som).map(|ord| match ord {
            Ord::Egne(tekst) => view! { <p class="own-words">{tekst}</p> }.into_any(),
            Ord::DenUnges(tekst) => {
                view! { <p>{t::their_words(first)}</p><blockquote class="own-words">{tekst}</blockquote> }.into_any()
            }
        });
        view! {
            <p><strong>{t::says_yes(som, &side.modtager, first)}</strong></p>
            <ul>{emner.collect_view()}</ul>
            <p>{t::when()}": "{joined(&when)}"."</p>
            <p>{t::period()}": "{period}"."</p>
            {ord}
        }
    })
}

/// A box for having read it.
#[component]
pub fn Laest(form: Form<UnderskriftForm>, label: &'static str) -> impl IntoView {
    let field = slot!(form, laest);
    let id = field.id();
    view! {
        <div class=group(field.fault)>
            <About id=id.clone() fault=field.fault/>
            <div class="form-check">
                <input class="form-checkbox" type="checkbox" id=id.clone() prop:checked=field.value
                    aria-invalid=move || field.fault.with(Option::is_some).then_some("true")
                    on:change:target=move |ev| field.set(ev.target().checked())/>
                <label for=id>{label}</label>
            </div>
        </div>
    }
}

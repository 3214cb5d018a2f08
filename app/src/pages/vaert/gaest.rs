//! Somebody who comes, and whether they did: two big buttons, of which one may be in force.

use domain::snusepraktik::Fremmoede;
use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::components::act::Act;
use crate::components::discreet::called;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::row::Row;
use crate::field::use_field;
use crate::text::{date, vaert as t, words};
use crate::view::vaert::Gaest;

/// Whether attendance can be told, and whether the day is not said elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is the day.
    Today,
    /// The day has passed.
    Past,
    /// The day is to come.
    Ahead,
}

/// A list of guests.
#[component]
pub fn Guests(guests: Signal<Vec<Gaest>>, asked: Asked, act: Act) -> impl IntoView {
    view! {
        <Show when=move || guests.with(|guests| !guests.is_empty())>
            <ul class="rows">
                <For each=move || guests.get() key=Clone::clone let:gaest>
                    <Guest gaest=gaest asked=asked act=act/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Guest(gaest: Gaest, asked: Asked, act: Act) -> impl IntoView {
    let today = use_field().today();
    let day = (asked == Asked::Past).then(|| date::near(gaest.dag, today));
    let (number, of) = gaest.nummer;
    let which = (of > 1).then(|| t::day_of(number, of));
    let parts = [day, Some(gaest.linje.clone()), which, gaest.moedetid.clone()];
    let parts = parts.into_iter().flatten().map(|part| view! { <span>{part}</span> });
    let call = gaest.ring.clone().map(|(navn, number)| {
        let href = format!("tel:{}", number.replace(' ', ""));
        view! { <span><a href=href>{t::call(&navn)}</a>" "<span class="telefon">{number}</span></span> }
    });
    let meta = view! { {parts.collect_view()}{call} };
    let end = (asked != Asked::Ahead).then(|| view! { <Attendance gaest=gaest.clone() act=act/> });
    view! {
        <Row
            icon="person"
            title=view! { <Name navn=gaest.fornavn.clone()/> }.into_any()
            meta=meta.into_any()
            end=end.map(IntoAny::into_any)
            key=Some(gaest.key())
            wrap=true
        />
    }
}

/// Met or not. It shows what stands: a tap changes nothing by itself, and one that is refused leaves it so.
#[component]
fn Attendance(gaest: Gaest, act: Act) -> impl IntoView {
    let name = format!("{}-{}", gaest.id, gaest.dag);
    let label = {
        let fornavn = gaest.fornavn.clone();
        move || t::attendance(&called(&fornavn))
    };
    let choice = |fremmoede: Fremmoede, icon: &'static str, said: &'static str| {
        let gaest = gaest.clone();
        let stands = gaest.fremmoede == Some(fremmoede);
        let tell = move |ev: MouseEvent| {
            ev.prevent_default();
            if !stands {
                act.ask(gaest.confirm(fremmoede).into(), said);
            }
        };
        view! {
            <label class="chip">
                <input type="radio" id=format!("{name}-{icon}") name=name.clone() prop:checked=stands on:click=tell/>
                <span class="chip-face"><Icon name=icon small=true/>{words::fremmoede(fremmoede)}</span>
            </label>
        }
    };
    view! {
        <div class="chips" role="radiogroup" aria-label=label>
            {choice(Fremmoede::Moedt, "check", t::told_came())}
            {choice(Fremmoede::Udeblevet, "close", t::told_absent())}
        </div>
    }
}

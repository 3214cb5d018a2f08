//! Chips: the handful of answers that are given most, one of them or several.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Slot;
use super::parts::{About, Optional, described, group};
use crate::components::icon::Icon;

/// One of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip<T> {
    /// What it stands for.
    pub value: T,
    /// Its words.
    pub label: String,
    /// Its picture.
    pub icon: Option<&'static str>,
}

impl<T> Chip<T> {
    /// An answer without a picture.
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Self { value, label: label.into(), icon: None }
    }

    /// With a picture.
    #[must_use]
    pub fn with_icon(self, icon: &'static str) -> Self {
        Self { icon: Some(icon), ..self }
    }
}

/// One answer of several.
#[component]
pub fn Choice<T>(
    /// The field.
    field: Slot<Option<T>>,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    #[prop(into)]
    chips: Signal<Vec<Chip<T>>>,
    /// How to choose.
    #[prop(optional)]
    hint: &'static str,
    /// What stands between the question and the answers, such as a search.
    #[prop(optional, into)]
    above: Option<AnyView>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let chosen = move |value: &T| field.value.with(|now| now.as_ref() == Some(value));
    let choose = move |value: T, _| field.set(Some(value));
    view! {
        <ChipGroup id=field.id() fault=field.fault legend=legend hint=hint optional=false kind="radio" above=above
            chips=chips chosen=chosen choose=choose/>
    }
}

/// Any of the answers.
#[component]
pub fn Choices<T>(
    /// The field.
    field: Slot<BTreeSet<T>>,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    #[prop(into)]
    chips: Signal<Vec<Chip<T>>>,
    /// How to choose.
    #[prop(optional)]
    hint: &'static str,
    /// May be left out.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView
where
    T: Clone + Ord + Send + Sync + 'static,
{
    let chosen = move |value: &T| field.value.with(|now| now.contains(value));
    let choose = move |value: T, on: bool| {
        let mut now = field.value.get_untracked();
        if on {
            now.insert(value)
        } else {
            now.remove(&value)
        };
        field.set(now);
    };
    view! {
        <ChipGroup id=field.id() fault=field.fault legend=legend hint=hint optional=optional kind="checkbox" above=None
            chips=chips chosen=chosen choose=choose/>
    }
}

#[component]
fn ChipGroup<T, C, S>(
    id: String,
    fault: Signal<Option<String>>,
    legend: String,
    hint: &'static str,
    optional: bool,
    kind: &'static str,
    above: Option<AnyView>,
    chips: Signal<Vec<Chip<T>>>,
    chosen: C,
    choose: S,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    C: Fn(&T) -> bool + Copy + Send + Sync + 'static,
    S: Fn(T, bool) + Copy + Send + Sync + 'static,
{
    let (about, name) = (id.clone(), id.clone());
    let describe = {
        let id = id.clone();
        move || described(&id, hint, fault.with(Option::is_some))
    };
    let chip = move |Chip { value, label, icon }: Chip<T>| {
        let (asked, set) = (value.clone(), value);
        view! {
            <label class="chip">
                <input type=kind name=name.clone() prop:checked=move || chosen(&asked)
                    on:change:target=move |ev| choose(set.clone(), ev.target().checked())/>
                <span class="chip-face">{icon.map(|icon| view! { <Icon name=icon small=true/> })}{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class=group(fault) id=id aria-describedby=describe>
            <legend class="form-label">{legend}<Optional when=optional/></legend>
            <About id=about hint=hint fault=fault/>
            {above}
            <div class="chips">{move || chips.get().into_iter().map(chip.clone()).collect_view()}</div>
        </fieldset>
    }
}

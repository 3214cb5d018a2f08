//! The fields that logging and amending a visit share.

use domain::besoeg::{Materiale, Moedetype};
use leptos::prelude::*;

use super::linjer::Spoergsmaal;
use crate::components::form::Form;
use crate::components::form::chips::{Chip, Choice, Choices};
use crate::components::form::input::Input;
use crate::components::form::stepper::Stepper;
use crate::field::use_field;
use crate::slot;
use crate::text::{besoeg as t, form, words};
use crate::view::log_besoeg::{BesoegForm, ambassadoerer};

const MOEDETYPER: [Moedetype; 5] = [
    Moedetype::Laerer,
    Moedetype::Afdeling,
    Moedetype::Paedagogisk,
    Moedetype::Vejleder,
    Moedetype::Andet,
];

const MATERIALER: [Materiale; 4] =
    [Materiale::Folder, Materiale::Slides, Materiale::Dagsorden, Materiale::Referat];

/// The fields.
#[component]
pub fn BesoegFelter(form: Form<BesoegForm>) -> impl IntoView {
    let field = use_field();
    let moedetyper = MOEDETYPER.map(|kind| Chip::new(kind, words::moedetype(kind)));
    let materialer = MATERIALER.map(|one| Chip::new(one, words::materiale(one)));
    let staff = Memo::new(move |_| field.see(ambassadoerer));
    let ambassadors = Signal::derive(move || {
        staff.get().into_iter().map(|(id, navn)| Chip::new(id, navn)).collect::<Vec<_>>()
    });
    view! {
        <Choice field=slot!(form, moedetype) legend=t::kind() chips=moedetyper.to_vec()/>
        <Stepper field=slot!(form, antal) label=t::present() buttons=(t::one_less(), t::one_more()) hint=t::present_hint() empty=t::not_counted()/>
        <Stepper field=slot!(form, minutter) label=t::minutes() buttons=(t::shorter(), t::longer()) step=5/>
        <div class="form-pair">
            <Input field=slot!(form, dag) label=form::day() kind="date"/>
            <Input field=slot!(form, tid) label=form::clock() kind="time"/>
        </div>
        <Input field=slot!(form, sted) label=t::place() optional=true/>
        <Choices field=slot!(form, ambassadoerer) legend=t::ambassadors() chips=ambassadors/>
        <Spoergsmaal form=form/>
        <Choices field=slot!(form, materialer) legend=t::materials() chips=materialer.to_vec() optional=true/>
        <Input field=slot!(form, naeste) label=t::next() hint=t::next_hint() kind="date" optional=true/>
    }
}

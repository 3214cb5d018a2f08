//! Two people changed the same field: both values side by side, who and when, and one tap chooses.

use domain::edit::{SettleConflict, Valg};
use domain::id::OrganisationId;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::{besoeg as t, date, form, words};
use crate::view::besoeg::{Svar, Uenighed};

/// Values longer than this stand as text, not as a big figure, and their buttons do not repeat them.
const SHORT: usize = 12;

/// A card for each disagreement.
#[component]
pub fn Uenigheder(
    organisation: OrganisationId,
    uenige: Memo<Vec<Uenighed>>,
    may_write: Memo<bool>,
    act: Act,
) -> impl IntoView {
    move || {
        uenige.get().into_iter().map(|uenig| view! { <Card organisation=organisation uenig=uenig may_write=may_write.get() act=act/> }).collect_view()
    }
}

#[component]
fn Card(organisation: OrganisationId, uenig: Uenighed, may_write: bool, act: Act) -> impl IntoView {
    let Uenighed { id, felt, staaende, anden } = uenig;
    let short = [&staaende, &anden].iter().all(|svar| svar.siger.chars().count() <= SHORT);
    let heading = format!("uenig-{id}");
    let labelled_by = heading.clone();
    let choose = move |valg| {
        act.ask(SettleConflict { organisation, conflict: id, valg }.into(), form::saved());
    };
    view! {
        <section class="conflict group" aria-labelledby=labelled_by>
            <h2 class="conflict-title" id=heading><Icon name="warning"/>{t::conflict(words::besoeg_felt(felt))}</h2>
            <p>{t::conflict_body()}</p>
            <div class="conflict-sides">
                <Side svar=staaende valg=Valg::Staaende short=short may_write=may_write choose=choose/>
                <Side svar=anden valg=Valg::Anden short=short may_write=may_write choose=choose/>
            </div>
        </section>
    }
}

#[component]
fn Side(
    svar: Svar,
    valg: Valg,
    short: bool,
    may_write: bool,
    choose: impl Fn(Valg) + Copy + 'static,
) -> impl IntoView {
    let today = use_field().today();
    let Svar { af, kl, siger } = svar;
    let (stands, act) = match (valg, short) {
        (Valg::Staaende, true) => (t::stands_now(), t::keep(&siger)),
        (Valg::Staaende, false) => (t::stands_now(), t::keep_this().to_owned()),
        (Valg::Anden, true) => (t::not_chosen(), t::use_(&siger)),
        (Valg::Anden, false) => (t::not_chosen(), t::use_this().to_owned()),
    };
    let class = if short { "conflict-value" } else { "conflict-value conflict-text" };
    view! {
        <div class="conflict-side">
            <p class="conflict-who"><strong>{af}</strong>{date::moment(kl, today)}</p>
            <p><span class="tag">{stands}</span></p>
            <p class=class>{siger}</p>
            {may_write.then(|| view! { <button class="button button-secondary" type="button" on:click=move |_| choose(valg)>{act}</button> })}
        </div>
    }
}

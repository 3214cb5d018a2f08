//! A young person: what happens next, who helps, what is agreed, which days they taste, and the notes.

pub mod aftaler;
pub mod hoved;
pub mod indskrivning;
pub mod laes;
pub mod noter;
pub mod samtykker;
pub mod snusepraktik;

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::act::{ActFailure, use_act};
use crate::components::gone::Gone;
use crate::field::use_field;
use crate::text::unge as t;
use crate::view::ung::UngSide;

/// A young person's page, or that it is not here.
#[component]
pub fn UngDetail(
    /// The young person.
    id: UngId,
    /// What there is to show; none if the plan is not on this phone.
    side: Memo<Option<UngSide>>,
) -> impl IntoView {
    let gone = || {
        view! { <Gone title=t::gone_title() body=t::gone_body() href="/app/unge" back=t::to_list()/> }
    };
    view! {
        <Show when=move || side.with(Option::is_some) fallback=gone><Detail id=id side=side/></Show>
    }
}

#[component]
fn Detail(id: UngId, side: Memo<Option<UngSide>>) -> impl IntoView {
    use_field().note_opslag(id);
    let act = use_act();
    let side = act.steady(move || side.get().unwrap_or_default());
    view! {
        <hoved::Hoved id=id side=side/>
        <ActFailure act=act/>
        <laes::Ulaeste ung=id act=act/>
        <div class="columns group">
            <div>
                <aftaler::Aftaler ung=id side=side act=act/>
                <snusepraktik::Snusepraktikker ung=id side=side act=act/>
                <samtykker::Samtykker ung=id/>
                <hoved::Hjaelpere side=side/>
                <Show when=move || side.with(|side| side.hjulpet)>
                    <indskrivning::Indskrivninger ung=id act=act/>
                    <hoved::Adgang id=id/>
                </Show>
            </div>
            <div><noter::Noter ung=id/></div>
        </div>
    }
}

//! A young person's taster placements: what became of each, told as it is, and taking one back.

use domain::id::UngId;
use domain::snusepraktik::{Bookingstatus, CancelSnusepraktik};
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::confirm::Confirm;
use crate::components::icon::Icon;
use crate::components::state::ItemState;
use crate::components::tag::BookingTag;
use crate::field::use_field;
use crate::text::{days, joined, unge as t, words};
use crate::view::ung::{SnuseRow, UngSide};

/// The taster placements.
#[component]
pub fn Snusepraktikker(ung: UngId, side: Memo<UngSide>, act: Act) -> impl IntoView {
    let rows = Memo::new(move |_| side.with(|side| side.snusepraktikker.clone()));
    view! {
        <section class="group" aria-labelledby="snuse">
            <h2 class="group-title" id="snuse">{t::tasters()}</h2>
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <ul class="rows">
                    {move || rows.get().into_iter().map(|row| view! { <Booking ung=ung row=row act=act/> }).collect_view()}
                </ul>
            </Show>
            <p class="button-group">
                <a class="button button-secondary" href=format!("/app/unge/{ung}/snusepraktik")><Icon name="plus"/><span>{t::taster()}</span></a>
            </p>
        </section>
    }
}

#[component]
fn Booking(ung: UngId, row: SnuseRow, act: Act) -> impl IntoView {
    let today = use_field().today();
    let SnuseRow { id, linje, hos, dage, linjer, status, key, .. } = row;
    let means = match status {
        Bookingstatus::Oensket => Some(t::requested_answer()),
        Bookingstatus::Venteliste(_) => Some(t::waitlist_means()),
        Bookingstatus::Afvist(why) => Some(words::afvisning(why)),
        _ => None,
    };
    let lines = (!linjer.is_empty()).then(|| view! { <span>{t::lines(&joined(&linjer))}</span> });
    let cancel = move || act.ask(CancelSnusepraktik { id, ung }.into(), t::cancelled());
    let open = status.is_open() && dage.last().is_some_and(|last| *last >= today);
    view! {
        <li class="row row-wrap">
            <span class="row-mark"><Icon name="construction"/></span>
            <div class="row-body">
                <strong>{linje.clone()}</strong>
                <p class="row-meta"><span>{days::days(&dage, today)}</span><span>{hos}</span>{lines}</p>
                <p class="row-more"><BookingTag status=status/><ItemState key=key quiet=true/></p>
                {means.map(|means| view! { <p class="small soft">{means}</p> })}
            </div>
            {open.then(|| view! { <div class="row-end"><Confirm
                act=t::cancel()
                label=t::cancel_what(&linje)
                ask=t::cancel_sure()
                yes=t::cancel_yes()
                no=t::cancel_no()
                at_once=!status.is_seated()
                done=cancel
            /></div> })}
        </li>
    }
}

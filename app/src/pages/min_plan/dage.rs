//! Taster days, told as they are: requested is not booked. The young person may take them back.

use domain::snusepraktik::CancelSnusepraktik;
use leptos::prelude::*;

use crate::components::act::Act;
use crate::components::confirm::Confirm;
use crate::components::row::{Group, Row};
use crate::components::tag::BookingTag;
use crate::field::use_field;
use crate::text::pladser::bring;
use crate::text::{days, min_plan as t};
use crate::view::min_plan::{DageRow, MinPlan as Plan};
use crate::view::moede::Moede;

/// The taster days.
#[component]
pub fn Dage(plan: Memo<Plan>, act: Act) -> impl IntoView {
    let count = Signal::derive(move || plan.with(|plan| plan.dage.len()));
    view! {
        <Group id="dage" title=t::days() count=count>
            <For each=move || plan.with(|plan| plan.dage.clone()) key=Clone::clone let:row>
                <Booking row=row act=act/>
            </For>
        </Group>
    }
}

#[component]
fn Booking(row: DageRow, act: Act) -> impl IntoView {
    let field = use_field();
    let key = row.key();
    let DageRow { id, ung, linje, sted, dage, moede, status, kan_aflyses } = row;
    let meta = view! { <span>{days::days(&dage, field.today())}</span><span>{sted}</span>{meeting(moede)} };
    let means = move || t::means(status, field.look(|replica| replica.progress(&key)));
    let more = view! { <BookingTag status=status/><span class="soft">{means}</span> };
    let cancel = move || act.ask(CancelSnusepraktik { id, ung }.into(), t::cancel_done());
    let end = kan_aflyses.then(|| {
        view! {
            <Confirm
                act=t::cancel()
                label=t::cancel_what(&linje)
                ask=t::cancel_sure()
                yes=t::cancel_yes()
                no=t::cancel_no()
                done=cancel
            />
        }
    });
    view! {
        <Row
            icon="construction"
            title=linje.clone().into_any()
            meta=meta.into_any()
            more=more.into_any()
            end=end.map(IntoAny::into_any)
            key=Some(key)
            wrap=true
        />
    }
}

/// Where and when to meet, what to bring and whom to call, each a part of the row.
fn meeting(Moede { moedested, telefon }: Moede) -> impl IntoView {
    let parts = moedested.map(|at| {
        let bring = at.medbring.map(|what| bring(what.as_str()));
        let parts = [Some(at.moedetid.to_string()), Some(at.sted.to_string()), bring];
        parts.into_iter().flatten().map(|part| view! { <span>{part}</span> }).collect_view()
    });
    let call = telefon.map(|number| {
        let href = format!("tel:{}", number.replace(' ', ""));
        view! { <span class="moede-call"><a href=href>{t::call_host()}</a>" "{number}</span> }
    });
    view! { {parts}{call} }
}

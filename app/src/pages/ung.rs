//! A young person: what happens next, who helps, what is agreed, which days they taste, and the notes.

pub mod aftaler;
pub mod hoved;
pub mod noter;
pub mod snusepraktik;

use domain::id::UngId;
use leptos::prelude::*;

use crate::browser::route::use_id;
use crate::components::act::{ActFailure, use_act};
use crate::components::gone::Gone;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::unge as t;
use crate::view::ung::{UngSide, ung_side};

use super::unge::liste::UngeListe;

/// A young person's page; at a desk beside the list.
#[component]
pub fn UngPage() -> impl IntoView {
    let field = use_field();
    let id = use_id::<UngId>("ung");
    let side = Memo::new(move |_| id.get().and_then(|id| field.see(|s| ung_side(s, id))));
    let title = Signal::derive(move || {
        side.with(|s| s.as_ref().map_or_else(|| t::title().to_owned(), |s| s.navn.clone()))
    });
    let known = Memo::new(move |_| id.get().filter(|_| side.with(Option::is_some)));
    view! {
        <Page title=title back="/app/unge" bare=true>
            <div class="split has-detail">
                <section class="split-list desk-only" aria-label=t::title()><UngeListe current=id/></section>
                <section class="split-detail">
                    {move || match known.get() {
                        Some(id) => view! { <Detail id=id side=side/> }.into_any(),
                        None => view! { <Gone title=t::gone_title() body=t::gone_body() href="/app/unge" back=t::to_list()/> }.into_any(),
                    }}
                </section>
            </div>
        </Page>
    }
}

#[component]
fn Detail(id: UngId, side: Memo<Option<UngSide>>) -> impl IntoView {
    let act = use_act();
    let side = Memo::new(move |_| side.get().unwrap_or_default());
    view! {
        <hoved::Hoved id=id side=side/>
        <ActFailure act=act/>
        <div class="columns">
            <div>
                <aftaler::Aftaler ung=id side=side act=act/>
                <snusepraktik::Snusepraktikker ung=id side=side act=act/>
                <hoved::Hjaelpere side=side/>
            </div>
            <div><noter::Noter ung=id/></div>
        </div>
    }
}

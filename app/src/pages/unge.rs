//! The young people one helps: a list to search, and the one chosen. At a desk they stand side by side, and
//! choosing another leaves the list as it is.

pub mod liste;

use domain::id::UngId;
use leptos::prelude::*;

use crate::browser::page;
use crate::browser::route::use_id;
use crate::components::discreet::tab_of;
use crate::components::shell::Page;
use crate::components::soeg::Soeg;
use crate::field::use_field;
use crate::text::unge as t;
use crate::view::ung::ung_side;
use liste::UngeListe;

use super::ung::UngDetail;

/// The list of young people, and the one chosen.
#[component]
pub fn Unge() -> impl IntoView {
    let field = use_field();
    let id = use_id::<UngId>("ung");
    let side = Memo::new(move |_| id.get().and_then(|id| field.see(|s| ung_side(s, id))));
    let kendt = move |id| field.see(|sight| sight.ung(id).map(|ung| sight.kendt(ung)));
    let title = move || {
        let navn = id.get().and_then(kendt);
        navn.map_or_else(|| t::title().to_owned(), |navn| tab_of(navn, t::one()))
    };
    let back = move || id.get().map(|_| "/app/unge".to_owned());
    Effect::new(move |before: Option<Option<UngId>>| {
        let now = id.get();
        if before.is_some_and(|before| before != now) {
            page::focus_after_navigation();
        }
        now
    });
    view! {
        <Page title=Signal::derive(title) back=Signal::derive(back) bare=true>
            <div class="split" class:has-detail=move || id.get().is_some()>
                <section class="split-list" aria-label=t::title()><UngeListe current=id/><Soeg/></section>
                <section class="split-detail">
                    {move || match id.get() {
                        Some(id) => view! { <UngDetail id=id side=side/> }.into_any(),
                        None => view! { <p class="soft">{t::choose_one()}</p> }.into_any(),
                    }}
                </section>
            </div>
        </Page>
    }
}

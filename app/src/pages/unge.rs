//! The young people one helps: a list to search, and at a desk the one chosen beside it.

pub mod liste;

use leptos::prelude::*;

use crate::components::shell::Page;
use crate::text::unge as t;
use liste::UngeListe;

/// The list of young people one helps.
#[component]
pub fn Unge() -> impl IntoView {
    view! {
        <Page title=t::title().to_owned() bare=true>
            <div class="split">
                <section class="split-list" aria-label=t::title()><UngeListe/></section>
                <section class="split-detail"><p class="soft">{t::choose_one()}</p></section>
            </div>
        </Page>
    }
}

//! The start page: which it is follows from who looks.

use leptos::prelude::*;

use crate::field::use_field;
use crate::pages::i_dag::IDag;
use crate::pages::min_plan::MinPlan;
use crate::pages::skole::SkolePage;
use crate::pages::vaert::VaertPage;
use crate::view::me::Start;

/// The young person's plan, who comes to the host today, what was told to the school, or the work list.
#[component]
pub fn Home() -> impl IntoView {
    let field = use_field();
    let start = Memo::new(move |_| field.me().start());
    move || match start.get() {
        Start::MinPlan => view! { <MinPlan/> }.into_any(),
        Start::Vaert => view! { <VaertPage/> }.into_any(),
        Start::Skole => view! { <SkolePage/> }.into_any(),
        Start::IDag => view! { <IDag/> }.into_any(),
    }
}

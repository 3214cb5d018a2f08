//! The start page: which it is follows from who looks.

use leptos::prelude::*;

use crate::components::later::Later;
use crate::field::use_field;
use crate::pages::i_dag::IDag;
use crate::pages::min_plan::MinPlan;
use crate::pages::rest::Rest;
use crate::view::me::Start;

/// The young person's plan, who comes to the host today, what was told to the school, or the work list.
#[component]
pub fn Home() -> impl IntoView {
    let field = use_field();
    let start = Memo::new(move |_| field.me().start());
    move || match start.get() {
        Start::MinPlan => view! { <MinPlan/> }.into_any(),
        Start::Vaert => view! { <Later page=Rest::Vaert/> }.into_any(),
        Start::Skole => view! { <Later page=Rest::Skole/> }.into_any(),
        Start::IDag => view! { <IDag/> }.into_any(),
    }
}

//! The start page: which of the three it is follows from who looks.

use domain::Rolle;
use leptos::prelude::*;

use crate::field::use_field;
use crate::pages::i_dag::IDag;
use crate::pages::min_plan::MinPlan;
use crate::pages::vaert::VaertPage;

/// The young person's plan, who comes to the host today, or the work list.
#[component]
pub fn Home() -> impl IntoView {
    let field = use_field();
    let start = Memo::new(move |_| {
        let me = field.me();
        let only_host = me.is(Rolle::Vaert) && !me.helps_young() && !me.visits_partners();
        (me.ung().is_some(), only_host)
    });
    move || match start.get() {
        (true, _) => view! { <MinPlan/> }.into_any(),
        (_, true) => view! { <VaertPage/> }.into_any(),
        _ => view! { <IDag/> }.into_any(),
    }
}

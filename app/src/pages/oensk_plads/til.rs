//! Whom the days are for, when they were chosen first: searched for among the young people.

use domain::id::UngId;
use leptos::prelude::*;

use crate::components::discreet::named;
use crate::components::form::Form;
use crate::components::form::chips::{Chip, Choice};
use crate::components::search::SearchField;
use crate::field::use_field;
use crate::slot;
use crate::text::pladser as t;
use crate::view::oensk_plads::OenskForm;
use crate::view::unge::{Show, UngRow, found, hjulpne};

/// How many are offered at a time.
const OFFERED: usize = 8;

/// Whom it is for.
#[component]
pub fn Til(form: Form<OenskForm>) -> impl IntoView {
    let field = use_field();
    let all = Memo::new(move |_| field.see(hjulpne));
    let search = RwSignal::new(String::new());
    let slot = slot!(form, ung);
    let chips = Signal::derive(move || {
        let chosen: Option<UngId> = slot.value.get();
        all.with(|all| {
            let mut offered = search.with(|search| found(all, Show::Everyone, search));
            offered.truncate(OFFERED);
            let missing = |row: &&UngRow| Some(row.id) == chosen && !offered.contains(row);
            let missing = all.iter().find(missing);
            offered.extend(missing);
            offered.into_iter().map(|row| Chip::new(row.id, named(&row.kendt))).collect::<Vec<_>>()
        })
    });
    let find = view! { <SearchField label=t::search_young() typed=search/> };
    view! { <Choice field=slot legend=t::for_whom() chips=chips above=find.into_any()/> }
}

//! Chips above the places: those of one host, or all.

use domain::id::OrganisationId;
use leptos::prelude::*;

use crate::text::pladser as t;
use crate::view::pladser::{PladsRow, hosts};

/// So many places can be read without choosing among them.
const FEW: usize = 3;

/// Whose places are shown.
pub type Chosen = RwSignal<Option<OrganisationId>>;

/// The hosts to choose from, where there are several.
#[component]
pub fn Hosts(
    /// All the places.
    rows: Memo<Vec<PladsRow>>,
    /// Whose are shown.
    chosen: Chosen,
) -> impl IntoView {
    let all = Memo::new(move |_| rows.with(|rows| hosts(rows)));
    let chip = move |host: Option<OrganisationId>, label: String| {
        let turn = move |_| chosen.set(host);
        view! {
            <label class="chip">
                <input type="radio" name="vaert" prop:checked=move || chosen.get() == host on:change=turn/>
                <span class="chip-face">{label}</span>
            </label>
        }
    };
    let many = move || rows.with(Vec::len) > FEW && all.with(Vec::len) > 1;
    view! {
        <Show when=many>
            <fieldset class="tools form-group">
                <legend class="sr-only">{t::host()}</legend>
                <div class="chips chips-tight">
                    {chip(None, t::all_hosts().to_owned())}
                    {move || all.get().into_iter().map(|(host, navn)| chip(Some(host), navn)).collect_view()}
                </div>
            </fieldset>
        </Show>
    }
}

/// The places that are shown.
pub fn shown(rows: Memo<Vec<PladsRow>>, chosen: Chosen) -> Memo<Vec<PladsRow>> {
    Memo::new(move |_| {
        let host = chosen.get();
        let is_shown = |row: &&PladsRow| host.is_none_or(|host| host == row.organisation);
        rows.with(|rows| rows.iter().filter(is_shown).cloned().collect())
    })
}

//! Words of a form that cannot be sent any more, as what it is about has left this phone. They are shown where the form
//! would be, to be copied or removed.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::components::alert::{Alert, Tone};
use crate::components::confirm::Confirm;
use crate::field::use_field;
use crate::text::form as t;
use crate::view::draft::row::of_form;
use crate::view::draft::written;

/// What was written in a form of this name, if anything was.
#[component]
pub fn LeftWords(
    /// The form's name.
    form: String,
) -> impl IntoView {
    let field = use_field();
    let rows = RwSignal::new(Vec::new());
    spawn_local(async move {
        if let Ok(all) = field.drafts().await {
            let _gone = rows.try_set(of_form(&form, all));
        }
    });
    let remove = move || {
        for (name, _) in rows.get_untracked() {
            field.keep_draft(name, None, Box::new(|_| {}));
        }
        rows.set(Vec::new());
    };
    move || {
        let lines: Vec<_> =
            rows.with(|rows| rows.iter().flat_map(|(_, text)| written(text)).collect());
        (!lines.is_empty()).then(|| view! {
            <Alert tone=Tone::Warning heading=t::left()>
                <p class="alert-text">{t::left_body()}</p>
                <ul>{lines.into_iter().map(|line| view! { <li class="note-text">{line}</li> }).collect_view()}</ul>
                <Confirm act=t::aside_remove() label=t::aside_remove() ask=t::aside_ask() yes=t::aside_remove() no=t::aside_stay() done=remove/>
            </Alert>
        })
    }
}

//! Words of a draft that this edition of the app has no place for. They lie under a name of their own and stand beside
//! the form until somebody removes them.

use leptos::prelude::*;

use crate::components::alert::{Alert, Tone};
use crate::components::confirm::Confirm;
use crate::field::use_field;
use crate::text::form as t;
use crate::view::draft::row::ASIDE;

/// Under which name they lie, for the form of this name.
pub fn name(form: &str) -> String {
    format!("{ASIDE}{form}")
}

/// As they are stored: text that is no list was put there by nobody, and stands as it is.
pub fn read(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_else(|_| vec![text.to_owned()])
}

/// What is stored.
pub fn write(words: &[String]) -> String {
    serde_json::to_string(words).unwrap_or_default()
}

/// The words, if there are any.
#[component]
pub fn Aside(
    /// The form's name.
    name: StoredValue<String>,
    /// The words.
    words: Vec<String>,
) -> impl IntoView {
    let field = use_field();
    let words = RwSignal::new(words);
    let remove = move || {
        let told = move |removed| {
            if removed {
                let _gone = words.try_set(Vec::new());
            }
        };
        field.keep_draft(self::name(&name.get_value()), None, Box::new(told));
    };
    move || {
        let lines = words.get();
        (!lines.is_empty()).then(|| view! {
            <Alert tone=Tone::Warning heading=t::aside()>
                <p class="alert-text">{t::aside_body()}</p>
                <ul>{lines.into_iter().map(|line| view! { <li>{line.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}</li> }).collect_view()}</ul>
                <Confirm act=t::aside_remove() label=t::aside_remove() ask=t::aside_ask() yes=t::aside_remove() no=t::aside_stay() done=remove/>
            </Alert>
        })
    }
}

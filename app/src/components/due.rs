//! When something is due, and that it is late: always a word, never colour alone. At midnight it changes.

use domain::Day;
use leptos::prelude::*;

use crate::field::use_field;
use crate::text::{date, days};

/// When something that is still open is due.
#[component]
pub fn Due(
    /// The day.
    day: Day,
    /// The time: minutes after midnight.
    #[prop(optional_no_strip)]
    klokken: Option<u16>,
) -> impl IntoView {
    let field = use_field();
    move || {
        let today = field.today();
        let clock = klokken.map(|minutes| format!(" {}", date::minutes(minutes)));
        let (class, says) = match today.days_since(day) {
            late @ 1.. => ("due due-late", days::late(late)),
            0 => ("due due-today", date::near(day, today)),
            _ => ("", date::near(day, today)),
        };
        view! { <span class=class>{says}{clock}</span> }
    }
}

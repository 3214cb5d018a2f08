//! Where and when to meet and what to bring, a line each, and the host's number.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::text::min_plan as t;
use crate::text::pladser::bring;
use crate::view::moede::Moede;

/// The lines; nothing where nothing is known.
#[component]
pub fn MoedeLines(
    /// What is known.
    moede: Moede,
    /// The class of a line.
    class: &'static str,
    /// The time is told by whoever shows this.
    #[prop(optional)]
    untimed: bool,
) -> impl IntoView {
    let line = |icon, text: String| view! { <p class=class><Icon name=icon small=true/>{text}</p> };
    let at = moede.moedested.map(|at| {
        let time = (!untimed).then(|| line("time", at.moedetid.to_string()));
        let with = at.medbring.map(|what| line("info", bring(what.as_str())));
        view! { {time}{line("location", at.sted.to_string())}{with} }
    });
    let call = moede.telefon.map(|number| {
        let href = format!("tel:{}", number.replace(' ', ""));
        view! {
            <p class=format!("{class} moede-call")><Icon name="call" small=true/><a href=href>{t::call_host()}</a><span class="telefon">{number}</span></p>
        }
    });
    view! { {at}{call} }
}

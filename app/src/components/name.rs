//! A person's name, with the initials beside it: discreet mode (class `discreet` on `<html>`) shows these.

use leptos::prelude::*;

use crate::view::me::initials;
use crate::view::navne::parts;

/// A name that discreet mode shortens.
#[component]
pub fn Name(
    /// The whole name.
    #[prop(into)]
    navn: String,
) -> impl IntoView {
    let short = format!("{}{}", initials(&navn), parts(&navn).1);
    view! { <span class="name-full">{navn}</span><span class="name-short">{short}</span> }
}

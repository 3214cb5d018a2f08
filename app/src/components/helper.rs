//! Somebody who helps, with big buttons to call and to write.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::text::min_plan as t;
use crate::view::helpers::Helper;
use crate::view::me::{fornavn, monogram};

/// A helper. Nobody calls themselves.
#[component]
pub fn HelperItem(
    /// Who.
    helper: Helper,
    /// What they are to whoever looks.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let Helper { navn, telefon, mail, me, .. } = helper;
    let (telefon, mail) = (telefon.filter(|_| !me), mail.filter(|_| !me));
    let first = fornavn(&navn).to_owned();
    let number = telefon.as_ref().map(|telefon| telefon.replace(' ', ""));
    // Written out, to be read off a desk's screen and off paper.
    let written = [telefon, mail.clone()].into_iter().flatten();
    let written = written.map(|how| view! { <span class="telefon">{how}</span> }).collect_view();
    let reach = |href, icon, word, whom: String| {
        view! {
            <a class="button button-secondary button-small" href=href aria-label=whom>
                <Icon name=icon small=true/><span>{word}</span>
            </a>
        }
    };
    let call = number
        .clone()
        .map(|number| reach(format!("tel:{number}"), "call", t::call(), t::call_whom(&first)));
    let write = match (number, mail) {
        (Some(number), _) => {
            Some(reach(format!("sms:{number}"), "chat", t::text(), t::text_whom(&first)))
        }
        (None, Some(mail)) => {
            Some(reach(format!("mailto:{mail}"), "email", t::mail(), t::mail_whom(&first)))
        }
        (None, None) => None,
    };
    view! {
        <li class="helper">
            <span class="initials" aria-hidden="true">{monogram(&navn)}</span>
            <div class="helper-body"><strong>{navn}{me.then(|| format!(" ({})", t::you()))}</strong><span>{what}</span>{written}</div>
            <div class="helper-acts">{call}{write}</div>
        </li>
    }
}

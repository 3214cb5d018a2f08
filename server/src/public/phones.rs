//! A list of phones with a way to wipe each: one's own on `/konto`, everybody's with the local administrator.

use leptos::prelude::*;

use super::layout::{Frame, icon};
use super::parts::{act_for_sure, told};
use crate::store::Installation;
use crate::text::Spoken as _;

/// The list. `whose` names the owner of one, where that is to be told.
#[must_use]
pub fn group(
    frame: &Frame,
    phones: &[Installation],
    whose: &dyn Fn(&Installation) -> Option<String>,
    may_wipe: bool,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let empty = phones.is_empty().then_some(text.phones_none);
    let list: Vec<_> =
        phones.iter().map(|phone| row(frame, phone, whose(phone), may_wipe)).collect();
    view! {
        <section class="group" aria-labelledby="telefoner">
            <h2 class="group-title" id="telefoner">{text.phones}</h2>
            <p class="soft">{text.phones_lead}" "{text.phone_wipe_lead}</p>
            {empty.map(|empty| view! { <p>{empty}</p> })}
            {(!list.is_empty()).then(|| view! { <ul class="rows">{list}</ul> })}
        </section>
    }
}

fn row(
    frame: &Frame,
    phone: &Installation,
    whose: Option<String>,
    may_wipe: bool,
) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let waiting = match phone.outbox_len {
        0 => text.phone_empty.to_owned(),
        waiting => text.phone_waiting.replace("{}", &waiting.to_string()),
    };
    let revoked = phone.revoked.map(|at| told(text.phone_revoked, at, frame.lang));
    let id = Some(phone.id.to_string());
    let wipe = (revoked.is_none() && may_wipe)
        .then(|| act_for_sure(frame, "wipe-phone", id, [text.phone_wipe, text.phone_wipe_sure]));
    view! {
        <li class="row row-wrap">
            <span class="row-mark">{icon(frame, "smartphone")}</span>
            <div class="row-body">
                <strong>{whose.unwrap_or_else(|| text.phone.to_owned())}</strong>
                <p class="row-meta">
                    <span>{told(text.seen_at, phone.last_seen, frame.lang)}</span>
                    <span>{waiting}</span>
                    {revoked.map(|revoked| view! { <span>{revoked}</span> })}
                </p>
            </div>
            <div class="row-end">{wipe}</div>
        </li>
    }
}

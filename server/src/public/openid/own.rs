//! What stands on other pages of the organisation's sign-in: the way in on `/ind`, and the link of one's own on
//! `/konto`.

use leptos::prelude::*;

use super::view::named;
use crate::openid::Provider;
use crate::public::layout::Frame;
use crate::public::parts::{act, told};
use crate::store::LinkRow;
use crate::text::Spoken as _;

/// The way in, with where somebody was on the way to.
#[must_use]
pub fn door(frame: &Frame, provider: &Provider, to: Option<&str>) -> impl IntoView + use<> {
    let label = named(frame.lang.text().openid.sign_in, provider);
    let href = match to {
        Some(to) => {
            format!("/ind/openid?videre={to}{}", frame.lang.query().replace('?', "&"))
        }
        None => frame.link("/ind/openid"),
    };
    view! { <p><a class="button button-secondary button-full" href=href>{label}</a></p> }
}

/// One's own link with a way to end it, or the way to one.
#[must_use]
pub fn group(
    frame: &Frame,
    provider: &Provider,
    link: Option<&LinkRow>,
    fresh: bool,
) -> impl IntoView + use<> {
    let name = provider.setting.name.clone();
    let inside = match link {
        Some(link) => linked(frame, provider, link).into_any(),
        None => unlinked(frame, provider, fresh).into_any(),
    };
    view! {
        <section class="group" aria-labelledby="arbejdsplads">
            <h2 class="group-title" id="arbejdsplads">{name}</h2>
            {inside}
        </section>
    }
}

fn linked(frame: &Frame, provider: &Provider, link: &LinkRow) -> impl IntoView + use<> {
    let (text, account) = (&frame.lang.text().openid, &frame.lang.text().account);
    let used = link.last_used.map_or_else(
        || account.never_used.to_owned(),
        |used| told(account.used_at, used, frame.lang),
    );
    view! {
        <ul class="rows">
            <li class="row row-wrap">
                <div class="row-body">
                    <strong>{named(text.linked, provider)}</strong>
                    <p class="row-meta">
                        <span>{told(account.made_at, link.created, frame.lang)}</span><span>{used}</span>
                    </p>
                </div>
                <div class="row-end">
                    {act(frame, "unlink", None, text.unlink, "button-secondary button-small")}
                </div>
            </li>
        </ul>
    }
}

fn unlinked(frame: &Frame, provider: &Provider, fresh: bool) -> impl IntoView + use<> {
    let text = &frame.lang.text().openid;
    let (to, label) = (frame.link("/konto/openid"), named(text.link, provider));
    view! {
        <p class="soft">{named(text.link_lead, provider)}</p>
        {fresh.then(|| view! { <p><a class="button button-secondary" href=to>{label}</a></p> })}
    }
}

/// Whether signing out here leaves somebody signed in there, and what to do about it.
#[must_use]
pub fn still_there(frame: &Frame, provider: &Provider) -> impl IntoView + use<> {
    view! { <p class="soft">{named(frame.lang.text().openid.still_there, provider)}</p> }
}

//! One command in words: waiting, refused, received.

use leptos::prelude::*;
use replica::Progress;

use crate::components::alert::{Alert, Tone};
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::row::Row;
use crate::components::state::ProgressWord;
use crate::field::use_field;
use crate::text::{date, rejection, synk as t};
use crate::view::synk::{About, Came, Item, Waits};

/// Something the server said no to. Its text is readable, it can be put right in its form and sent again, and one tap says that it
/// was seen.
#[component]
pub fn Refused(came: Came) -> impl IntoView {
    let field = use_field();
    let Came { item, outcome, at } = came;
    let why = rejection::outcome(outcome).unwrap_or_default();
    let (seq, text) = (item.seq, item.text.clone());
    let written = t::written(&date::moment(item.written, field.today()));
    let kept = (!text.is_empty()).then(|| {
        view! {
            <p class="alert-text">{t::text_is_kept()}</p>
            <details class="more">
                <summary>{t::your_text()}</summary>
                {text.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            </details>
        }
    });
    let again = item.form.clone().map(|form| view! {
        <a class="button button-primary button-small" href=form><Icon name="edit" small=true/><span>{t::again()}</span></a>
    });
    let about = item
        .about
        .clone()
        .map(|about| view! { <p class="alert-text">{t::about()}{name(about)}"."</p> });
    view! {
        <Alert tone=Tone::Error heading=t::refused(item.asked.title)>
            <p class="alert-text">{why}</p>
            {about}
            {kept}
            <p class="alert-text small soft">{written}" · "{date::moment(at, field.today())}</p>
            <div class="button-group">
                {again}
                <button
                    class="button button-secondary button-small"
                    type="button"
                    on:click=move |_| field.mark_seen(seq)
                >
                    <Icon name="check" small=true/><span>{t::seen()}</span>
                </button>
            </div>
        </Alert>
    }
}

/// Something that waits, and how far it has come.
#[component]
pub fn WaitsRow(waits: Waits) -> impl IntoView {
    let Waits { item, progress, doubt } = waits;
    let doubt = doubt.map(|why| {
        view! {
            <span class="state state-act"><Icon name="warning" small=true/>{t::doubt()}</span>
            <span class="soft">{rejection::rejection(why)}</span>
        }
    });
    let more = view! { <ProgressWord progress=progress/>{doubt} }.into_any();
    row(&item, more)
}

/// Something that was received.
#[component]
pub fn CameRow(came: Came) -> impl IntoView {
    let note =
        rejection::outcome(came.outcome).map(|note| view! { <span class="soft">{note}</span> });
    let more = view! { <ProgressWord progress=Progress::Received/>{note} }.into_any();
    row(&came.item, more)
}

fn row(item: &Item, more: AnyView) -> impl IntoView + use<> {
    let when = date::moment(item.written, use_field().today());
    let about = item.about.clone().map(|about| view! { <span>{name(about)}</span> });
    let meta = view! { {about}<span>{when}</span> }.into_any();
    let title = item.asked.title.into_any();
    view! { <Row icon=item.asked.icon title=title meta=meta more=more/> }
}

fn name(about: About) -> AnyView {
    match about {
        About::Person(navn) => view! { <Name navn=navn/> }.into_any(),
        About::Organisation(navn) => navn.into_any(),
    }
}

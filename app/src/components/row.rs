//! A row of a list that is read downwards: a mark or a box to tick, what it is, and what is known of it.

use domain::{Command, Key};
use leptos::prelude::*;
use uuid::Uuid;

use crate::browser::focus;
use crate::components::act::Act;
use crate::components::icon::Icon;
use crate::components::state::ItemState;
use crate::text::common as t;

/// A row. The whole of it is the target of its link.
#[component]
pub fn Row(
    /// A picture, where there is no box to tick.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// A box to tick.
    #[prop(optional_no_strip)]
    tick: Option<AnyView>,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What it is.
    #[prop(into)]
    title: AnyView,
    /// What is known of it, each part in a `<span>`.
    #[prop(optional, into)]
    meta: Option<AnyView>,
    /// States and tags.
    #[prop(optional, into)]
    more: Option<AnyView>,
    /// The record whose state is shown as long as the server does not have it.
    #[prop(optional_no_strip)]
    key: Option<Key>,
    /// Buttons; without any, a row that leads somewhere has an arrow.
    #[prop(optional_no_strip)]
    end: Option<AnyView>,
    /// The buttons have a line of their own on a phone.
    #[prop(optional)]
    wrap: bool,
) -> impl IntoView {
    let arrow = href.is_some() && end.is_none();
    let arrow = arrow.then(|| view! { <Icon name="chevron-right" small=true/> }.into_any());
    let title = match href {
        Some(href) => view! { <a class="row-link" href=href>{title}</a> }.into_any(),
        None => view! { <strong>{title}</strong> }.into_any(),
    };
    view! {
        <li class=if wrap { "row row-wrap" } else { "row" }>
            {tick.or_else(|| icon.map(|icon| view! { <span class="row-mark"><Icon name=icon/></span> }.into_any()))}
            <div class="row-body">
                {title}
                {meta.map(|meta| view! { <p class="row-meta">{meta}</p> })}
                <p class="row-more">{more}{key.map(|key| view! { <ItemState key=key quiet=true/> })}</p>
            </div>
            {end.or(arrow).map(|end| view! { <div class="row-end">{end}</div> })}
        </li>
    }
}

/// A box to tick in a row. It shows what stands, not what was tapped: a command that is refused leaves it. Once it is
/// stored, the row stays as it is for a while, with a button that takes the tick back.
#[component]
pub fn Tick(
    /// The record that is ticked off. Its box has an id on the page: when the row moves at last, the focus goes along.
    id: Uuid,
    /// What is ticked off, for who cannot see the row.
    #[prop(into)]
    label: String,
    /// Whether it is done.
    done: bool,
    /// The page's handle.
    act: Act,
    /// What makes it done or not, and what is said then.
    #[prop(into)]
    settle: Callback<bool, (Command, &'static str)>,
) -> impl IntoView {
    let is_done = move || act.just(id).unwrap_or(done);
    let go = move |wanted| {
        let (command, says) = settle.run(wanted);
        act.tick(id, wanted, command, says);
    };
    let turn = move |event| {
        let wanted = event_target_checked(&event);
        event_target::<web_sys::HtmlInputElement>(&event).set_checked(untrack(is_done));
        go(wanted);
    };
    // The button goes with the tick: the focus stays in the row.
    let undo = move |now: bool| {
        focus::in_place(&format!("gjort-{id}"));
        go(!now);
    };
    view! {
        <label class="row-check" class:row-just=move || act.just(id).is_some()>
            <input class="form-checkbox" id=format!("gjort-{id}") type="checkbox" prop:checked=is_done on:change=turn/>
            <span class="sr-only">{label}</span>
        </label>
        {move || act.just(id).filter(|now| *now != done).map(|now| view! {
            <button class="row-undo button button-secondary button-small" type="button" on:click=move |_| undo(now)>{t::undo()}</button>
        })}
    }
}

/// A list with its heading and how many there are. Nothing at all where there are none.
#[component]
pub fn Group(
    /// Its id on the page.
    id: &'static str,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
    /// It is late.
    #[prop(optional)]
    late: bool,
    /// The rows.
    children: ChildrenFn,
) -> impl IntoView {
    let title = StoredValue::new(title);
    let class = if late { "group group-late" } else { "group" };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class=class aria-labelledby=id>
                <h2 class="group-title" id=id>
                    {title.get_value()}" "<span class="count">{count}</span>
                </h2>
                <ul class="rows">{children()}</ul>
            </section>
        </Show>
    }
}

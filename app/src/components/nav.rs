//! The navigation: a bar at the bottom of a phone, a column at a desk, with a key for each place there.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser::history::inside;
use crate::browser::keys;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::field::{Field, use_field};
use crate::text::common as t;
use crate::text::{self, words};
use crate::view::me::{Me, Start};
use crate::view::nav::{Place, Places};

/// The navigation.
#[component]
pub fn MainNav() -> impl IntoView {
    let field = use_field();
    let me = Memo::new(move |_| field.me());
    let places = Memo::new(move |_| me.with(Places::of));
    view! {
        <nav class="mainnav" aria-label=t::main_menu()>
            <p class="mainnav-brand"><Icon name="overgang"/>{t::app_name()}</p>
            <ul>
                {move || {
                    let places = places.get();
                    let link = |(place, desk)| view! { <Link place=place desk=desk key=places.key(place)/> };
                    places.all().into_iter().map(link).collect_view()
                }}
            </ul>
            <div class="mainnav-foot">{move || me.with(foot)}</div>
        </nav>
    }
}

#[component]
fn Link(place: Place, desk: bool, key: Option<char>) -> impl IntoView {
    let (path, field) = (use_location().pathname, use_field());
    let (icon, word) = face(place, &field.me());
    let class = if desk {
        "desk-only"
    } else if place.is_new() {
        "mainnav-new"
    } else {
        ""
    };
    let current = move || path.with(|path| place.is_at(path)).then_some("page");
    let key = key.map(|key| key.to_ascii_uppercase());
    view! {
        <li class=class>
            <a class="mainnav-link" href=move || path.with(|path| address(field, place, path)) aria-current=current>
                <Icon name=icon/><span>{word}</span>
                {key.map(|key| view! { <kbd class="desk-only" aria-hidden="true">{key}</kbd> })}
            </a>
        </li>
    }
}

fn address(field: Field, place: Place, path: &str) -> String {
    place.href_from(path, |ung| field.see(|sight| sight.helps(ung)))
}

/// The picture and the word of a place. A young person's places are called after what is theirs, and a
/// school's start after what is shared with it.
fn face(place: Place, me: &Me) -> (&'static str, &'static str) {
    let ung = me.ung().is_some();
    match place {
        Place::Start if ung => ("flag", t::min_plan()),
        Place::Start if me.start() == Start::Skole => ("student", text::samtykke::shared()),
        Place::Start => ("checklist", t::i_dag()),
        Place::Unge => ("persons", t::unge()),
        Place::NewNotat => ("plus", t::notat()),
        Place::Besoeg => ("student", t::besoeg()),
        Place::NewBesoeg => ("plus", t::besoeg_new()),
        Place::Pladser => ("construction", t::pladser()),
        Place::Aftaler => ("calendar-month", t::aftaler()),
        Place::Hjaelp => ("support-agent", t::hjaelp()),
        Place::Skole => ("student", text::samtykke::shared()),
        Place::Synk => ("sync", t::synk()),
        Place::Mere if ung => ("account", t::mig()),
        Place::Mere => ("menu", t::mere()),
    }
}

fn foot(me: &Me) -> impl IntoView + use<> {
    let roller: Vec<_> = me.roller.iter().map(|rolle| words::rolle(*rolle)).collect();
    let what = if me.ung().is_some() { t::your_plan().to_owned() } else { roller.join(", ") };
    (!me.navn.is_empty()).then(|| view! { <strong><Name navn=me.navn.clone()/></strong>{what} })
}

/// Listens for the keys that lead to the places. Its place is inside the router, once.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let field = use_field();
    let (navigate, path) = (use_navigate(), use_location().pathname);
    let listener = keys::listen(move |key| {
        let places = untrack(|| Places::of(&field.me()));
        if let Some(place) = places.by_key(key) {
            let address = untrack(|| path.with(|path| address(field, place, path)));
            navigate(inside(&address), NavigateOptions::default());
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}

//! The frame of every screen: navigation, top bar, and the page itself.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::MouseEvent;

use crate::app::Inside;
use crate::browser::history::use_leave;
use crate::browser::page;
use crate::components::banner::{DemoBanner, OfflineBanner, UpdateBanner};
use crate::components::chip::SyncChip;
use crate::components::discreet::DiscreetSwitch;
use crate::components::icon::Icon;
use crate::components::nav::MainNav;
use crate::field::use_field;
use crate::text::{common as t, laas};

/// Where a page's `<h1>` is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heading {
    /// In the top bar.
    #[default]
    Top,
    /// The page writes its own.
    Own,
}

/// A page. One of the navigation's pages has its heading in the top bar; a deeper page (`back`), or one
/// of [`Heading::Own`], writes its own `<h1>`. After navigation the heading has the focus.
#[component]
pub fn Page(
    /// What the browser's tab says, and the heading where the page writes none of its own.
    #[prop(into)]
    title: Signal<String>,
    /// Where "back" leads, for a deeper page that the app did not lead to.
    #[prop(optional, into)]
    back: MaybeProp<String>,
    /// Where the `<h1>` is, on a page without `back`.
    #[prop(optional)]
    heading: Heading,
    /// A form: the phone hides the bottom bar, and "back" is a cross that says the draft is kept.
    #[prop(optional)]
    form: bool,
    /// Room for two columns at a desk.
    #[prop(optional)]
    wide: bool,
    /// No `.page` around the children: they bring a `.split`.
    #[prop(optional)]
    bare: bool,
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| page::set_title(&t::tab(&title.read())));
    let hash = use_location().hash;
    Effect::new(move |_| {
        hash.track();
        page::focus_after_navigation();
    });
    let heading = move || match (back.get().is_some(), heading) {
        (true, _) => None,
        (false, Heading::Own) => Some(view! { <p class="topbar-title">{title}</p> }.into_any()),
        (false, Heading::Top) => Some(view! { <h1 class="topbar-title">{title}</h1> }.into_any()),
    };
    // On a young person's own page there is no name but theirs.
    let young = use_field().me().ung().is_some();
    let class = if wide { "page page-wide" } else { "page" };
    let inner = children();
    let inner =
        if bare { inner.into_any() } else { view! { <div class=class>{inner}</div> }.into_any() };
    view! {
        <div class=if form { "app is-form" } else { "app" }>
            <a class="skip-link" href="#main" rel="external">{t::skip()}</a>
            <MainNav/>
            <div class="app-body">
                <DemoBanner/>
                <UpdateBanner form=form/>
                {(!form).then(|| view! { <OfflineBanner/> })}
                <header class="topbar">
                    {move || back.get().map(|href| view! { <Back href=href form=form/> })}
                    {heading}
                    <div class="topbar-end"><SyncChip/>{(!young).then(|| view! { <DiscreetSwitch/> })}<LockButton/></div>
                </header>
                <main class="main" id="main" tabindex="-1">{inner}</main>
            </div>
        </div>
    }
}

/// Locks the app at once.
#[component]
fn LockButton() -> impl IntoView {
    let inside: Inside = expect_context();
    view! {
        <button class="button button-icon-only" type="button" aria-label=laas::lock() title=laas::lock()
            on:click=move |_| inside.lock()>
            <Icon name="lock"/>
        </button>
    }
}

/// Back to where a person came from. As a link it can be opened in a tab of its own.
#[component]
fn Back(href: String, form: bool) -> impl IntoView {
    let (icon, label) = if form { ("close", t::close()) } else { ("arrow-back", t::back()) };
    let leave = use_leave(href.clone());
    let go = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            leave.clone()();
        }
    };
    view! {
        <a class="topbar-back button button-icon-only" href=href aria-label=label on:click=go>
            <Icon name=icon/>
        </a>
    }
}

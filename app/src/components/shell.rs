//! The frame of every screen: navigation, top bar, and the page itself.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::text::common as t;

/// A page. One of the navigation's pages has its heading in the top bar; a deeper page (`back`) writes
/// its own `<h1>` in a `.page-head`. After navigation the heading has the focus.
#[component]
pub fn Page(
    /// What the browser's tab says, and the heading where there is no `back`.
    #[prop(into)]
    title: Signal<String>,
    /// Where "back" leads, for a deeper page.
    #[prop(optional, into)]
    back: Option<String>,
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
    let class = if form { "app is-form" } else { "app" };
    let page = if wide { "page page-wide" } else { "page" };
    let inner = children();
    view! {
        <div class=class>
            <a class="skip-link" href="#main">{t::skip()}</a>
            <div class="app-body">
                <header class="topbar">
                    {back.map(|href| view! {
                        <a class="topbar-back button button-icon-only" href=href>
                            <Icon name=if form { "close" } else { "arrow-back" }/>
                            <span class="sr-only">{if form { t::close() } else { t::back() }}</span>
                        </a>
                    })}
                    <h1 class="topbar-title">{title}</h1>
                </header>
                <main class="main" id="main" tabindex="-1">
                    {if bare { inner.into_any() } else { view! { <div class=page>{inner}</div> }.into_any() }}
                </main>
            </div>
        </div>
    }
}

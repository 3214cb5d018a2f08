//! A picture from the sprite `public/icons/ui.svg`, always beside a word or in a button that has a name.
//! The page tells the sprite's hashed address (`app/index.html`, meta `icons`).

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::browser;

/// A picture. `name` is the symbol's id in the sprite.
#[component]
pub fn Icon(
    /// The symbol.
    name: &'static str,
    /// 18 px instead of 24.
    #[prop(optional)]
    small: bool,
    /// One class more, where the contract of the place asks for it.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let size = if small { "icon-svg icon-small" } else { "icon-svg" };
    let class = format!("{size} {class}");
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=format!("{}#{name}", *SPRITE)></use_>
        </svg>
    }
}

static SPRITE: LazyLock<String> = LazyLock::new(|| browser::told("icons").unwrap_or_default());

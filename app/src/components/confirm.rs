//! A button for what cannot be taken back: the first tap asks, the second does it.

use leptos::prelude::*;

/// A button that asks first.
#[component]
pub fn Confirm(
    /// The word on the button.
    act: &'static str,
    /// The whole of it, for who cannot see what it stands beside.
    #[prop(into)]
    label: String,
    /// What is asked.
    ask: &'static str,
    /// The word for yes.
    yes: &'static str,
    /// The word for no.
    no: &'static str,
    /// Does it without asking, where nothing is lost by it.
    #[prop(optional)]
    at_once: bool,
    /// What yes does.
    done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    move || {
        if asking.get() {
            view! {
                <p class="small" role="alert">{ask}</p>
                <button class="button button-warning button-small" type="button" on:click=move |_| done()>{yes}</button>
                <button class="button button-tertiary button-small" type="button" on:click=move |_| asking.set(false)>{no}</button>
            }
            .into_any()
        } else {
            view! {
                <button
                    class="button button-secondary button-small"
                    type="button"
                    aria-label=label.clone()
                    on:click=move |_| if at_once { done() } else { asking.set(true) }
                >
                    {act}
                </button>
            }
            .into_any()
        }
    }
}

//! Settings of this browser: the language, and the single-key shortcuts at a desk.

use leptos::prelude::*;

use crate::browser::{self, keys};
use crate::text::{self, Lang, mere as t};

/// The settings.
#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <section class="group" aria-labelledby="indstillinger">
            <h2 class="group-title" id="indstillinger">{t::settings()}</h2>
            <div class="card stack"><LanguageChoice/><ShortcutChoice/></div>
        </section>
    }
}

/// Each language is named in itself, so that it is found by who reads no other.
#[component]
fn LanguageChoice() -> impl IntoView {
    let choice = |language: Lang, name: &'static str| {
        let choose = move |_| {
            text::keep(language);
            browser::reload();
        };
        view! {
            <label class="chip" lang=language.code()>
                <input type="radio" name="sprog" prop:checked=text::language() == language on:change=choose/>
                <span class="chip-face">{name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="form-group">
            <legend class="form-label">{t::language()}</legend>
            <span class="form-hint">{t::language_hint()}</span>
            <div class="chips">{choice(Lang::Da, "Dansk")}{choice(Lang::En, "English")}</div>
        </fieldset>
    }
}

#[component]
fn ShortcutChoice() -> impl IntoView {
    let choice = |on: bool, word: &'static str| {
        view! {
            <label class="chip">
                <input type="radio" name="genveje" prop:checked=keys::are_on() == on on:change=move |_| keys::turn(on)/>
                <span class="chip-face">{word}</span>
            </label>
        }
    };
    view! {
        <fieldset class="form-group desk-only">
            <legend class="form-label">{t::shortcuts()}</legend>
            <span class="form-hint">{t::shortcuts_hint()}</span>
            <div class="chips">{choice(true, t::on())}{choice(false, t::off())}</div>
        </fieldset>
    }
}

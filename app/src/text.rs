//! All words a person reads, Danish and English side by side, one file an area. A text without one of
//! the two does not compile. The language is chosen once, when the app starts.

use std::cell::Cell;

use crate::browser::storage;

pub mod besoeg;
pub mod common;
pub mod date;
pub mod days;
pub mod form;
pub mod i_dag;
pub mod indsigt;
pub mod laas;
pub mod laes;
pub mod mere;
pub mod min_plan;
pub mod notat;
pub mod pladser;
pub mod rejection;
pub mod samtykke;
pub mod synk;
pub mod unge;
pub mod vaert;
pub mod words;

pub use ::words::Lang;

thread_local! {
    static LANGUAGE: Cell<Lang> = const { Cell::new(Lang::Da) };
}

/// The language that texts are in.
#[must_use]
pub fn language() -> Lang {
    LANGUAGE.get()
}

/// Takes up the language this browser was set to.
pub fn take_up() {
    let english = storage::setting("language").as_deref() == Some("en");
    LANGUAGE.set(if english { Lang::En } else { Lang::Da });
}

/// Keeps another language; the app is to be loaded anew.
pub fn keep(language: Lang) {
    storage::keep_setting("language", language.code());
}

/// The text in the language that is set.
#[must_use]
pub fn pick<T>(danish: T, english: T) -> T {
    language().pick(danish, english)
}

/// "Anna, Bent og Clara".
#[must_use]
pub fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), pick("og", "and")),
    }
}

/// Declares texts: `name: "på dansk" / "in English",` becomes `fn name() -> &'static str`, and
/// `name(count: usize): "{count} venter" / "{count} waiting",` a function of its arguments.
#[macro_export]
macro_rules! texts {
    () => {};
    ($(#[$doc:meta])* $name:ident: $danish:literal / $english:literal, $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name() -> &'static str {
            $crate::text::pick($danish, $english)
        }
        $crate::texts! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*): $danish:literal / $english:literal, $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name($($arg: $type),*) -> String {
            match $crate::text::language() {
                $crate::text::Lang::Da => format!($danish),
                $crate::text::Lang::En => format!($english),
            }
        }
        $crate::texts! { $($rest)* }
    };
}

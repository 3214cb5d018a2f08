//! Every text of the pages. A language is a value of [`Text`]: the compiler says what is missing. What the domain names
//! (roles, commands, kinds of record) has its words in the crate `words`; the app's texts are the app's.

/// Declares texts, Danish and English side by side: a text without one of the two does not compile.
macro_rules! texts {
    ($($name:ident: $danish:literal / $english:literal,)*) => {$(
        #[must_use]
        pub const fn $name(lang: Lang) -> &'static str {
            match lang {
                Lang::Da => $danish,
                Lang::En => $english,
            }
        }
    )*};
}

pub mod account;
pub mod adgang;
mod da;
pub mod date;
mod en;
pub mod indsigt;
pub mod lov;
pub mod openid;

use account::AccountText;
use openid::OpenidText;

pub use words::Lang;

/// Three short lines about one thing.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub icon: &'static str,
    pub head: &'static str,
    pub body: &'static str,
}

/// One programme the idea comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub name: &'static str,
    pub place: &'static str,
    pub gave: &'static str,
}

/// The texts of one language.
#[derive(Debug)]
pub struct Text {
    pub tag: &'static str,
    pub skip: &'static str,
    pub nav: &'static str,
    pub nav_for_whom: &'static str,
    pub nav_data: &'static str,
    pub nav_sources: &'static str,
    pub other_language: &'static str,
    pub demo_banner: &'static str,
    pub foot: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub open_app: &'static str,
    pub try_demo: &'static str,
    pub path_title: &'static str,
    pub path_steps: [&'static str; 3],
    pub for_whom: &'static str,
    pub whom: [Point; 4],
    pub data: &'static str,
    pub states: [Point; 3],
    pub sources: &'static str,
    pub sources_lead: &'static str,
    pub source_list: [Source; 5],
    pub demo_title: &'static str,
    pub demo_lead: &'static str,
    pub demo_try: &'static str,
    pub ung: &'static str,
    pub missing_title: &'static str,
    pub missing_body: &'static str,
    pub to_front: &'static str,
    pub account: AccountText,
    pub openid: OpenidText,
}

/// What the pages make of a language.
pub trait Spoken: Sized {
    /// As the address asks for it. Anything else is Danish.
    #[must_use]
    fn of(query: Option<&str>) -> Self;

    /// Its texts.
    #[must_use]
    fn text(self) -> &'static Text;

    /// What to put behind an address to stay in this language.
    #[must_use]
    fn query(self) -> &'static str;
}

impl Spoken for Lang {
    fn of(query: Option<&str>) -> Self {
        let asks = |pair: &str| pair == "lang=en";
        if query.is_some_and(|query| query.split('&').any(asks)) { Self::En } else { Self::Da }
    }

    fn text(self) -> &'static Text {
        self.pick(&da::TEXT, &en::TEXT)
    }

    fn query(self) -> &'static str {
        self.word(["", "?lang=en"])
    }
}

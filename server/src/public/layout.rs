//! The frame of every public page: head, banner, navigation, foot. Rendered here, without any script.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use leptos::prelude::*;

use super::build::{self, Build};
use crate::state::Site;
use crate::text::{Lang, Spoken as _};

/// What the frame needs to know.
#[derive(Clone, Debug)]
pub struct Frame {
    pub lang: Lang,
    pub build: Build,
    pub demo: bool,
    /// The page's own address, for the link to the other language.
    pub here: String,
    /// Who it is for.
    pub reader: Reader,
    /// They are staff and came with a code just now, which is good for making a passkey.
    pub by_code: bool,
}

/// Who a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Anybody,
    SignedIn { administrator: bool },
}

impl Frame {
    pub async fn of(site: &Site, lang: Lang) -> Self {
        let (here, reader) = ("/".to_owned(), Reader::Anybody);
        let (build, demo) = (build::read(site).await, site.demo);
        Self { lang, build, demo, here, reader, by_code: false }
    }

    /// An address in this language.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{path}{}", self.lang.query())
    }
}

/// Renders a page: text and nothing to wake up in the browser, so no script comes with it.
pub fn page<V: IntoView + 'static>(
    status: StatusCode,
    frame: &Frame,
    title: &'static str,
    main: impl FnOnce(&Frame) -> V,
) -> Response {
    let html = Owner::new().with(|| whole(frame, title, main(frame).into_any()).to_html());
    (status, Html(html)).into_response()
}

fn whole(frame: &Frame, title: &'static str, main: AnyView) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let css = frame.build.css.clone();
    let mark = frame.build.assets.get("public/icons/mark.svg").cloned();
    view! {
        <!DOCTYPE html>
        <html lang=text.tag>
            <head>
                <meta charset="utf-8"/>
                <title>{format!("{title} · Overgang")}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=text.lead/>
                {mark.map(|mark| view! { <link rel="icon" type="image/svg+xml" href=mark/> })}
                {css.map(|css| view! { <link rel="stylesheet" href=css/> })}
            </head>
            <body class="public">
                <a class="skip-link" href="#main">{text.skip}</a>
                {frame.demo.then(|| banner(frame.lang))}
                {head(frame)}
                <main id="main">{main}</main>
                <footer class="public-foot">{text.foot}</footer>
            </body>
        </html>
    }
}

fn banner(lang: Lang) -> impl IntoView {
    view! { <aside class="banner banner-demo" aria-label="Demo">{lang.text().demo_banner}</aside> }
}

fn head(frame: &Frame) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let other = frame.lang.other();
    let elsewhere = format!("{}{}", frame.here, other.query());
    let links = match frame.reader {
        Reader::Anybody => for_anybody(frame).into_any(),
        Reader::SignedIn { administrator } => for_the_signed_in(frame, administrator).into_any(),
    };
    view! {
        <header class="public-head">
            <a class="brand" href=frame.link("/")>{icon(frame, "overgang")}"Overgang"</a>
            <nav aria-label=text.nav>
                {links}
                <a href=elsewhere lang=other.text().tag hreflang=other.text().tag>
                    {text.other_language}
                </a>
            </nav>
        </header>
    }
}

fn for_anybody(frame: &Frame) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let front = |part: &str| format!("{}#{part}", frame.link("/"));
    view! {
        <a href=front("for")>{text.nav_for_whom}</a>
        <a href=front("data")>{text.nav_data}</a>
        <a href=front("sources")>{text.nav_sources}</a>
        <a href=frame.link("/ind")>{text.account.sign_in}</a>
    }
}

fn for_the_signed_in(frame: &Frame, administrator: bool) -> impl IntoView + use<> {
    let text = frame.lang.text();
    let admin = administrator
        .then(|| view! { <a href=frame.link("/admin")>{text.account.administration}</a> });
    view! {
        <a href="/app/">{text.open_app}</a>
        <a href=frame.link("/konto")>{text.account.account}</a>
        {admin}
    }
}

/// A picture from the build's sheet of icons, for the eye only.
#[must_use]
pub fn icon(frame: &Frame, name: &str) -> impl IntoView + use<> {
    let sheet = frame.build.icons.clone();
    let href = sheet.map(|sheet| format!("{sheet}#{name}"));
    href.map(|href| {
        view! { <svg class="icon-svg" aria-hidden="true"><use href=href></use></svg> }
    })
}

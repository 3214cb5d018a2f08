//! Makes what the browser loads: wasm and glue, style, shell, service worker, under content-hashed names.
//! ```text
//! app ─cargo─▶ wasm ─bindgen─▶ wasm + glue ─smaller─▶   ┐
//! style/main.scss ─sass─▶ css ────────────────────────▶ ├─ hashed assets ─▶ index.html ─▶ sw.js ─▶ dist/site
//! public/ (what the texts name by `asset:…`) ─────────▶ ┘
//! ```

mod assets;
mod compress;
mod css;
mod emit;
mod manifest;
mod names;
mod optimise;
mod report;
mod shell;
mod split;
mod wasm;
mod weight;

use crate::error::Error;
use crate::{place, say};

pub(crate) use wasm::with_flags;

/// What only the server's own pages load: no part of the app's shell, nor of its first load.
fn is_of_the_pages(url: &str) -> bool {
    url.contains("/adgangsnoegle.")
}

/// How much work goes into it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to make: no wasm-opt, nothing precompressed.
    Dev,
    /// What is shipped.
    Release,
}

/// Builds everything into `dist/site`.
pub(crate) fn make(mode: Mode) -> Result<(), Error> {
    let code = say::timed("wasm", || wasm::make(&wasm::APP, mode))?;
    let assets = shell::assets(code, &css::compile()?)?;
    let files = shell::files(assets)?;
    let mut written = emit::write(&place::site(), &files)?;
    if mode == Mode::Release {
        let small = || compress::all(&place::site(), &files);
        let (sizes, siblings) = say::timed("brotli and gzip", small)?;
        written.extend(siblings);
        report::show(&sizes);
        report::check_limit(&sizes)?;
    }
    emit::remove_others(&place::site(), &written)
}

/// Shows which crates the shipped wasm consists of.
pub(crate) fn weigh() -> Result<(), Error> {
    weight::show(&wasm::compiled(&wasm::APP, Mode::Release))
}

/// The page for the store's conformance suite; `false` while the app has no such binary.
pub(crate) fn make_conformance() -> Result<bool, Error> {
    if !place::in_root("app/src/bin/store_conformance.rs").exists() {
        say::line("  no app/src/bin/store_conformance.rs yet: the conformance page is left out");
        return Ok(false);
    }
    let code = wasm::make(&wasm::CONFORMANCE, Mode::Release)?;
    let folder = place::conformance();
    let written = emit::write(&folder, &shell::conformance(code))?;
    emit::remove_others(&folder, &written).map(|()| true)
}

/// The page for the benchmarks, compiled as what is shipped; the server serves it in the app's place.
pub(crate) fn make_bench() -> Result<(), Error> {
    let code = say::timed("wasm", || wasm::make(&wasm::BENCH, Mode::Release))?;
    let folder = place::bench();
    let written = emit::write(&folder, &shell::bench(code)?)?;
    emit::remove_others(&folder, &written)
}

//! From a binary of the `app` package to the module and glue that a browser imports.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use super::split::{self, Chunk};
use super::{Mode, names, optimise};
use crate::error::Error;
use crate::stamp::Stamp;
use crate::{command, files, hash, place, setup};

/// Set for the wasm32 target alone, so that native builds keep their own cache.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// Erased component types compile two to three times as fast, and make a tenth less code.
const FLAGS: &str = "-C target-feature=+simd128 --cfg erase_components";

/// wasm-bindgen reads from custom sections what the module may use; wasm-opt strips afterwards.
const UNSTRIPPED: (&str, &str) = ("CARGO_PROFILE_WASM_RELEASE_STRIP", "none");

/// A binary of the `app` package, and the folders in which its steps keep their results.
pub(crate) struct Program {
    bin: &'static str,
    /// Whether it has split points.
    split: bool,
    dev: &'static str,
    release: &'static str,
}

pub(crate) const APP: Program =
    Program { bin: "overgang-app", split: true, dev: "bindgen-dev", release: "bindgen-release" };
pub(crate) const CONFORMANCE: Program = Program {
    bin: "store_conformance",
    split: false,
    dev: "bindgen-conformance",
    release: "bindgen-conformance-release",
};

pub(crate) const BENCH: Program =
    Program { bin: "bench", split: false, dev: "bindgen-bench-dev", release: "bindgen-bench" };

/// What a browser imports.
pub(crate) struct Code {
    pub(crate) js: String,
    pub(crate) wasm: Vec<u8>,
    /// What the glue fetches when it is needed.
    pub(crate) chunks: Vec<Chunk>,
    /// JavaScript that crates bring along, by the path under which the glue imports it.
    pub(crate) snippets: Vec<(String, Vec<u8>)>,
}

pub(crate) fn make(program: &Program, mode: Mode) -> Result<Code, Error> {
    let raw = compile(program, mode)?;
    let step = if mode == Mode::Dev { program.dev } else { program.release };
    let folder = place::kept(step);
    let input = files::read(&raw)?;
    let stamp = Stamp::new(step, hash::of_parts([input.as_slice(), optimise::recipe(mode)]));
    let out = folder.join("out");
    stamp.unless_fresh(|| {
        clear(&out)?;
        if program.split {
            let main = folder.join("main.wasm");
            split::cut(&raw, &main, &out)?;
            bind(program, &main, &out, mode)?;
            split::join(&out)?;
        } else {
            bind(program, &raw, &out, mode)?;
        }
        if mode == Mode::Release {
            names::shorten(&out.join("app_bg.wasm"), &out.join("app.js"))?;
            optimise::glue_in_place(&out.join("app.js"))?;
        }
        split::modules(&out)?.iter().try_for_each(|wasm| optimise::in_place(wasm, mode))
    })?;
    read(&out)
}

fn compile(program: &Program, mode: Mode) -> Result<PathBuf, Error> {
    let args = ["rustc", "--package", "app", "--bin", program.bin];
    let mut cargo = setup::wasm_cargo(&args);
    cargo.args(["--target", "wasm32-unknown-unknown", "--profile", profile(mode)]);
    cargo.env(UNSTRIPPED.0, UNSTRIPPED.1);
    if program.split {
        cargo.args(split::LINKED);
    }
    command::run(&mut with_flags(cargo))?;
    Ok(compiled(program, mode))
}

/// Panics name their place: without the folders of the machine that compiled.
pub(crate) fn with_flags(mut cargo: Command) -> Command {
    let crates = place::cargo_home().join("registry").join("src");
    let unnamed = format!("--remap-path-prefix={}=crates", crates.display());
    cargo.env(RUSTFLAGS, format!("{FLAGS} {unnamed}"));
    cargo
}

fn profile(mode: Mode) -> &'static str {
    if mode == Mode::Dev { "wasm-dev" } else { "wasm-release" }
}

/// Where cargo leaves the module.
pub(crate) fn compiled(program: &Program, mode: Mode) -> PathBuf {
    let folder = place::target().join("wasm32-unknown-unknown").join(profile(mode));
    folder.join(program.bin).with_extension("wasm")
}

fn clear(out: &Path) -> Result<(), Error> {
    files::below(out)?.iter().try_for_each(|old| files::remove(old))
}

/// What the linker exports stays: the chunks are linked to the table and the stack.
fn bind(program: &Program, main: &Path, out: &Path, mode: Mode) -> Result<(), Error> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(main).out_name("app").typescript(false).debug(mode == Mode::Dev);
    bindgen.omit_default_module_path(true).remove_name_section(mode == Mode::Release);
    bindgen.keep_lld_exports(program.split);
    let done = bindgen.web(true).and_then(|bindgen| bindgen.generate(out));
    done.map_err(|error| Error::Bindgen(format!("{error:#}")))
}

fn read(out: &Path) -> Result<Code, Error> {
    let snippet = |path: PathBuf| {
        let name = path.strip_prefix(out).unwrap_or(&path).to_string_lossy().into_owned();
        files::read(&path).map(|bytes| (name, bytes))
    };
    let snippets = files::below(&out.join("snippets"))?.into_iter().map(snippet);
    Ok(Code {
        js: files::read_text(&out.join("app.js"))?,
        wasm: files::read(&out.join("app_bg.wasm"))?,
        chunks: split::chunks(out)?,
        snippets: snippets.collect::<Result<_, _>>()?,
    })
}

//! Smaller code for what is shipped: wasm-opt from npm's binaryen for modules, terser for the glue. The order of wasm-opt's
//! flags matters.

use std::path::Path;

use super::Mode;
use crate::command;
use crate::error::Error;

const FLAGS: [&str; 10] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
    "-Oz",
    "--strip-debug",
    "--strip-producers",
];

const GLUE_FLAGS: [&str; 4] = ["--module", "--mangle", "--compress", "passes=2"];

/// What, besides the input, decides the output.
pub(super) fn recipe(mode: Mode) -> &'static [u8] {
    match mode {
        Mode::Dev => b"split 1, bindgen 2",
        Mode::Release => b"split 1, bindgen 2, names 1, binaryen 132 -Oz, terser 5",
    }
}

pub(super) fn in_place(wasm: &Path, mode: Mode) -> Result<(), Error> {
    if mode == Mode::Dev {
        return Ok(());
    }
    let mut optimise = command::new("node");
    optimise.arg("node_modules/binaryen/bin/wasm-opt").args(FLAGS);
    command::run(optimise.arg(wasm).arg("--output").arg(wasm))
}

/// The glue as it is shipped: what it calls its own things by, nobody reads there.
pub(super) fn glue_in_place(js: &Path) -> Result<(), Error> {
    let mut terser = command::new("node");
    terser.arg("node_modules/terser/bin/terser").args(GLUE_FLAGS);
    command::run(terser.arg("--output").arg(js).arg("--").arg(js))
}

//! wasm-opt from npm's binaryen: smaller code for what is shipped. The order of the flags matters.

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

/// What, besides the input, decides the output.
pub(super) fn recipe(mode: Mode) -> &'static [u8] {
    if mode == Mode::Dev { b"split 1, bindgen 2" } else { b"split 1, bindgen 2, binaryen 132 -Oz" }
}

pub(super) fn in_place(wasm: &Path, mode: Mode) -> Result<(), Error> {
    if mode == Mode::Dev {
        return Ok(());
    }
    let mut optimise = command::new("node");
    optimise.arg("node_modules/binaryen/bin/wasm-opt").args(FLAGS);
    command::run(optimise.arg(wasm).arg("--output").arg(wasm))
}

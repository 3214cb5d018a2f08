//! The standard library for wasm32: from rustup where its server is reached. Where it is not, Debian's compiler
//! (rustc-web) builds it from Debian's sources, and `cargo +debian` uses it: 27 s on two cores, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt_install;
use crate::error::Error;
use crate::{command, files, place, say};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN: &str = "/usr";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const BY_HAND: &str = "rustup target add wasm32-unknown-unknown";

/// Cargo with a compiler that has the wasm32 standard library.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut cargo = command::cargo(args);
    if !default_has_it() && has_std(Path::new(DEBIAN)) {
        cargo.env("RUSTUP_TOOLCHAIN", "debian");
    }
    cargo
}

pub(super) fn ensure() -> Result<(), Error> {
    if default_has_it() || has_std(Path::new(DEBIAN)) || add_by_rustup() {
        return Ok(());
    }
    say::line("rustup cannot bring wasm32 here: trying Debian's compiler instead");
    if !apt_install(&DEBIAN_PACKAGES).unwrap_or(false) {
        return Err(Error::missing("the wasm32 target", BY_HAND));
    }
    say::timed("the wasm32 standard library from Debian's sources", build_from_debian_sources)
}

fn default_has_it() -> bool {
    let sysroot = command::first_line("rustc", &["--print", "sysroot"]);
    sysroot.is_some_and(|sysroot| has_std(Path::new(&sysroot)))
}

fn has_std(sysroot: &Path) -> bool {
    let libraries = fs::read_dir(library_folder(sysroot)).into_iter().flatten().flatten();
    libraries.into_iter().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn add_by_rustup() -> bool {
    if command::first_line("rustup", &["--version"]).is_none() {
        return false;
    }
    let add = || command::run_quietly(command::new("rustup").args(["target", "add", TARGET]));
    say::timed("rustup target add wasm32-unknown-unknown", add).is_ok()
}

/// An empty crate makes cargo build the standard library; its libraries are then put where rustc looks.
fn build_from_debian_sources() -> Result<(), Error> {
    let empty = place::kept("wasm-std");
    files::write(&empty.join("Cargo.toml"), b"[package]\nname = \"empty\"\n[workspace]\n")?;
    files::write(&empty.join("src/lib.rs"), b"//! Nothing: only its dependencies matter.\n")?;
    command::run(&mut build_std(&empty))?;
    install(&empty.join("target").join(TARGET).join("release/deps"))?;
    let link = ["toolchain", "link", "debian", DEBIAN];
    command::run_quietly(command::new("rustup").args(link)).map(drop)
}

/// `embed-bitcode` is what lets our release build optimise across the standard library.
fn build_std(empty: &Path) -> Command {
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.current_dir(empty).env_remove("CARGO_TARGET_DIR").env_remove("RUSTUP_TOOLCHAIN");
    cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes");
    cargo.args(["build", "--release", "--target", TARGET]);
    cargo.args(["-Z", "build-std=std,panic_abort,panic_unwind"]);
    cargo
}

fn install(built: &Path) -> Result<(), Error> {
    let library = library_folder(Path::new(DEBIAN));
    fs::create_dir_all(&library).map_err(Error::file(&library))?;
    for file in files::below(built)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.extension().is_some_and(|end| end == "rlib") && !name.starts_with("libempty") {
            fs::copy(&file, library.join(&name)).map_err(Error::file(&file))?;
        }
    }
    Ok(())
}

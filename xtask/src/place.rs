//! Where things lie: the repository, the compiler's output, what is shipped.

use std::env;
use std::path::{Path, PathBuf};

/// The repository's root: the folder above this crate.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    here.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

pub(crate) fn in_root(path: impl AsRef<Path>) -> PathBuf {
    root().join(path)
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| in_root("target"), PathBuf::from)
}

/// Where cargo keeps what it has fetched.
pub(crate) fn cargo_home() -> PathBuf {
    let home = || env::home_dir().unwrap_or_default().join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

/// What this tool keeps between two runs.
pub(crate) fn kept(name: &str) -> PathBuf {
    target().join("xtask").join(name)
}

/// What the server serves.
pub(crate) fn site() -> PathBuf {
    in_root("dist/site")
}

/// The page that runs the store's conformance suite in a real browser.
pub(crate) fn conformance() -> PathBuf {
    in_root("dist/conformance")
}

/// The page by which the benchmarks drive the phone.
pub(crate) fn bench() -> PathBuf {
    in_root("dist/bench")
}

/// The pages of what the benchmarks compare with.
pub(crate) fn peers() -> PathBuf {
    in_root("dist/peers")
}

pub(crate) fn server_binary(profile: &str) -> PathBuf {
    target().join(profile).join(format!("overgang{}", env::consts::EXE_SUFFIX))
}

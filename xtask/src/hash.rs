//! Content hashes: short ones for names and stamps, and the form that browsers check.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Sixteen hexadecimal digits: enough to tell builds apart, short enough to read.
pub(crate) fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// One hash over several parts; where a part ends matters.
pub(crate) fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let joined: Vec<u8> =
        parts.into_iter().flat_map(|part| Sha256::digest(part).to_vec()).collect();
    short(&joined)
}

/// The `integrity` form: the browser refuses a file that is not exactly this one.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_is_the_start_of_sha256() {
        assert_eq!(short(b""), "e3b0c44298fc1c14");
    }

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(of_parts([&b"ab"[..], b"c"]), of_parts([&b"a"[..], b"bc"]));
    }

    #[test]
    fn integrity_is_what_browsers_expect() {
        assert_eq!(integrity(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}

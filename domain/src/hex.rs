//! Bytes as hex digits, as cookies, phones' keys, the audit trail and its signed ends are written.

use std::fmt::Write as _;

/// Two lower-case digits a byte.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a text cannot fail.
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// What [`encode`] made; nothing from any other text or another length.
#[must_use]
pub fn decode<const LENGTH: usize>(text: &str) -> Option<[u8; LENGTH]> {
    let digits = text.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !digits || text.len() != 2 * LENGTH {
        return None;
    }
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(pair).collect();
    bytes?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_else_is() {
        let bytes = [0, 1, 0x7f, 0xff];
        assert_eq!(encode(&bytes), "00017fff");
        assert_eq!(decode("00017fff"), Some(bytes));
        for other in ["", "00017ff", "00017fff00", "00017ffg", "+1017fff", "0001øf"] {
            assert_eq!(decode::<4>(other), None, "{other}");
        }
    }
}

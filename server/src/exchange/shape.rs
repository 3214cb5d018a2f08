//! How deeply a text of JSON nests, found without recursion: before anything reads it whose stack could
//! run out.

use domain::json::outside_strings;

/// The deepest nesting of arrays and objects. Brackets inside strings are text.
#[must_use]
pub fn depth(json: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0_usize);
    for byte in outside_strings(json) {
        match byte {
            b'{' | b'[' => {
                now += 1;
                deepest = deepest.max(now);
            }
            b'}' | b']' => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_in_strings_do_not_nest() {
        assert_eq!(depth(r#"{"a":"[[[\"[[","b":[1,[2]]}"#), 3);
        assert_eq!(depth("[]]]][[["), 3);
        assert_eq!(depth("7"), 0);
    }
}

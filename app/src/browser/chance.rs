//! Bytes that nobody can guess. Ids have a source of their own (`clock`): they only need to differ.

/// From the browser's source of chance; none where it has none, and then nothing may be sealed.
#[must_use]
pub fn bytes<const COUNT: usize>() -> Option<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    super::window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

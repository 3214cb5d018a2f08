//! soon

crate::texts! {}

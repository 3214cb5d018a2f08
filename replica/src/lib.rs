//! The copy.

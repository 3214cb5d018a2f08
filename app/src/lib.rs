//! The field app in the browser: pages, components, texts, and the browser's side of store and transport.
//! It knows no rule of the field (it calls `domain`) and no rule of sync (it calls `replica`).
//!
//! A page shows a plain struct from `view`, made from the copy on the phone, and hands what a person
//! does to [`field::Field::submit`], the single door. Commands come from event handlers only.

#![expect(clippy::must_use_candidate, reason = "components are used by the markup that names them")]
#![expect(clippy::needless_pass_by_value, reason = "components own what they are handed")]

pub mod app;
pub mod boot;
pub mod browser;
pub mod components;
pub mod field;
pub mod gate;
pub mod held;
pub mod pages;
pub mod store;
pub mod sync;
pub mod text;
pub mod view;

pub use app::start;

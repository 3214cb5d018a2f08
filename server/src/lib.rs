//! The server: takes what the phones send, decides it by the domain's rules, keeps it, and tells each
//! phone what has changed in the folders its person may see.
//!
//! `exchange` is the heart and knows no HTTP; `store` is the seam to the database; `writer` commits for
//! many at once; `router` shows every address on one screen; `serve` starts and stops it all.

pub mod config;
pub mod restored;
pub mod serve;

pub mod account;
pub mod api;
pub mod audit;
pub mod auth;
pub mod error;
pub mod log;
pub mod openid;
pub mod public;
pub mod router;
pub mod text;

pub mod exchange;
pub mod files;
pub mod indsigt;
pub mod poke;
pub mod store;
pub mod writer;

pub mod demo;
pub mod state;

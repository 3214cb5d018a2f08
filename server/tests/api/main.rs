//! The server from outside: it runs on a port of its own over a file of its own, and fake phones speak the
//! exchange with it. One file a story.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "a test that meets what it does not expect has failed"
)]

mod access;
mod admin;
mod audit;
mod codes;
mod demo;
mod epoch;
mod faults;
mod harness;
mod headers;
mod held;
mod identity;
mod indsigt;
mod indsigt_account;
mod installations;
mod limits;
mod log;
mod lov;
mod matrix;
mod memory;
mod noedadgang;
mod openid;
mod operator;
mod opslag;
mod paging;
mod passkeys;
mod poison;
mod poke;
mod prefix;
mod proxy;
mod replay;
mod routes;
mod seats;
mod sessions;
mod shutdown;
mod unknown_fields;
mod verify;

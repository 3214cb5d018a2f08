//! What the app calls, one file an endpoint.

pub mod body;
pub mod exchange;
pub mod fault;
pub mod health;
pub mod indsigt;
pub mod installation;
pub mod me;
pub mod passkey;
pub mod poke;
pub mod soeg;

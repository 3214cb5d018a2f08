//! Who is asking: sessions and their cookies, the door of the demo, which pages may change anything, how often
//! anybody may guess, and how much somebody may ask for. What signing in is, free of HTTP, is in `account`.

pub mod address;
pub mod browser;
pub mod demo;
pub mod limit;
pub mod lines;
pub mod origin;
pub mod refused;
pub mod seal;
pub mod session;

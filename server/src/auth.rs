//! Who is asking: sessions and their cookies, the door of the demo, which pages may change anything, and how
//! often anybody may guess. What signing in is, free of HTTP, is in `account`.

pub mod demo;
pub mod limit;
pub mod origin;
pub mod refused;
pub mod session;

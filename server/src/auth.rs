//! Who is asking: sessions, the sign-in of the demo, and which pages may change anything.

pub mod demo;
pub mod origin;
pub mod session;

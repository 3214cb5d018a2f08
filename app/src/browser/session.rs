//! Ending the session on the server. What is on the phone stays there.

use super::call;

/// Signs out, and answers whether the server heard it.
pub async fn sign_out() -> bool {
    call::post("/api/logout").await.is_ok_and(|answer| matches!(answer.status, 200..=299 | 401))
}

/// Goes to a page of the server.
pub fn leave_to(address: &str) {
    let _leaving = super::window().location().set_href(address);
}

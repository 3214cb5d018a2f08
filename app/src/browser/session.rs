//! Ending the session on the server. What is on the phone stays there.

use gloo::net::http::Request;

/// Signs out, and answers whether the server heard it.
pub async fn sign_out() -> bool {
    let Ok(response) = Request::post("/api/logout").send().await else { return false };
    response.ok() || response.status() == 401
}

/// Goes to a page of the server.
pub fn leave_to(address: &str) {
    let _leaving = super::window().location().set_href(address);
}

//! `POST /api/fault`: an app has stopped and covered its page, and tells where in its code. The log gets that place and
//! nothing else; what is no place, whoever sent it, is counted without its text.

use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::address::Address;
use crate::error::Problem;
use crate::state::App;
use crate::store::Store;

/// The longest body: a path and a line.
pub const LONGEST: usize = 200;

/// Writes one line. An app that stopped may be signed in or not.
pub async fn post<S: Store>(
    State(app): State<App<S>>,
    from: Address,
    body: String,
) -> Result<StatusCode, Problem> {
    // What comes too often is not written down.
    let _counts = app.limits.faults.admit(from, app.world.clock.now())?;
    let at = if is_place(&body) { &body } else { "unknown" };
    tracing::error!(at, "an app stopped");
    Ok(StatusCode::NO_CONTENT)
}

/// `app/src/pages/i_dag.rs:12`: nothing that anybody could write a sentence with.
fn is_place(told: &str) -> bool {
    let Some((path, line)) = told.rsplit_once(".rs:") else { return false };
    let in_path = |sign: u8| matches!(sign, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'/');
    path.bytes().all(in_path) && !line.is_empty() && line.bytes().all(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_place;

    #[test]
    fn a_place_is_a_path_and_a_line_and_no_words() {
        assert!(is_place("app/src/pages/i_dag.rs:12"));
        for words in
            ["", "unknown", "Emma ringede.rs:12", "emma@eksempel.rs:1", "a.rs:", "a.rs:1 Emma"]
        {
            assert!(!is_place(words), "{words}");
        }
    }
}

//! Asking the server for somebody who is not on the phone, and for their case to be brought along. What comes of
//! the second comes with the next exchange.

use domain::exchange::Refusal;
use domain::soegning::{Fundet, Soegning, TagMed};
use serde::Serialize;

use crate::browser::call::{self, Answer};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// There is no network, nobody is signed in, or the server says no.
    NotNow,
    /// Too much was asked for in a short while.
    TooMany,
    /// There is no more of it today.
    EnoughToday,
}

/// Who is found.
pub async fn search(soegning: &Soegning) -> Result<Vec<Fundet>, NoAnswer> {
    let response = post("/api/soeg", soegning).await?;
    response.read().ok_or(NoAnswer::NotNow)
}

/// Has a folder brought along.
pub async fn bring(wanted: &TagMed) -> Result<(), NoAnswer> {
    post("/api/tag-med", wanted).await.map(drop)
}

async fn post(to: &str, body: &impl Serialize) -> Result<Answer, NoAnswer> {
    let answer = call::post_json(to, body).await.or(Err(NoAnswer::NotNow))?;
    match answer.status {
        200..=299 => Ok(answer),
        429 => Err(match answer.read() {
            Some(Refusal::EnoughToday) => NoAnswer::EnoughToday,
            _ => NoAnswer::TooMany,
        }),
        _ => Err(NoAnswer::NotNow),
    }
}

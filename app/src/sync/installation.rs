//! What the server keeps for this phone: its part of the lock, and the secret that opens a session again with no
//! sign-in. Asked beside the exchange, by whoever unlocks; what the answers open is in `replica::lock`.

use domain::id::InstallationId;
use domain::{Moment, hex};
use replica::lock::{GivenShare, Parts};
use serde::{Deserialize, Serialize};

use crate::browser::call::{self, Answer};

/// What the server gives to somebody who has just signed in.
#[derive(Clone)]
pub struct Enrolled {
    /// For the lock.
    pub parts: Parts,
    /// Opens a session later on.
    pub secret: Bytes,
}

/// 32 secret bytes, as hex digits on the way.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bytes(pub [u8; 32]);

/// Why the server did not give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// There is no network, or the server does not answer.
    Unreachable,
    /// Nobody is signed in, or not just now.
    SignIn,
    /// This phone was shut out, or is somebody else's.
    Refused,
}

/// Texts that are no 32 bytes in hex digits.
#[derive(Clone, Copy, Debug)]
pub struct NotHex;

#[derive(Serialize)]
struct Ask {
    installation: InstallationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<Bytes>,
}

#[derive(Deserialize)]
struct Given {
    share: Bytes,
    keep_for: i64,
}

#[derive(Deserialize)]
struct GivenAll {
    #[serde(flatten)]
    given: Given,
    recovery: Bytes,
    secret: Bytes,
}

impl Given {
    fn at(self, server_time: Option<Moment>) -> GivenShare {
        GivenShare { share: self.share.0, keep_for: self.keep_for, server_time }
    }
}

/// Makes this phone known as the signed-in person's. Only for somebody who has just signed in.
pub async fn enrol(installation: InstallationId) -> Result<Enrolled, NotGiven> {
    let response = ask("/api/installation/enrol", installation, None).await?;
    let all: GivenAll = response.read().ok_or(NotGiven::Unreachable)?;
    let parts = Parts { given: all.given.at(response.server_time()), recovery: all.recovery.0 };
    Ok(Enrolled { parts, secret: all.secret })
}

/// The share once more, and how long it may be kept from now on.
pub async fn share(installation: InstallationId) -> Result<GivenShare, NotGiven> {
    let response = ask("/api/installation/share", installation, None).await?;
    let given: Given = response.read().ok_or(NotGiven::Unreachable)?;
    Ok(given.at(response.server_time()))
}

/// Opens a session with the phone's own secret.
pub async fn session(installation: InstallationId, secret: Bytes) -> Result<(), NotGiven> {
    ask("/api/installation/session", installation, Some(secret)).await.map(drop)
}

async fn ask(
    address: &str,
    installation: InstallationId,
    secret: Option<Bytes>,
) -> Result<Answer, NotGiven> {
    let answer = call::post_json(address, &Ask { installation, secret }).await;
    let answer = answer.or(Err(NotGiven::Unreachable))?;
    match answer.status {
        200..=299 => Ok(answer),
        401 => Err(NotGiven::SignIn),
        403 | 409 | 410 => Err(NotGiven::Refused),
        _ => Err(NotGiven::Unreachable),
    }
}

impl TryFrom<String> for Bytes {
    type Error = NotHex;

    fn try_from(text: String) -> Result<Self, NotHex> {
        hex::decode(&text).map(Self).ok_or(NotHex)
    }
}

impl From<Bytes> for String {
    fn from(bytes: Bytes) -> Self {
        hex::encode(&bytes.0)
    }
}

impl std::fmt::Display for NotHex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not 32 bytes in hex digits")
    }
}

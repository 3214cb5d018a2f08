//! What the provider says of somebody, in a token that it signed: whether we believe it, and who that is.

use std::time::{Duration, SystemTime};

use domain::{Moment, moment};
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, IdToken, IdTokenVerifier, Nonce,
    SignatureVerificationError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::No;
use super::setting::Setting;
use crate::store::Identity;

/// So far its clock and ours may be apart.
const LEEWAY: i64 = moment::MINUTE;
/// So long ago it may have signed what it signs for one question.
const AGE: i64 = 10 * moment::MINUTE;
/// So long ago somebody may have shown it who they are. A session here is fresh: whoever finds a computer that
/// is signed in there must not be taken for its owner.
pub const SHOWN: i64 = 5 * moment::MINUTE;

/// Whatever it says of them that the standard does not name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct More(Map<String, Value>);

impl AdditionalClaims for More {}

/// What it signed.
pub type Token =
    IdToken<More, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// Who it is, if the token is the provider's, for us, for this question, of now, and sure enough.
pub fn identity(
    token: &Token,
    verifier: IdTokenVerifier<'_, CoreJsonWebKey>,
    nonce: &Nonce,
    setting: &Setting,
    now: Moment,
) -> Result<Identity, No> {
    let verifier = verifier
        .set_time_fn(move || at(now.plus(-LEEWAY)).into())
        .set_issue_time_verifier_fn(move |issued| lately(issued.timestamp(), AGE, now))
        .set_auth_time_verifier_fn(move |shown| {
            lately(shown.ok_or("not said")?.timestamp(), SHOWN, now)
        });
    let claims = token.claims(&verifier, nonce).map_err(|error| why(&error))?;
    if claims.authorized_party().is_some_and(|party| *party != setting.client_id) {
        return Err(No::Audience);
    }
    let Ok(Value::Object(claims)) = serde_json::to_value(claims) else { return Err(No::Rubbish) };
    if claims.get("nbf").is_some_and(|from| !is_good(from, now)) {
        return Err(No::Clock);
    }
    sure_enough(&claims, setting)?;
    who(&claims, setting)
}

fn sure_enough(claims: &Map<String, Value>, setting: &Setting) -> Result<(), No> {
    let Some(assurance) = &setting.assurance else { return Ok(()) };
    let level = claims.get(&assurance.claim).and_then(Value::as_str);
    let accepted = level.is_some_and(|level| assurance.accepted.iter().any(|one| one == level));
    if accepted { Ok(()) } else { Err(No::Level) }
}

/// Each part is told apart from the next by its length.
fn who(claims: &Map<String, Value>, setting: &Setting) -> Result<Identity, No> {
    let claim = &setting.colleague.claim;
    // An address that nobody has shown to be theirs is anybody's.
    let unverified = claim == "email" && claims.get("email_verified") != Some(&Value::Bool(true));
    let value = claims.get(claim).and_then(Value::as_str).unwrap_or_default();
    if unverified || value.is_empty() {
        return Err(No::Nameless);
    }
    let mut sha = Sha256::new();
    for part in [setting.issuer.as_str(), claim, value] {
        sha.update(part.len().to_be_bytes());
        sha.update(part);
    }
    Ok(Identity(sha.finalize().into()))
}

fn at(moment: Moment) -> SystemTime {
    let since = u64::try_from(moment.0).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_millis(since)
}

/// No longer ago than that, nor in the time to come; why not is told by which of the checks it was.
fn lately(seconds: i64, within: i64, now: Moment) -> Result<(), String> {
    let then = seconds.saturating_mul(1_000);
    let soon = then.saturating_sub(LEEWAY) <= now.0;
    let late = then.saturating_add(within + LEEWAY) < now.0;
    if soon && !late { Ok(()) } else { Err(String::new()) }
}

/// Whether it is good by now.
fn is_good(from: &Value, now: Moment) -> bool {
    from.as_i64().is_some_and(|from| from.saturating_mul(1_000).saturating_sub(LEEWAY) <= now.0)
}

/// The word for the log.
const fn why(error: &ClaimsVerificationError) -> No {
    match error {
        ClaimsVerificationError::Expired(_) => No::Clock,
        ClaimsVerificationError::InvalidAudience(_) => No::Audience,
        ClaimsVerificationError::InvalidAuthTime(_) => No::NotShown,
        ClaimsVerificationError::InvalidIssuer(_) => No::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => No::Nonce,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        ) => No::UnknownKey,
        ClaimsVerificationError::SignatureVerification(_) => No::Signature,
        _ => No::Rubbish,
    }
}

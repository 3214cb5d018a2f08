//! Passkeys: making one and signing in with one, each in two steps with the authenticator in between. What was
//! asked of it is good for a few minutes and one answer: for making one it is kept here under the hash of a cookie, for
//! signing in the browser keeps it (`auth::seal`), as anybody may ask for as many as they like. The checking is
//! `webauthn-rs`'s; its challenges are its own chance.

use domain::id::{PasskeyId, SessionId};
use domain::{Moment, Person, moment};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use super::session::{self, Beginning, Token, fingerprint};
use crate::audit::{self, Act, Entry};
use crate::exchange::Sender;
use crate::state::World;
use crate::store::{
    Fault, How, PasskeyRow, ReadAccounts as _, Shown, Store, Write, WriteAccounts as _,
};

/// How long an authenticator has to answer.
pub const PATIENCE: i64 = 5 * moment::MINUTE;

/// What an authenticator was asked that is to make a passkey.
#[derive(Serialize, Deserialize)]
enum Ceremony {
    Making { who: Person, state: PasskeyRegistration },
}

/// What it was asked that is to sign somebody in. The browser keeps it.
#[derive(Serialize, Deserialize)]
pub struct Question {
    state: DiscoverableAuthentication,
    until: Moment,
}

/// Why there is no passkey, or nobody is signed in by one. For the log; whoever asked is told nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// Nothing was asked, too long ago, or it was answered before.
    NotAsked,
    /// Nobody's, as far as is known.
    Unknown,
    /// Their account is ended.
    Ended,
    /// Signed by another key, for another site, for another question, without the person.
    NotVerified,
}

/// Asks the authenticator for a new passkey, one that needs no name to sign in with.
pub async fn begin_making<S: Store>(
    store: &S,
    world: &World,
    webauthn: &Webauthn,
    who: Sender,
    navn: &str,
) -> Result<(CreationChallengeResponse, Token), Fault> {
    let known = store.read(who.kommune).await?.passkeys_of(who.person).await?;
    let known = known.into_iter().map(|row| row.credential).collect();
    let begun = webauthn.start_passkey_registration(handle(who.person), navn, navn, Some(known));
    let (mut asked, state) = begun.map_err(broken)?;
    if let Some(wish) = &mut asked.public_key.authenticator_selection {
        wish.resident_key = Some(ResidentKeyRequirement::Required);
        wish.require_resident_key = true;
    }
    let token = keep(store, world, &Ceremony::Making { who: who.person, state }).await?;
    Ok((asked, token))
}

/// Takes the new passkey in.
pub async fn finish_making<S: Store>(
    store: &S,
    world: &World,
    webauthn: &Webauthn,
    who: Sender,
    token: &Token,
    answer: &RegisterPublicKeyCredential,
) -> Result<Result<PasskeyId, No>, Fault> {
    let Some(Ceremony::Making { who: asked, state }) = take(store, world, token).await? else {
        return Ok(Err(No::NotAsked));
    };
    if asked != who.person {
        return Ok(Err(No::NotAsked));
    }
    let Ok(made) = webauthn.finish_passkey_registration(answer, &state) else {
        return Ok(Err(No::NotVerified));
    };
    let (id, now) = (PasskeyId(world.id()?), world.clock.now());
    let row = PasskeyRow {
        id,
        credential: made.cred_id().clone(),
        person: who.person,
        made: json(&made)?,
        created: now,
        last_used: None,
    };
    let mut tx = store.write(who.kommune).await?;
    match tx.put_passkey(&row).await {
        Err(Fault::Constraint) => return Ok(Err(No::NotVerified)),
        kept => kept?,
    }
    let did = Act::PasskeyAdded { passkey: id };
    audit::append(&mut tx, &[Entry::by(who.person, now, did)]).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// Asks whichever authenticator there is to show one of its passkeys.
pub fn begin_sign_in(
    world: &World,
    webauthn: &Webauthn,
) -> Result<(RequestChallengeResponse, Question), Fault> {
    let (mut asked, state) = webauthn.start_discoverable_authentication().map_err(broken)?;
    // A button was pressed: the browser is to ask now, not to wait in a field.
    asked.mediation = None;
    Ok((asked, Question { state, until: world.clock.now().plus(PATIENCE) }))
}

/// Signs in whoever's passkey answered.
pub async fn finish_sign_in<S: Store>(
    store: &S,
    world: &World,
    webauthn: &Webauthn,
    Question { state, until }: Question,
    answer: &PublicKeyCredential,
    instead_of: Option<SessionId>,
) -> Result<Result<(Sender, Token), No>, Fault> {
    if world.clock.now() >= until {
        return Ok(Err(No::NotAsked));
    }
    let credential = answer.raw_id.as_slice();
    let Some(kommune) = store.kommune_of(Shown::Passkey(credential)).await? else {
        return Ok(Err(No::Unknown));
    };
    // One answer, right or wrong: which questions were answered is kept for as long as they are good.
    match store.keep_ceremony(&fingerprint(json(&state)?.as_bytes()), "", until).await {
        Err(Fault::Constraint) => return Ok(Err(No::NotAsked)),
        kept => kept?,
    }
    let mut tx = store.write(kommune).await?;
    let Some(row) = tx.passkey(credential).await? else { return Ok(Err(No::Unknown)) };
    let Some(Verified { row, fell_back }) = verified(webauthn, state, answer, row)? else {
        return Ok(Err(No::NotVerified));
    };
    let (who, now) = (Sender { kommune, person: row.person }, world.clock.now());
    if fell_back {
        let did = Act::PasskeyFellBack { passkey: row.id };
        audit::append(&mut tx, &[Entry::by(who.person, now, did)]).await?;
    }
    tx.put_passkey(&PasskeyRow { last_used: Some(now), ..row }).await?;
    let beginning = Beginning::by(How::Passkey, instead_of);
    let Some(token) = session::open(&mut tx, world, who, beginning).await? else {
        return Ok(Err(No::Ended));
    };
    tx.commit().await?;
    Ok(Ok((who, token)))
}

/// A passkey that was shown, with its counter moved on.
struct Verified {
    row: PasskeyRow,
    /// It counts less than it did, or as much: a copy of it counts elsewhere.
    fell_back: bool,
}

/// The passkey, if the answer is signed by it. Its counter proves nothing: one that is on several devices, or was put
/// back with one, falls behind, and so does a stolen copy (decision 0026).
fn verified(
    webauthn: &Webauthn,
    state: DiscoverableAuthentication,
    answer: &PublicKeyCredential,
    row: PasskeyRow,
) -> Result<Option<Verified>, Fault> {
    let (mut made, counted) = from_zero(&row.made).ok_or(Fault::Corrupt("passkey"))?;
    let named = webauthn.identify_discoverable_authentication(answer);
    if !named.is_ok_and(|(whose, _)| whose == handle(row.person)) {
        return Ok(None);
    }
    let key = DiscoverableKey::from(&made);
    let Ok(result) = webauthn.finish_discoverable_authentication_v2(answer, state, &key) else {
        return Ok(None);
    };
    made.update_credential(&result);
    let fell_back = counted > 0 && result.counter() <= counted;
    Ok(Some(Verified { row: PasskeyRow { made: json(&made)?, ..row }, fell_back }))
}

/// A passkey as it was made, and how far it had counted: the library refuses whatever does not count on.
fn from_zero(made: &str) -> Option<(Passkey, u32)> {
    let mut made: serde_json::Value = serde_json::from_str(made).ok()?;
    let field = made.get_mut("cred")?.get_mut("counter")?;
    let counted = u32::try_from(field.take().as_u64()?).ok()?;
    *field = 0.into();
    Some((serde_json::from_value(made).ok()?, counted))
}

/// Removes one of somebody's passkeys, if it is one.
pub async fn remove<W: Write>(
    tx: &mut W,
    world: &World,
    who: Person,
    id: PasskeyId,
) -> Result<bool, Fault> {
    let its = tx.passkeys_of(who).await?.iter().any(|passkey| passkey.id == id);
    if its {
        tx.drop_passkey(id).await?;
        let did = Act::PasskeyRemoved { passkey: id };
        audit::append(tx, &[Entry::by(who, world.clock.now(), did)]).await?;
    }
    Ok(its)
}

/// What the authenticator keeps of whose it is: a random id, and no name.
const fn handle(who: Person) -> Uuid {
    match who {
        Person::Medarbejder(id) => id.0,
        Person::Ung(id) => id.0,
        Person::System => Uuid::nil(),
    }
}

async fn keep<S: Store>(store: &S, world: &World, asked: &Ceremony) -> Result<Token, Fault> {
    let token = world.chance.bytes()?;
    let until = world.clock.now().plus(PATIENCE);
    store.keep_ceremony(&fingerprint(&token), &json(asked)?, until).await?;
    Ok(token)
}

async fn take<S: Store>(
    store: &S,
    world: &World,
    token: &Token,
) -> Result<Option<Ceremony>, Fault> {
    let kept = store.take_ceremony(&fingerprint(token), world.clock.now()).await?;
    let read = |state: String| serde_json::from_str(&state).or(Err(Fault::Corrupt("ceremony")));
    kept.map(read).transpose()
}

fn json(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).or(Err(Fault::Corrupt("passkey")))
}

fn broken(error: WebauthnError) -> Fault {
    Fault::Unavailable(Box::new(error))
}

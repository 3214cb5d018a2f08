//! Sessions: how one begins and how it ends. The token goes to the browser and is kept as its SHA-256.

use domain::id::{InstallationId, SessionId};
use domain::{Moment, Person, moment};
use sha2::{Digest as _, Sha256};

use super::staff::phones;
use super::{installation, known};
use crate::audit::{self, Act, Entry};
use crate::exchange::Sender;
use crate::state::World;
use crate::store::{Fault, Fingerprint, How, SessionRow, Write};

/// A session ends when it is not used for so long.
pub const IDLE: i64 = 12 * moment::HOUR;
/// It ends in any case after so long.
pub const ABSOLUTE: i64 = 30 * moment::DAY;
/// For so long after a real sign-in nobody is asked again who they are.
pub const FRESH: i64 = 10 * moment::MINUTE;

/// What the browser gets.
pub type Token = [u8; 32];

/// How and where a session begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning {
    pub how: How,
    /// On which phone, if that is known.
    pub phone: Option<InstallationId>,
    /// That phone was revoked: it is to hand in what it wrote, whether its owner has an account or not.
    pub confined: bool,
    /// It ends by then, if not before.
    pub by: Option<Moment>,
    /// The one that this browser had: it ends, whoever's it was.
    pub instead_of: Option<SessionId>,
}

impl SessionRow {
    /// Whether it is over, unused or by age.
    #[must_use]
    pub fn is_over(&self, now: Moment) -> bool {
        now.0.saturating_sub(self.last_seen.0) > IDLE || now >= self.until
    }

    /// Whether somebody showed in person who they are, minutes ago: enough to make a passkey and to enrol a phone.
    #[must_use]
    pub fn is_recent(&self, now: Moment) -> bool {
        self.how.in_person() && now.0.saturating_sub(self.created.0) < FRESH
    }

    /// Whether that is enough for whatever has consequences, too. For staff a code is not: it is one factor, and
    /// has lain with somebody else.
    #[must_use]
    pub fn is_fresh(&self, now: Moment) -> bool {
        self.is_recent(now) && (self.how != How::Code || self.person.ung().is_some())
    }

    /// Whether it is good for making a passkey and for nothing else: that of staff who came in by a code. A code has
    /// lain with somebody else, and is one factor.
    #[must_use]
    pub const fn only_makes_a_passkey(&self) -> bool {
        matches!((self.how, self.person), (How::Code, Person::Medarbejder(_)))
    }

    /// Who is signed in.
    #[must_use]
    pub const fn sender(&self) -> Sender {
        Sender { kommune: self.kommune, person: self.person }
    }
}

impl Beginning {
    /// Somewhere, after showing in person who they are.
    #[must_use]
    pub const fn by(how: How, instead_of: Option<SessionId>) -> Self {
        Self { how, phone: None, confined: false, by: None, instead_of }
    }
}

/// Signs somebody in: a new session, always with a new token. None if nobody knows them, or their account is
/// ended, unless it is for handing in alone.
pub async fn open<W: Write>(
    tx: &mut W,
    world: &World,
    who: Sender,
    beginning: Beginning,
) -> Result<Option<Token>, Fault> {
    let (now, Sender { kommune, person }) = (world.clock.now(), who);
    let ended = tx.account_ended(person).await?.is_some();
    if (ended && !beginning.confined) || known(tx, who, now).await?.is_none() {
        return Ok(None);
    }
    let before = before(tx, person, beginning.instead_of).await?;
    let on_before = before.and_then(|session| session.phone);
    let (token, id) = (world.chance.bytes()?, SessionId(world.id()?));
    let Beginning { how, confined, by, .. } = beginning;
    let (phone, longest) = (beginning.phone.or(on_before), now.plus(ABSOLUTE));
    let session = SessionRow {
        id,
        kommune,
        person,
        how,
        phone,
        confined,
        created: now,
        last_seen: now,
        until: by.map_or(longest, |by| by.min(longest)),
    };
    tx.put_session(&fingerprint(&token), &session).await?;
    if let Some(before) = before {
        tx.take_over(before.id, id).await?;
    }
    if let Some(before) = beginning.instead_of {
        tx.drop_session(before).await?;
    }
    let entry = Entry { at: now, who: person, phone, did: Act::SignedIn { how } };
    audit::append(tx, &[entry]).await?;
    Ok(Some(token))
}

/// The session that the browser had, if it was the same person's: the new one is where it was.
async fn before<W: Write>(
    tx: &mut W,
    person: Person,
    before: Option<SessionId>,
) -> Result<Option<SessionRow>, Fault> {
    let Some(before) = before else { return Ok(None) };
    let own = tx.sessions_of(person).await?.into_iter().find(|session| session.id == before);
    Ok(own.filter(|session| !session.confined))
}

/// Notes on which phone a session is from now on, if it is one of its person's own; on a revoked one it is confined.
/// A session is on one phone at a time, and which it ever stood on stays known. False if it was confined to another
/// meanwhile. Nothing comes of it if it has ended.
pub async fn stand_on<W: Write>(
    tx: &mut W,
    token: &Fingerprint,
    session: &SessionRow,
    phone: InstallationId,
) -> Result<bool, Fault> {
    let its = tx.sessions_of(session.person).await?.into_iter().find(|one| one.id == session.id);
    let Some(session) = its else { return Ok(true) };
    if session.confined {
        return Ok(session.phone == Some(phone));
    }
    let own = tx.installation(phone).await?.filter(|phone| phone.person == session.person);
    if let Some(own) = own {
        let (phone, confined) = (Some(phone), own.revoked.is_some());
        tx.put_session(token, &SessionRow { phone, confined, ..session }).await?;
    }
    Ok(true)
}

/// Ends one of somebody's sessions, if it is one. It ends with the secrets of all phones it stood on: they would open
/// another at once.
pub async fn end<W: Write>(
    tx: &mut W,
    now: Moment,
    by: Person,
    whom: Person,
    id: SessionId,
) -> Result<bool, Fault> {
    if !tx.sessions_of(whom).await?.iter().any(|session| session.id == id) {
        return Ok(false);
    }
    for phone in tx.stood_on(id).await? {
        installation::void_secret(tx, whom, phone).await?;
    }
    tx.drop_session(id).await?;
    let did = Act::SessionEnded { whom, session: id };
    audit::append(tx, &[Entry::by(by, now, did)]).await?;
    Ok(true)
}

/// Closes every way in that somebody has, for them: sessions on whatever they are, the secrets by which their phones
/// would open others, passkeys, and a code that waits. Whoever typed a code on a borrowed computer may have left a
/// passkey there.
pub async fn end_all<W: Write>(
    tx: &mut W,
    now: Moment,
    by: Person,
    whom: Person,
) -> Result<(), Fault> {
    let ended = drop_all(tx, whom).await?.into_iter();
    for phone in phones(tx, Some(whom)).await? {
        installation::void_secret(tx, whom, phone.id).await?;
    }
    let ended = ended.map(|session| Act::SessionEnded { whom, session: session.id });
    let told: Vec<_> =
        ended.chain([Act::SignedOut { whom }]).map(|did| Entry::by(by, now, did)).collect();
    audit::append(tx, &told).await
}

/// Drops somebody's sessions, passkeys and waiting code, and answers which sessions there were. What that was for is
/// told by whoever wants it.
pub(super) async fn drop_all<W: Write>(tx: &mut W, whom: Person) -> Result<Vec<SessionRow>, Fault> {
    tx.drop_code(whom).await?;
    for passkey in tx.passkeys_of(whom).await? {
        tx.drop_passkey(passkey.id).await?;
    }
    let sessions = tx.sessions_of(whom).await?;
    for session in &sessions {
        tx.drop_session(session.id).await?;
    }
    Ok(sessions)
}

/// What of a token or another secret is kept.
#[must_use]
pub fn fingerprint(secret: &[u8]) -> Fingerprint {
    Sha256::digest(secret).into()
}

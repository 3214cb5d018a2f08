//! Phones: enrolling one, giving it its share of the key, signing in by it, and revoking it. What a phone does
//! with these is the app's affair; that a revoked one still hands in what it wrote is in `exchange`.

use domain::digest::is_derived;
use domain::envelope::Seq;
use domain::exchange::Refusal;
use domain::id::{InstallationId, SessionId};
use domain::kommune::Kommune;
use domain::{Folder, Moment, Person, moment};

use super::session::{self, Beginning, Token, fingerprint};
use super::staff::phones;
use crate::audit::{self, Act, Entry};
use crate::exchange::{Sender, access};
use crate::state::World;
use crate::store::{
    Daily, Enrolment, Fault, How, Installation, Read, ReadAccounts as _, SessionRow, Shown, Store,
    Write,
};

/// So many phones that live somebody has, and so many new ones on a day.
pub const MOST: u32 = 20;
/// A phone signs in by itself for so long after somebody last did in person on it.
const STAFF: i64 = 30 * moment::DAY;
/// The same for a young person, who has nobody to ask every month.
const YOUNG: i64 = 180 * moment::DAY;
/// A phone that was revoked hands in what it wrote within so long, or asks again.
const HANDING_IN: i64 = moment::HOUR;

/// What an enrolled phone gets. The first two stay the same for a phone, the third is new every time.
#[derive(Clone, Copy)]
pub struct Keys {
    pub share: [u8; 32],
    pub recovery: [u8; 32],
    pub secret: [u8; 32],
    pub keep_for: i64,
}

/// Enrols a phone for whoever has just signed in on it.
pub async fn enrol<W: Write>(
    tx: &mut W,
    world: &World,
    session: &SessionRow,
    id: InstallationId,
) -> Result<Result<Keys, Refusal>, Fault> {
    let (who, now) = (session.sender(), world.clock.now());
    let phone = match own(tx, who, id).await? {
        Ok(phone) => phone,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if phone.is_none() {
        if let Err(enough) = let_in(tx, now, who.person, id, world.rules.most_phones).await? {
            return Ok(Err(enough));
        }
        tx.put_installation(&unused(who.person, id, now)).await?;
    }
    let before = tx.enrolment(id).await?;
    let (share, recovery) = match before {
        Some(before) => (before.share, before.recovery),
        None => (world.chance.bytes()?, world.chance.bytes()?),
    };
    let secret = world.chance.bytes()?;
    let (installation, signed_in) = (id, session.created);
    let row = Enrolment { installation, share, recovery, secret: fingerprint(&secret), signed_in };
    tx.put_enrolment(&row).await?;
    let entry = Entry { at: now, who: who.person, phone: Some(id), did: Act::Enrolled };
    audit::append(tx, &[entry]).await?;
    let keep_for = keep_for(tx, who).await?;
    Ok(Ok(Keys { share, recovery, secret, keep_for }))
}

/// The share of a phone's key, and for how many milliseconds the phone may keep it.
pub async fn share<R: Read>(
    tx: &mut R,
    who: Sender,
    id: InstallationId,
) -> Result<Result<([u8; 32], i64), Refusal>, Fault> {
    match (own(tx, who, id).await?, tx.enrolment(id).await?) {
        (Err(refusal), _) => Ok(Err(refusal)),
        (Ok(Some(_)), Some(enrolment)) => Ok(Ok((enrolment.share, keep_for(tx, who).await?))),
        (Ok(_), _) => Ok(Err(Refusal::ForeignInstallation)),
    }
}

/// Whether a secret is that of a phone, of use or not. A line of the server's own has none, whatever was once enrolled.
pub async fn is_its<S: Store>(
    store: &S,
    id: InstallationId,
    secret: &[u8; 32],
) -> Result<bool, Fault> {
    if is_derived(id.0) {
        return Ok(false);
    }
    let secret = fingerprint(secret);
    let Some(kommune) = store.kommune_of(Shown::Device(&secret)).await? else { return Ok(false) };
    let enrolment = store.read(kommune).await?.enrolment(id).await?;
    Ok(enrolment.is_some_and(|enrolment| enrolment.secret == secret))
}

/// Signs a phone's person in by the phone's secret. None for whatever is wrong. A phone that was revoked is let
/// in however late it comes, also when its owner's account is ended, to hand in and hear that it is to be wiped:
/// its session is good for that alone.
pub async fn open<S: Store>(
    store: &S,
    world: &World,
    id: InstallationId,
    secret: &[u8; 32],
    instead_of: Option<SessionId>,
) -> Result<Option<Token>, Fault> {
    let secret = fingerprint(secret);
    let Some(kommune) = store.kommune_of(Shown::Device(&secret)).await? else { return Ok(None) };
    let mut tx = store.write(kommune).await?;
    let enrolment = tx.enrolment(id).await?.filter(|enrolment| enrolment.secret == secret);
    let Some((enrolment, phone)) = enrolment.zip(tx.installation(id).await?) else {
        return Ok(None);
    };
    let (now, confined) = (world.clock.now(), phone.revoked.is_some());
    let by = match (confined, phone.person.ung()) {
        (true, _) => now.plus(HANDING_IN),
        (false, Some(_)) => enrolment.signed_in.plus(YOUNG),
        (false, None) => enrolment.signed_in.plus(STAFF),
    };
    if now >= by {
        return Ok(None);
    }
    // A phone has one session of this kind. The browser's own ends as the new one has taken over where it stood.
    let before = |session: &SessionRow| Some(session.id) != instead_of;
    end_own_sessions(&mut tx, phone.person, id, before).await?;
    let who = Sender { kommune, person: phone.person };
    let beginning =
        Beginning { how: How::Device, phone: Some(id), confined, by: Some(by), instead_of };
    let token = session::open(&mut tx, world, who, beginning).await?;
    tx.commit().await?;
    Ok(token)
}

/// Lets one of somebody's phones sign nobody in any more, until somebody has done so on it in person.
pub async fn void_secret<W: Write>(
    tx: &mut W,
    whose: Person,
    id: InstallationId,
) -> Result<(), Fault> {
    let own = tx.installation(id).await?.is_some_and(|phone| phone.person == whose);
    match tx.enrolment(id).await?.filter(|_| own) {
        Some(before) => tx.put_enrolment(&Enrolment { signed_in: Enrolment::VOID, ..before }).await,
        None => Ok(()),
    }
}

/// Revokes one of somebody's phones, or one whoever's it is: it gets nothing more, and whoever has it comes in by none of
/// the numbers its browser had before. False if there is no such; a line of the server's own is no phone.
pub async fn revoke<W: Write>(
    tx: &mut W,
    now: Moment,
    by: Person,
    of: Option<Person>,
    id: InstallationId,
) -> Result<bool, Fault> {
    let Some(whose) = shut(tx, now, by, of, id).await? else { return Ok(false) };
    for other in tx.beside(id).await? {
        void_secret(tx, whose, other).await?;
        // One that was revoked still hands in.
        end_own_sessions(tx, whose, other, |session| !session.confined).await?;
    }
    Ok(true)
}

/// Ends those of the sessions that a phone opened by itself.
async fn end_own_sessions<W: Write>(
    tx: &mut W,
    whose: Person,
    id: InstallationId,
    which: impl Fn(&SessionRow) -> bool,
) -> Result<(), Fault> {
    for session in tx.sessions_of(whose).await? {
        if session.phone == Some(id) && !session.how.in_person() && which(&session) {
            tx.drop_session(session.id).await?;
        }
    }
    Ok(())
}

/// Revokes that one phone. Tells whose it is, if there is such.
async fn shut<W: Write>(
    tx: &mut W,
    now: Moment,
    by: Person,
    of: Option<Person>,
    id: InstallationId,
) -> Result<Option<Person>, Fault> {
    let found = tx.installation(id).await?.filter(|_| !is_derived(id.0));
    let Some(phone) = found.filter(|phone| of.is_none_or(|of| phone.person == of)) else {
        return Ok(None);
    };
    if phone.revoked.is_none() {
        tx.put_installation(&Installation { revoked: Some(now), ..phone }).await?;
        tx.confine(id).await?;
        let did = Act::Revoked { whom: phone.person, phone: id };
        audit::append(tx, &[Entry::by(by, now, did)]).await?;
    }
    Ok(Some(phone.person))
}

/// Lets a phone in that was never here before, or tells that there were enough of them today. One too many takes the place
/// of the one that was not seen for longest: that is revoked, hands in what was written on it when it comes again, and is
/// wiped.
pub async fn let_in<W: Write>(
    tx: &mut W,
    now: Moment,
    whose: Person,
    came: InstallationId,
    most: u32,
) -> Result<Result<(), Refusal>, Fault> {
    if tx.count_daily(whose, Daily::Phones, 1, now.day()).await? > most {
        return Ok(Err(Refusal::EnoughToday));
    }
    let mut living = phones(tx, Some(whose)).await?;
    living.retain(|phone| phone.revoked.is_none() && phone.id != came);
    let others = usize::try_from(most.saturating_sub(1)).unwrap_or(usize::MAX);
    for over in living.into_iter().skip(others) {
        shut(tx, now, Person::System, Some(whose), over.id).await?;
    }
    Ok(Ok(()))
}

/// The phone, if it is known, or why it is not for this person.
pub(crate) async fn own<R: Read>(
    tx: &mut R,
    who: Sender,
    id: InstallationId,
) -> Result<Result<Option<Installation>, Refusal>, Fault> {
    Ok(match tx.installation(id).await? {
        _ if is_derived(id.0) => Err(Refusal::ForeignInstallation),
        Some(phone) if phone.person != who.person => Err(Refusal::ForeignInstallation),
        Some(phone) if phone.revoked.is_some() => Err(Refusal::Revoked),
        phone => Ok(phone),
    })
}

/// A phone that has not exchanged anything yet.
const fn unused(person: Person, id: InstallationId, now: Moment) -> Installation {
    let (next_seq, last_seen, outbox_len, skew) = (Seq(1), now, 0, 0);
    Installation { id, person, next_seq, last_seen, outbox_len, skew, revoked: None }
}

/// As the municipality has settled it.
async fn keep_for<R: Read>(tx: &mut R, who: Sender) -> Result<i64, Fault> {
    let Sender { kommune, .. } = who;
    let found = access::kept::<_, Kommune>(tx, Folder::Faelles(kommune), kommune.0).await?;
    let days = found.map_or(Kommune::DAGE_UDEN_NET, |kommune| kommune.dage_uden_net);
    Ok(i64::from(days) * moment::DAY)
}

//! Signing in through the organisation: a journey to its provider and back, and which colleague it is who came
//! back. That is told by a link, which a colleague makes who is signed in, or who types an invitation; no name and
//! no address of theirs ever tells it. What is asked of the provider and what is believed is in `openid`.

use domain::id::{MedarbejderId, SessionId};
use domain::{Moment, Person, moment};
use openidconnect::url::Url;
use serde::{Deserialize, Serialize};

use super::code::{self, Code};
use super::session::{self, Beginning, Token, fingerprint};
use crate::audit::{self, Act, Entry};
use crate::exchange::Sender;
use crate::openid::{No, Provider, Question, Returned};
use crate::state::World;
use crate::store::{
    Fault, How, Identity, LinkRow, ReadAccounts as _, SessionRow, Shown, Store, Write,
    WriteAccounts as _,
};
use crate::text::Lang;

/// How long somebody has to sign in there, and once more to type a code here.
pub const PATIENCE: i64 = 10 * moment::MINUTE;

/// What somebody set out for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// To sign in, and where they were on the way to.
    SignIn { to: Option<String> },
    /// To be linked; signed in they are.
    Link { medarbejder: MedarbejderId },
}

/// Somebody on the way, bound to the browser by a cookie.
#[derive(Serialize, Deserialize)]
pub struct Journey {
    pub wish: Wish,
    pub lang: Lang,
    question: Question,
}

/// Somebody who came back, and whom nobody knows yet.
#[derive(Serialize, Deserialize)]
pub struct Arrival {
    pub to: Option<String>,
    identity: Identity,
    until: Moment,
}

/// What is kept of them, in one table with what passkeys are asked.
#[derive(Serialize, Deserialize)]
enum Kept {
    Journey(Box<Journey>),
    Arrival(Arrival),
}

/// How a journey ended well.
pub enum Came {
    In {
        who: Sender,
        token: Token,
    },
    /// They were signed in, and are linked now.
    Linked,
    /// Nobody knows them: a code may tell.
    Unknown {
        token: Token,
    },
}

/// Sends somebody to the provider. Also answers in which place the browser keeps the journey: it may be on several.
pub async fn begin<S: Store>(
    store: &S,
    world: &World,
    provider: &Provider,
    wish: Wish,
    lang: Lang,
) -> Result<Result<(Url, String, Token), No>, Fault> {
    let (to, question) = match provider.ask(world, lang).await? {
        Ok(asked) => asked,
        Err(why) => return Ok(Err(why)),
    };
    let place = question.place().to_owned();
    let kept = Kept::Journey(Box::new(Journey { wish, lang, question }));
    let token = keep(store, world, &kept, world.clock.now().plus(PATIENCE)).await?;
    Ok(Ok((to, place, token)))
}

/// Who set out from this browser. Whoever takes it has it, and nobody after.
pub async fn returning<S: Store>(
    store: &S,
    world: &World,
    token: &Token,
) -> Result<Option<Journey>, Fault> {
    Ok(match take(store, world, token).await? {
        Some(Kept::Journey(journey)) => Some(*journey),
        _ => None,
    })
}

/// Takes somebody in who came back, if they are who they say.
pub async fn finish<S: Store>(
    store: &S,
    world: &World,
    provider: &Provider,
    journey: Journey,
    returned: Returned,
    here: Option<SessionRow>,
) -> Result<Result<Came, No>, Fault> {
    let Journey { wish, question, .. } = journey;
    let identity = match provider.answered(world, question, returned).await {
        Ok(identity) => identity,
        Err(why) => return Ok(Err(why)),
    };
    match wish {
        Wish::SignIn { to } => {
            let instead_of = here.map(|session| session.id);
            match enter(store, world, identity, instead_of).await? {
                Err(No::Unknown) => {
                    let until = world.clock.now().plus(PATIENCE);
                    let kept = Kept::Arrival(Arrival { to, identity, until });
                    let token = keep(store, world, &kept, until).await?;
                    Ok(Ok(Came::Unknown { token }))
                }
                entered => Ok(entered.map(|(who, token)| Came::In { who, token })),
            }
        }
        Wish::Link { medarbejder } => {
            let person = Person::Medarbejder(medarbejder);
            let here = here.filter(|session| session.person == person && !session.confined);
            let Some(session) = here else { return Ok(Err(No::NotAsked)) };
            let mut tx = store.write(session.kommune).await?;
            if !link(&mut tx, world, medarbejder, identity).await? {
                return Ok(Err(No::Taken));
            }
            tx.commit().await?;
            Ok(Ok(Came::Linked))
        }
    }
}

/// Signs in the colleague whom an identity is linked to.
async fn enter<S: Store>(
    store: &S,
    world: &World,
    identity: Identity,
    instead_of: Option<SessionId>,
) -> Result<Result<(Sender, Token), No>, Fault> {
    let Some(kommune) = store.kommune_of(Shown::Identity(&identity)).await? else {
        return Ok(Err(No::Unknown));
    };
    let mut tx = store.write(kommune).await?;
    let Some(row) = tx.link(identity).await? else { return Ok(Err(No::Unknown)) };
    tx.put_link(&LinkRow { last_used: Some(world.clock.now()), ..row }).await?;
    let who = Sender { kommune, person: Person::Medarbejder(row.medarbejder) };
    let beginning = Beginning::by(How::Oidc, instead_of);
    let Some(token) = session::open(&mut tx, world, who, beginning).await? else {
        return Ok(Err(No::Ended));
    };
    tx.commit().await?;
    Ok(Ok((who, token)))
}

/// Who came back to this browser and was not known.
pub async fn arrived<S: Store>(
    store: &S,
    world: &World,
    token: &Token,
) -> Result<Option<Arrival>, Fault> {
    Ok(match take(store, world, token).await? {
        Some(Kept::Arrival(arrival)) => Some(arrival),
        _ => None,
    })
}

/// Lets them try again, until the time they had from the start is over.
pub async fn let_try_again<S: Store>(
    store: &S,
    world: &World,
    arrival: Arrival,
) -> Result<Token, Fault> {
    let until = arrival.until;
    keep(store, world, &Kept::Arrival(arrival), until).await
}

/// Links whoever came back to the colleague that a code was made for, and signs them in. None if it is no code, was
/// used, is over, or is a young person's; then it is not used up.
pub async fn link_by_code<S: Store>(
    store: &S,
    world: &World,
    arrival: &Arrival,
    code: Code,
    instead_of: Option<SessionId>,
) -> Result<Option<(Sender, Token)>, Fault> {
    let typed = code.in_turn().await?;
    let Some(kommune) = code::kommune(store, typed).await? else { return Ok(None) };
    let mut tx = store.write(kommune).await?;
    let person = code::take(&mut tx, world, typed).await?;
    let Some(medarbejder) = person.and_then(Person::medarbejder) else { return Ok(None) };
    if !link(&mut tx, world, medarbejder, arrival.identity).await? {
        return Ok(None);
    }
    let who = Sender { kommune, person: Person::Medarbejder(medarbejder) };
    let beginning = Beginning::by(How::Oidc, instead_of);
    let token = session::open(&mut tx, world, who, beginning).await?;
    tx.commit().await?;
    Ok(token.map(|token| (who, token)))
}

/// Says who a colleague is, in the place of whoever it was before. False if that is another colleague.
async fn link<W: Write>(
    tx: &mut W,
    world: &World,
    medarbejder: MedarbejderId,
    identity: Identity,
) -> Result<bool, Fault> {
    unlink(tx, world, medarbejder).await?;
    let created = world.clock.now();
    let row = LinkRow { identity, medarbejder, created, last_used: None };
    match tx.put_link(&row).await {
        Err(Fault::Constraint) => return Ok(false),
        kept => kept?,
    }
    let who = Person::Medarbejder(medarbejder);
    audit::append(tx, &[Entry::by(who, created, Act::Linked)]).await?;
    Ok(true)
}

/// Takes a colleague's link away, if there is one.
pub async fn unlink<W: Write>(
    tx: &mut W,
    world: &World,
    medarbejder: MedarbejderId,
) -> Result<bool, Fault> {
    let linked = tx.link_of(medarbejder).await?.is_some();
    if linked {
        tx.drop_link(medarbejder).await?;
        let who = Person::Medarbejder(medarbejder);
        audit::append(tx, &[Entry::by(who, world.clock.now(), Act::Unlinked)]).await?;
    }
    Ok(linked)
}

async fn keep<S: Store>(
    store: &S,
    world: &World,
    kept: &Kept,
    until: Moment,
) -> Result<Token, Fault> {
    let token = world.chance.bytes()?;
    let state = serde_json::to_string(kept).or(Err(Fault::Corrupt("journey")))?;
    store.keep_ceremony(&fingerprint(&token), &state, until).await?;
    Ok(token)
}

/// Nothing where something else was kept: a passkey's cookie put in the place of ours is none.
async fn take<S: Store>(store: &S, world: &World, token: &Token) -> Result<Option<Kept>, Fault> {
    let kept = store.take_ceremony(&fingerprint(token), world.clock.now()).await?;
    Ok(kept.and_then(|state| serde_json::from_str(&state).ok()))
}

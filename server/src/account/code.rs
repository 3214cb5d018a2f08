//! One-time codes: ten characters that a person reads off one screen and types on another. A code is of use once, and
//! ends soon. So few characters can be gone through by whoever reads the database: a code is kept as what Argon2id
//! makes of it. How often one may be tried is in `auth::limit`.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use domain::id::KommuneId;
use domain::text::clean;
use domain::{Person, moment};
use tokio::sync::Semaphore;
use tokio::task;

use super::session::{self, Beginning, Token};
use crate::audit::{self, Act, Entry};
use crate::exchange::Sender;
use crate::state::{NoChance, World};
use crate::store::{CodeRow, Fault, Fingerprint, How, Shown, Store, Write};

/// No two of these look alike, in any writing: no 0 and O, 1 and I and L, 5 and S, 8 and B, 2 and Z, U and V.
const ALPHABET: &[u8; 26] = b"2346789ACDEFGHJKMNPQRTVWXY";
const LENGTH: usize = 10;

/// A young person types it at the desk where it was made.
const AT_THE_DESK: i64 = 15 * moment::MINUTE;
/// A member of staff gets it in the hand, or by a way of their own.
const INVITATION: i64 = 7 * moment::DAY;

/// A code, shown once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

/// What a code is found by. It costs time and memory to make.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretched(Fingerprint);

/// Memory in KiB, and how often it is gone through: some 20 ms.
const COST: (u32, u32) = (19 * 1024, 2);
/// The same for every code, as nobody says whose they type; each is drawn by chance, so no two are alike.
const SALT: &[u8] = b"overgang one-time code";
/// However many are typed at once, so many are looked at.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// However many are made at once, so many are worked at. Whoever makes one does not wait for those who type.
static MADE_AT_ONCE: Semaphore = Semaphore::const_new(2);

impl Code {
    /// A new one.
    pub fn new(world: &World) -> Result<Self, NoChance> {
        let mut code = Vec::with_capacity(LENGTH);
        // A byte beyond the last whole alphabet is passed over, so that each character is as likely.
        let whole = u8::MAX - u8::MAX % 26;
        loop {
            let fair = world.chance.bytes()?.into_iter().filter(|byte| *byte < whole);
            code.extend(fair.filter_map(|byte| ALPHABET.get(usize::from(byte % 26)).copied()));
            if let Some(code) = code.first_chunk() {
                return Ok(Self(*code));
            }
        }
    }

    /// What somebody typed: small letters, blanks and hyphens do no harm.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = clean(typed);
        let typed = typed.chars().filter(|c| !c.is_whitespace() && !"-–—.".contains(*c));
        let typed: Vec<u8> = typed
            .map(|c| u8::try_from(c.to_ascii_uppercase()).ok().filter(|c| ALPHABET.contains(c)))
            .collect::<Option<_>>()?;
        typed.try_into().ok().map(Self)
    }

    /// What it is found by, when it was typed: in turn.
    pub async fn in_turn(self) -> Result<Stretched, Fault> {
        self.aside(&AT_ONCE).await
    }

    /// The work is done beside what answers everybody else. It goes on, and keeps its turn, if nobody waits for it any
    /// more.
    async fn aside(self, line: &'static Semaphore) -> Result<Stretched, Fault> {
        // Closed it never is.
        let turn = line.acquire().await.ok();
        let work = move || {
            let stretched = self.stretch();
            drop(turn);
            stretched
        };
        let stretched = task::spawn_blocking(work).await.ok().flatten();
        stretched.ok_or(Fault::Corrupt("a code could not be stretched"))
    }

    fn stretch(self) -> Option<Stretched> {
        let (kib, passes) = COST;
        let params = Params::new(kib, passes, 1, Some(32)).ok()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut stretched = Fingerprint::default();
        argon.hash_password_into(&self.0, SALT, &mut stretched).ok()?;
        Some(Stretched(stretched))
    }
}

/// In two groups.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.into_iter().enumerate() {
            let gap = if at == LENGTH / 2 { "-" } else { "" };
            write!(f, "{gap}{}", char::from(byte))?;
        }
        Ok(())
    }
}

/// A code does not show itself in a log.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code")
    }
}

/// A code that is nobody's yet, with what it is found by.
#[derive(Clone, Copy, Debug)]
pub struct Fresh(Code, Stretched);

/// Draws a code. That costs time and memory, so it is done before anything is written: everybody's writing waits for a
/// transaction.
pub async fn draw(world: &World) -> Result<Fresh, Fault> {
    let code = Code::new(world)?;
    Ok(Fresh(code, code.aside(&MADE_AT_ONCE).await?))
}

/// Makes it somebody's, in the place of any they had; their account is open from now on.
pub async fn give<W: Write>(
    tx: &mut W,
    world: &World,
    Fresh(code, Stretched(hash)): Fresh,
    whom: Person,
    by: Person,
) -> Result<Code, Fault> {
    let now = world.clock.now();
    let life = if whom.ung().is_some() { AT_THE_DESK } else { INVITATION };
    let row = CodeRow { hash, person: whom, made_by: by, until: now.plus(life) };
    tx.put_code(&row).await?;
    let mut entries = vec![Entry::by(by, now, Act::CodeMade { whom })];
    if tx.account_ended(whom).await?.is_some() {
        tx.put_account(whom, None).await?;
        entries.push(Entry::by(by, now, Act::AccountOpened { whom }));
    }
    audit::append(tx, &entries).await?;
    Ok(code)
}

/// Signs in whoever a code was made for. None if it is no code, was used, or is over.
pub async fn enter<S: Store>(
    store: &S,
    world: &World,
    code: Code,
    instead_of: Option<domain::id::SessionId>,
) -> Result<Option<(Sender, Token)>, Fault> {
    let typed = code.in_turn().await?;
    let Some(kommune) = kommune(store, typed).await? else { return Ok(None) };
    let mut tx = store.write(kommune).await?;
    let Some(person) = take(&mut tx, world, typed).await? else { return Ok(None) };
    let who = Sender { kommune, person };
    let token = session::open(&mut tx, world, who, Beginning::by(How::Code, instead_of)).await?;
    tx.commit().await?;
    Ok(token.map(|token| (who, token)))
}

/// The municipality in which it means something.
pub async fn kommune<S: Store>(
    store: &S,
    Stretched(hash): Stretched,
) -> Result<Option<KommuneId>, Fault> {
    store.kommune_of(Shown::Code(&hash)).await
}

/// Uses it up and tells whom it was made for. None if it is no code, was used, or is over.
pub async fn take<W: Write>(
    tx: &mut W,
    world: &World,
    Stretched(hash): Stretched,
) -> Result<Option<Person>, Fault> {
    let now = world.clock.now();
    let used = tx.take_code(&hash).await?.filter(|row| now < row.until);
    Ok(used.map(|row| row.person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_stretched_one_what_it_is_and_costs_what_it_should() {
        let code = Code::parse("2346-789AC-D").unwrap();
        let stretched = code.stretch().unwrap();
        assert_eq!(code.stretch(), Some(stretched), "whoever types it again finds it");
        assert_ne!(Code::parse("2346-789AC-E").unwrap().stretch(), Some(stretched));
        assert_ne!(stretched, Stretched(session::fingerprint(&code.0)), "no quick hash");
        let (kib, passes) = COST;
        assert!(kib >= 19 * 1024 && passes >= 2, "the least that is advised (OWASP, Argon2id)");
    }

    #[tokio::test]
    async fn codes_are_made_in_turn_and_nobody_who_types_one_is_waited_for() {
        let typing = AT_ONCE.acquire_many(2).await.unwrap();
        draw(&World::real()).await.unwrap();
        let making = MADE_AT_ONCE.acquire_many(2).await.unwrap();
        let at_once = std::time::Duration::from_millis(50);
        assert!(tokio::time::timeout(at_once, draw(&World::real())).await.is_err(), "it waits");
        drop((typing, making));
        draw(&World::real()).await.unwrap();
    }

    #[test]
    fn what_is_shown_can_be_typed_in_many_ways() {
        let code = Code::new(&World::real()).unwrap();
        let shown = code.to_string();
        assert_eq!((shown.len(), shown.find('-')), (LENGTH + 1, Some(LENGTH / 2)));
        let spaced = format!(" {} ", shown.replace('-', " ").to_lowercase());
        for typed in [&shown, &spaced, &shown.replace('-', "")] {
            assert_eq!(Code::parse(typed), Some(code), "{typed}");
        }
        for other in ["", "2346789AC", "2346789ACDE", "O346789ACD", "æ346789ACD"] {
            assert_eq!(Code::parse(other), None, "{other}");
        }
        assert_ne!(Code::new(&World::real()).unwrap(), code);
        assert_eq!(format!("{code:?}"), "Code");
    }
}

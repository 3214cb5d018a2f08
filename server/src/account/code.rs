//! One-time codes: ten characters that a person reads off one screen and types on another. A code is kept as
//! its SHA-256, is of use once, and ends soon. How often one may be tried is in `auth::limit`.

use std::fmt;

use domain::id::KommuneId;
use domain::{Person, moment};

use super::session::{self, Beginning, Token, fingerprint};
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
        let typed = typed.chars().filter(|c| !c.is_whitespace() && !"-–—.".contains(*c));
        let typed: Vec<u8> = typed
            .map(|c| u8::try_from(c.to_ascii_uppercase()).ok().filter(|c| ALPHABET.contains(c)))
            .collect::<Option<_>>()?;
        typed.try_into().ok().map(Self)
    }

    fn hash(&self) -> Fingerprint {
        fingerprint(&self.0)
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

/// Makes a code for somebody, in the place of any they had; their account is open from now on.
pub async fn make<W: Write>(
    tx: &mut W,
    world: &World,
    whom: Person,
    by: Person,
) -> Result<Code, Fault> {
    let (code, now) = (Code::new(world)?, world.clock.now());
    let life = if whom.ung().is_some() { AT_THE_DESK } else { INVITATION };
    let row = CodeRow { hash: code.hash(), person: whom, made_by: by, until: now.plus(life) };
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
    let Some(kommune) = kommune(store, code).await? else { return Ok(None) };
    let mut tx = store.write(kommune).await?;
    let Some(person) = take(&mut tx, world, code).await? else { return Ok(None) };
    let who = Sender { kommune, person };
    let token = session::open(&mut tx, world, who, Beginning::by(How::Code, instead_of)).await?;
    tx.commit().await?;
    Ok(token.map(|token| (who, token)))
}

/// The municipality in which it means something.
pub async fn kommune<S: Store>(store: &S, code: Code) -> Result<Option<KommuneId>, Fault> {
    store.kommune_of(Shown::Code(&code.hash())).await
}

/// Uses it up and tells whom it was made for. None if it is no code, was used, or is over.
pub async fn take<W: Write>(
    tx: &mut W,
    world: &World,
    code: Code,
) -> Result<Option<Person>, Fault> {
    let now = world.clock.now();
    let used = tx.take_code(&code.hash()).await?.filter(|row| now < row.until);
    Ok(used.map(|row| row.person))
}

#[cfg(test)]
mod tests {
    use super::*;

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

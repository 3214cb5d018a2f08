//! Finding somebody by name and bringing their case along to a phone, for those who by law may see more than
//! they help. What was shown to whom is an entry of the audit trail.

use std::collections::BTreeSet;

use domain::alfabet::sorted;
use domain::exchange::Refusal;
use domain::grant::Access;
use domain::indskrivning::Elev;
use domain::soegning::{Fundet, Soegning, TagMed, folded, rank_of};
use domain::ung::Ung;
use domain::{Folder, Moment};

use super::access::{self, Brought, Grounds, Is};
use super::daily::{self, Bounds};
use super::{Sender, holdings};
use crate::account::installation;
use crate::audit::{self, Act, Entry};
use crate::store::{Daily, Fault, Holding, Read, Write};

/// Who is found. That they were shown is written down.
pub async fn search<W: Write>(
    tx: &mut W,
    who: Sender,
    search: &Soegning,
    bounds: Bounds,
    now: Moment,
) -> Result<Result<Vec<Fundet>, Refusal>, Fault> {
    if let Err(enough) = daily::count(tx, bounds, who.person, Daily::Searches, now).await? {
        return Ok(Err(enough));
    }
    let is = Is::of(tx, who).await?;
    let folders = is.found(tx, &search.words(), now).await?;
    let mut found = Vec::new();
    for folder in folders {
        found.extend(named(tx, folder).await?);
    }
    found.sort_by_cached_key(|one| {
        let navn = one.navn.as_str();
        (rank_of(&folded(navn), &search.words()), sorted(navn))
    });
    let shown = |one: &Fundet| Entry::by(who.person, now, Act::Found { folder: one.folder });
    let shown: Vec<_> = found.iter().map(shown).collect();
    audit::append(tx, &shown).await?;
    Ok(Ok(found))
}

async fn named<R: Read>(tx: &mut R, folder: Folder) -> Result<Option<Fundet>, Fault> {
    Ok(match folder {
        Folder::Plan(ung) => access::kept::<_, Ung>(tx, folder, ung.0).await?.map(|found| {
            let Ung { navn, foedt, skole, .. } = found;
            Fundet { folder, ung, navn, foedt: Some(foedt), skole }
        }),
        Folder::Skole(ung) => access::kept::<_, Elev>(tx, folder, ung.0)
            .await?
            .map(|Elev { navn, .. }| Fundet { folder, ung, navn, foedt: None, skole: None }),
        _ => None,
    })
}

/// Brings a folder along, or notes that it is used. The phone has it with its next exchange.
pub async fn bring<W: Write>(
    tx: &mut W,
    who: Sender,
    TagMed { installation, folder }: TagMed,
    bounds: Bounds,
    now: Moment,
) -> Result<Result<(), Refusal>, Fault> {
    match installation::own(tx, who, installation).await? {
        Ok(None) => return Ok(Err(Refusal::NotFound)),
        Ok(Some(_)) => {}
        Err(refusal) => return Ok(Err(refusal)),
    }
    let grounds = Grounds::of(tx, who, &BTreeSet::from([folder])).await?;
    let wanted = Brought::from([(folder, now)]);
    let Some(seen) = grounds.visible(&wanted, now).remove(&folder) else {
        return Ok(Err(Refusal::NotFound));
    };
    if seen.used.is_none() {
        // It is theirs, and here with the next exchange without anybody asking.
        return Ok(Ok(()));
    }
    let held = tx.holdings(installation).await?.into_iter().map(|(held, _)| held);
    let here = held.filter(|held| held.left.is_none()).find(|held| held.folder == folder);
    // One that is here is used on, however often.
    if here.is_none()
        && let Err(enough) = daily::count(tx, bounds, who.person, Daily::Cases, now).await?
    {
        return Ok(Err(enough));
    }
    let no = tx.next_no();
    let since = here.map_or(no, |held| held.since);
    let begun = Holding { since, ..holdings::begun(folder, seen, no) };
    tx.put_holding(installation, &begun).await?;
    let did = Act::Given { folder, access: Access::Read, basis: grounds.bases(folder, now) };
    let entry = Entry { at: now, who: who.person, phone: Some(installation), did };
    audit::append(tx, &[entry]).await?;
    Ok(Ok(()))
}

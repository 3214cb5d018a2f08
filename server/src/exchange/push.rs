//! Judging commands, in the order one phone wrote them. Each gets an outcome and none holds up another:
//! what cannot be read, is too long, or makes a rule fail is put aside with its text, and the next one is
//! taken. Receipt, effects and log entry lie in one transaction.

use domain::digest::ContentHash;
use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::{MAX_COMMAND, MAX_DEPTH, Outcome, Quarantine, Receipt, Refusal, Request};
use domain::id::InstallationId;
use domain::{Moment, Person, json, moment};

use super::daily;
use super::judge::{Judge, judge};
use super::ledger::Ledger;
use super::opslag;
use super::{Part, Pushed, Rules, Sender, Written, shape};
use crate::account::installation;
use crate::store::{Fault, Installation, LogEntry, LogRead, ReceiptRow, Write};

/// Takes commands as far as they follow on from what is here.
pub async fn push<W: Write>(
    tx: &mut W,
    rules: &Rules,
    sender: Sender,
    request: &Request,
    part: Part,
    now: Moment,
) -> Result<Written, Fault> {
    let may_be_new = (part != Part::Desk).then_some(rules.most_phones);
    let mut phone = match phone(tx, sender, request, may_be_new, now).await? {
        Ok(phone) => phone,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (commands, looked_up) = match part {
        Part::All | Part::Desk => (request.commands.as_slice(), request.opslag.as_slice()),
        Part::Holdings => Default::default(),
    };
    let mut judge = Judge::new(*rules, sender, &phone, part, now);
    let mut ledger = Ledger::default();
    let mut pushed = Pushed::default();
    let is_counted = part != Part::Desk && sender.person != Person::System && !commands.is_empty();
    if is_counted && daily::handed(tx, sender.person, 0, now).await? >= rules.most_handed {
        return Ok(Err(Refusal::EnoughToday));
    }
    for sealed in commands {
        if sealed.seq > phone.next_seq || judge.has_worked_enough() {
            break;
        }
        let earlier = if sealed.seq < phone.next_seq {
            tx.receipt(phone.id, sealed.seq).await?
        } else {
            None
        };
        judge.has_to_read(sealed.body.get());
        let outcome = take(tx, &mut judge, &mut ledger, phone.id, sealed, earlier).await?;
        pushed.receipts.push(Receipt { seq: sealed.seq, outcome });
        phone.next_seq = phone.next_seq.max(sealed.seq.next());
    }
    opslag::note(tx, &mut judge, &mut ledger, phone.id, looked_up).await?;
    pushed.opslag = looked_up.len();
    if is_counted {
        daily::handed(tx, sender.person, ledger.bytes(), now).await?;
    }
    judge.finish(tx).await?;
    ledger.write(tx, phone.id).await?;
    tx.put_installation(&phone).await?;
    pushed.next_seq = phone.next_seq;
    pushed.revoked = phone.revoked.is_some();
    pushed.touched = judge.touched;
    Ok(Ok(pushed))
}

/// The phone as it is after this request, but for the commands in it. A new one is let in if there is room, unless it is
/// a desk.
async fn phone<W: Write>(
    tx: &mut W,
    sender: Sender,
    request: &Request,
    most: Option<u32>,
    now: Moment,
) -> Result<Result<Installation, Refusal>, Fault> {
    let known = tx.installation(request.installation).await?;
    if known.is_some_and(|known| known.person != sender.person) {
        return Ok(Err(Refusal::ForeignInstallation));
    }
    if let Some(most) = most.filter(|_| known.is_none()) {
        let id = request.installation;
        if let Err(enough) = installation::let_in(tx, now, sender.person, id, most).await? {
            return Ok(Err(enough));
        }
    }
    Ok(Ok(Installation {
        id: request.installation,
        person: sender.person,
        next_seq: next_seq(known.as_ref(), request),
        last_seen: now,
        outbox_len: request.outbox_len,
        skew: skew(request.sent_at, now),
        revoked: known.and_then(|known| known.revoked),
    }))
}

/// The place in line expected next. What lies before the first the phone can still supply was
/// acknowledged by a state of the database that has been lost since.
#[must_use]
pub fn next_seq(known: Option<&Installation>, request: &Request) -> Seq {
    known.map_or(Seq(1), |known| known.next_seq).max(request.first_available)
}

/// A clock that differs by less than this is taken at its word: the difference may be the network's.
pub(super) const TOLERATED_SKEW: i64 = 2 * moment::MINUTE;

/// How far the phone's clock is behind ours.
fn skew(sent_at: Moment, now: Moment) -> i64 {
    let skew = now.0.saturating_sub(sent_at.0);
    if skew.saturating_abs() <= TOLERATED_SKEW { 0 } else { skew }
}

/// One command: the outcome it had, or the one it gets now.
async fn take<'a, W: Write>(
    tx: &mut W,
    judge: &mut Judge,
    ledger: &mut Ledger<'a>,
    phone: InstallationId,
    sealed: &'a Sealed,
    earlier: Option<ReceiptRow>,
) -> Result<Outcome, Fault> {
    let content = sealed.hash();
    match earlier {
        Some(earlier) if earlier.content != content => {
            let outcome = Outcome::Quarantined { why: Quarantine::IdentityReused };
            // However often it is offered: what is in the log is in the trail, once.
            if !tx.is_logged(phone, sealed.seq, content, outcome).await? {
                let read = read(sealed.body.get()).ok();
                ledger.log(entry(judge, phone, sealed, read, outcome));
            }
            return Ok(outcome);
        }
        Some(earlier) if earlier.outcome.is_final() => return Ok(earlier.outcome),
        _ => {}
    }
    let held_before = earlier.is_some();
    let (read, outcome) = match read(sealed.body.get()) {
        Ok(envelope) => {
            let outcome = identified(tx, judge, ledger, &envelope).await?;
            (Some(envelope), outcome)
        }
        Err(why) => (None, Outcome::Quarantined { why }),
    };
    if held_before && outcome == Outcome::Held {
        return Ok(outcome);
    }
    let own = read.as_ref().filter(|_| !is_anothers(outcome));
    let command = own.map(|envelope| (envelope.id, asked(envelope)));
    ledger.receipt(sealed.seq, ReceiptRow { content, command, outcome });
    ledger.log(entry(judge, phone, sealed, read, outcome));
    Ok(outcome)
}

/// Whether the command's id belongs to another text or another person, and must not lead here.
const fn is_anothers(outcome: Outcome) -> bool {
    use Quarantine::{IdentityReused, WrongPerson};
    matches!(outcome, Outcome::Quarantined { why: IdentityReused | WrongPerson })
}

/// An envelope deeper than this inside a request would make the whole too deep.
const ENVELOPE_DEPTH: usize = MAX_DEPTH - 3;

/// What a text says, if it can be read here. It follows from the text alone: `audit::verify` asks it again.
pub fn read(text: &str) -> Result<Envelope, Quarantine> {
    if text.len() > MAX_COMMAND {
        return Err(Quarantine::TooLarge);
    }
    if shape::depth(text) > ENVELOPE_DEPTH {
        return Err(Quarantine::Unreadable);
    }
    json::read(text).or(Err(Quarantine::Unreadable))
}

/// The same command may come from another place in line, such as after a phone was set up anew.
async fn identified<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    ledger: &Ledger<'_>,
    envelope: &Envelope,
) -> Result<Outcome, Fault> {
    if envelope.person != by.sender.person {
        return Ok(Outcome::Quarantined { why: Quarantine::WrongPerson });
    }
    let earlier = ledger.receipt_of(tx, envelope.id).await?;
    match earlier.as_ref().and_then(|earlier| Some((earlier.command?.1, earlier.outcome))) {
        Some((before, _)) if before != asked(envelope) => {
            Ok(Outcome::Quarantined { why: Quarantine::IdentityReused })
        }
        Some((_, outcome)) if outcome.is_final() => Ok(outcome),
        _ => judge(tx, by, envelope).await,
    }
}

/// The fingerprint of what an envelope asks, whichever version of the app wrote it down.
fn asked(envelope: &Envelope) -> ContentHash {
    let Envelope { id, person, written, name, args, .. } = envelope;
    ContentHash::of(&format!("{id}\n{person}\n{}\n{name}\n{args}", written.0))
}

fn entry<'a>(
    judge: &Judge,
    installation: InstallationId,
    sealed: &'a Sealed,
    read: Option<Envelope>,
    outcome: Outcome,
) -> LogEntry<'a> {
    let read =
        read.map(|Envelope { id: command, name, written, .. }| LogRead { command, name, written });
    LogEntry {
        installation,
        seq: sealed.seq,
        content: sealed.hash(),
        sender: judge.sender.person,
        read,
        received: judge.now,
        skew: judge.phone.skew,
        body: sealed.body.get(),
        outcome,
    }
}

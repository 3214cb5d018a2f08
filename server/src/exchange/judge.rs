//! Deciding one command on the server and carrying it out. A rule that fails here, whether by a panic, by
//! asking without end, or by wanting what a unique key forbids, puts its command aside and nothing else;
//! a database that fails ends the request.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::bounds::believed;
use domain::command::{Door, Undecodable};
use domain::decide::{Actor, Authority, Change, Context, Decision};
use domain::envelope::Envelope;
use domain::exchange::{Outcome, Quarantine};
use domain::grant::Permits;
use domain::henlagt::Henlagt;
use domain::{Command, Folder, Moment, Person, Rejection};

use super::effects::Effects;
use super::view::{Loaded, ROUNDS};
use super::{Part, Rules, Sender, Touched, access, effects, push};
use crate::store::{Fault, FolderState, Installation, Write};

/// What stays the same, or is remembered, from one command of a request to the next.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) sender: Sender,
    pub(super) phone: Installation,
    part: Part,
    pub(super) now: Moment,
    pub(super) touched: Touched,
    rules: Rules,
    loaded: Loaded,
    permits: Option<Permits>,
    /// How much this request has had decided, read and written, in bytes.
    work: usize,
}

impl Judge {
    pub(super) fn new(
        rules: Rules,
        sender: Sender,
        phone: &Installation,
        part: Part,
        now: Moment,
    ) -> Self {
        let (touched, loaded, phone) = (Touched::default(), Loaded::default(), *phone);
        Self { sender, phone, part, now, touched, rules, loaded, permits: None, work: 0 }
    }

    /// Whether this request has had its share: nobody else can write meanwhile. The phone comes again with the rest; a
    /// set-up does not.
    pub(super) fn has_worked_enough(&self) -> bool {
        self.work > MOST_WORK && self.sender.person != Person::System
    }

    /// Whatever becomes of a command, its text is looked through.
    pub(super) fn has_to_read(&mut self, text: &str) {
        self.work += text.len();
    }

    /// What a folder comes to, if that was changed or looked at here.
    pub(super) fn sum(&self, folder: Folder) -> Option<FolderState> {
        self.loaded.folders.get(&folder).copied()
    }

    /// Writes what the request's commands leave the folders at.
    pub(super) async fn finish<W: Write>(&self, tx: &mut W) -> Result<(), Fault> {
        for folder in &self.touched.folders {
            let state = self.loaded.folders.get(folder).copied().unwrap_or_default();
            tx.put_folder(*folder, &state).await?;
        }
        Ok(())
    }

    /// When the person asked, by our clock as far as the phone's can be told to differ. Nobody asks in the
    /// future, nor longer ago than anything can lie.
    fn written(&self, envelope: &Envelope) -> Moment {
        let written = envelope.written.plus(self.phone.skew);
        believed(written.min(self.now.plus(push::TOLERATED_SKEW)), self.now)
    }

    fn context(&self, envelope: &Envelope) -> Context {
        Context {
            kommune: self.sender.kommune,
            now: self.now,
            written: self.written(envelope),
            command: envelope.id,
            authority: Authority::Server,
        }
    }

    async fn permits<W: Write>(&mut self, tx: &mut W) -> Result<Permits, Fault> {
        if self.sender.person == Person::System {
            return Ok(Permits::default());
        }
        if self.permits.is_none() {
            let all = access::permits(tx, self.sender, self.phone.id).await?;
            // A phone that was revoked acts as somebody whose access ended then.
            self.permits = Some(match self.phone.revoked {
                Some(revoked) => all.ended_by(revoked),
                None => all,
            });
        }
        Ok(self.permits.clone().unwrap_or_default())
    }
}

/// So much is decided for one request, in bytes that are read from its phone or written: two hundred notes of a page each
/// are a third of it.
const MOST_WORK: usize = 2 * 1024 * 1024;

const FAULT: Outcome = Outcome::Quarantined { why: Quarantine::ServerFault };

/// Decides a command and carries the decision out.
pub(super) async fn judge<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    envelope: &Envelope,
) -> Result<Outcome, Fault> {
    let command = match (by.rules.read)(envelope) {
        Ok(command) => command,
        Err(Undecodable::UnknownName | Undecodable::NotHere) => return Ok(Outcome::Held),
        Err(Undecodable::BadArguments) => {
            return Ok(Outcome::Quarantined { why: Quarantine::Unreadable });
        }
    };
    let of_the_desk = by.part == Part::Desk || by.sender.person == Person::System;
    if command.door() == Door::Desk && !of_the_desk {
        return Ok(Outcome::Refused { why: Rejection::AccessMissing });
    }
    match decide(tx, by, envelope, &command).await {
        Ok(Some(Ok(decision))) => carry_out(tx, by, envelope, decision).await,
        Ok(Some(Err(rejection))) => {
            if rejection == Rejection::AccessEnded {
                put_aside(tx, by, envelope, &command).await?;
            }
            Ok(Outcome::from(rejection))
        }
        Ok(None) => Ok(FAULT),
        Err(Fault::Corrupt(what)) => {
            tracing::error!(what, name = command.name(), "a command met something unreadable");
            Ok(FAULT)
        }
        Err(fault) => Err(fault),
    }
}

/// Runs the rule until it has seen all it asks for. None if it fails or never has enough.
async fn decide<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    envelope: &Envelope,
    command: &Command,
) -> Result<Option<Result<Decision, Rejection>>, Fault> {
    let permits = by.permits(tx).await?;
    let context = by.context(envelope);
    for _ in 0..ROUNDS {
        let actor = Actor { person: by.sender.person, permits: &permits };
        let rule = || by.loaded.look(|view| (by.rules.decide)(view, &actor, command, &context));
        // The rule is pure: a panic leaves nothing half done behind.
        let Ok((decided, wants)) = catch_unwind(AssertUnwindSafe(rule)) else {
            tracing::error!(name = command.name(), "a rule panicked");
            return Ok(None);
        };
        if wants.is_empty() {
            return Ok(Some(decided));
        }
        by.loaded.load(tx, wants).await?;
    }
    tracing::error!(name = command.name(), "a rule never had enough");
    Ok(None)
}

/// What was written too late is kept where the tovholder of the case reads it.
async fn put_aside<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    envelope: &Envelope,
    command: &Command,
) -> Result<(), Fault> {
    let Some(henlagt) = Henlagt::of(envelope, command, &by.context(envelope)) else {
        return Ok(());
    };
    let decision = Decision { changes: vec![Change::Put(henlagt.into())], late: false };
    carry_out(tx, by, envelope, decision).await.map(drop)
}

async fn carry_out<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    envelope: &Envelope,
    decision: Decision,
) -> Result<Outcome, Fault> {
    let outcome = decision.outcome();
    if decision.changes.is_empty() {
        return Ok(outcome);
    }
    match write(tx, by, envelope, decision.changes).await {
        Ok(effects) => {
            by.work += effects.size();
            let Effects { touched, sums, .. } = effects;
            if touched.access {
                by.permits = None;
            }
            by.loaded.folders.extend(sums);
            by.touched.join(touched);
            Ok(outcome)
        }
        Err(fault @ (Fault::Constraint | Fault::Corrupt(_))) => {
            tracing::error!(%fault, name = envelope.name, "a decision could not be carried out");
            by.loaded.forget_records();
            Ok(FAULT)
        }
        Err(fault) => Err(fault),
    }
}

/// All of it or nothing. Most decisions can meet nothing that stops them half-way, and need no savepoint.
async fn write<W: Write>(
    tx: &mut W,
    by: &mut Judge,
    envelope: &Envelope,
    changes: Vec<Change>,
) -> Result<Effects, Fault> {
    let effects = effects::work_out(tx, &mut by.loaded, changes).await?;
    if !effects.may_collide() {
        effects.write(tx, envelope.id).await?;
        return Ok(effects);
    }
    tx.savepoint().await?;
    match effects.write(tx, envelope.id).await {
        Ok(()) => tx.release().await.map(|()| effects),
        Err(fault) => tx.rollback().await.and(Err(fault)),
    }
}

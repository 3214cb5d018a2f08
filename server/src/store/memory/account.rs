//! Accounts in memory.

use std::sync::Arc;

use domain::id::{InstallationId, MedarbejderId, PasskeyId, SessionId};
use domain::{Day, Moment, Person};

use super::MemoryTransaction;
use super::tables::Tables;
use crate::store::{
    CodeRow, Daily, DailyRow, Enrolment, Fault, Fingerprint, Identity, Installation, LinkRow,
    PasskeyRow, ReadAccounts, SessionRow, Shown, WriteAccounts,
};

impl Tables {
    pub(super) fn see(&mut self, token: &Fingerprint, now: Moment) {
        if let Some(session) = Arc::make_mut(&mut self.sessions).get_mut(token) {
            session.last_seen = now;
        }
    }

    pub(super) fn knows(&self, shown: Shown<'_>) -> bool {
        match shown {
            Shown::Code(hash) => self.codes.contains_key(hash),
            Shown::Passkey(credential) => self.passkeys.contains_key(credential),
            Shown::Identity(identity) => self.links.contains_key(identity),
            Shown::Device(secret) => self.enrolments.values().any(|one| one.secret == *secret),
        }
    }

    pub(super) fn sweep(&mut self, is_over: impl Fn(Moment) -> bool) {
        Arc::make_mut(&mut self.sessions).retain(|_, session| !is_over(session.until));
        Arc::make_mut(&mut self.codes).retain(|_, code| !is_over(code.until));
    }

    pub(super) fn void_secrets(&mut self) {
        let enrolments = Arc::make_mut(&mut self.enrolments).values_mut();
        enrolments.for_each(|enrolment| enrolment.signed_in = Enrolment::VOID);
    }
}

impl ReadAccounts for MemoryTransaction {
    async fn account_ended(&mut self, person: Person) -> Result<Option<Moment>, Fault> {
        Ok(self.tables.ended.get(&person).copied())
    }

    async fn stood_on(&mut self, session: SessionId) -> Result<Vec<InstallationId>, Fault> {
        let of = self.tables.stood_on.iter().filter(|(of, _)| *of == session);
        Ok(of.map(|(_, phone)| *phone).collect())
    }

    async fn beside(&mut self, phone: InstallationId) -> Result<Vec<InstallationId>, Fault> {
        let of = self.tables.beside.iter().filter(|(of, _)| *of == phone);
        Ok(of.map(|(_, other)| *other).collect())
    }

    async fn sessions_of(&mut self, person: Person) -> Result<Vec<SessionRow>, Fault> {
        let of = self.tables.sessions.values().filter(|session| session.person == person);
        let mut of: Vec<_> = of.copied().collect();
        of.sort_by_key(|session| (session.created, session.id));
        Ok(of)
    }

    async fn passkeys_of(&mut self, person: Person) -> Result<Vec<PasskeyRow>, Fault> {
        let of = self.tables.passkeys.values().filter(|passkey| passkey.person == person);
        let mut of: Vec<_> = of.cloned().collect();
        of.sort_by_key(|passkey| (passkey.created, passkey.id));
        Ok(of)
    }

    async fn passkey(&mut self, credential: &[u8]) -> Result<Option<PasskeyRow>, Fault> {
        Ok(self.tables.passkeys.get(credential).cloned())
    }

    async fn link(&mut self, identity: Identity) -> Result<Option<LinkRow>, Fault> {
        Ok(self.tables.links.get(&identity).copied())
    }

    async fn link_of(&mut self, medarbejder: MedarbejderId) -> Result<Option<LinkRow>, Fault> {
        let mut all = self.tables.links.values();
        Ok(all.find(|link| link.medarbejder == medarbejder).copied())
    }

    async fn installations(&mut self, of: Option<Person>) -> Result<Vec<Installation>, Fault> {
        let all = self.tables.installations.values();
        let mut all: Vec<_> =
            all.filter(|phone| of.is_none_or(|person| phone.person == person)).copied().collect();
        all.sort_by_key(|phone| (std::cmp::Reverse(phone.last_seen), phone.id));
        Ok(all)
    }

    async fn daily(&mut self, since: Day) -> Result<Vec<DailyRow>, Fault> {
        let row = |(&(dag, person, what), &times): (&(Day, Person, Daily), &u32)| DailyRow {
            person,
            what,
            dag,
            times,
        };
        let mut rows: Vec<_> =
            self.tables.daily.iter().map(row).filter(|row| row.dag >= since).collect();
        let by_code = |row: &DailyRow| (row.person.to_string(), row.what.code());
        rows.sort_by(|a, b| {
            (b.dag, b.times).cmp(&(a.dag, a.times)).then_with(|| by_code(a).cmp(&by_code(b)))
        });
        Ok(rows)
    }

    async fn enrolment(&mut self, id: InstallationId) -> Result<Option<Enrolment>, Fault> {
        Ok(self.tables.enrolments.get(&id).copied())
    }
}

impl WriteAccounts for MemoryTransaction {
    async fn put_account(&mut self, who: Person, ended: Option<Moment>) -> Result<(), Fault> {
        let accounts = Arc::make_mut(&mut self.tables.ended);
        match ended {
            Some(ended) => accounts.insert(who, ended),
            None => accounts.remove(&who),
        };
        Ok(())
    }

    async fn put_session(&mut self, token: &Fingerprint, row: &SessionRow) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.sessions).insert(*token, *row);
        if let Some(phone) = row.phone {
            Arc::make_mut(&mut self.tables.stood_on).insert((row.id, phone));
        }
        self.put_beside(row.id).await
    }

    async fn take_over(&mut self, of: SessionId, by: SessionId) -> Result<(), Fault> {
        let stood = self.stood_on(of).await?.into_iter().map(|phone| (by, phone));
        Arc::make_mut(&mut self.tables.stood_on).extend(stood);
        self.put_beside(by).await
    }

    async fn drop_session(&mut self, id: SessionId) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.sessions).retain(|_, session| session.id != id);
        Arc::make_mut(&mut self.tables.stood_on).retain(|(session, _)| *session != id);
        Ok(())
    }

    async fn confine(&mut self, phone: InstallationId) -> Result<(), Fault> {
        let stood = &self.tables.stood_on;
        let sessions = Arc::make_mut(&mut self.tables.sessions).values_mut();
        for session in sessions.filter(|session| stood.contains(&(session.id, phone))) {
            (session.confined, session.phone) = (true, Some(phone));
        }
        Ok(())
    }

    async fn put_code(&mut self, code: &CodeRow) -> Result<(), Fault> {
        let codes = Arc::make_mut(&mut self.tables.codes);
        codes.retain(|_, other| other.person != code.person);
        codes.insert(code.hash, *code);
        Ok(())
    }

    async fn take_code(&mut self, hash: &Fingerprint) -> Result<Option<CodeRow>, Fault> {
        Ok(Arc::make_mut(&mut self.tables.codes).remove(hash))
    }

    async fn drop_code(&mut self, person: Person) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.codes).retain(|_, code| code.person != person);
        Ok(())
    }

    async fn put_passkey(&mut self, row: &PasskeyRow) -> Result<(), Fault> {
        let passkeys = Arc::make_mut(&mut self.tables.passkeys);
        if passkeys.get(&row.credential).is_some_and(|other| other.id != row.id) {
            return Err(Fault::Constraint);
        }
        passkeys.insert(row.credential.clone(), row.clone());
        Ok(())
    }

    async fn drop_passkey(&mut self, id: PasskeyId) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.passkeys).retain(|_, passkey| passkey.id != id);
        Ok(())
    }

    async fn put_link(&mut self, row: &LinkRow) -> Result<(), Fault> {
        let links = Arc::make_mut(&mut self.tables.links);
        let ours = |link: &LinkRow| link.identity == row.identity;
        let his = |link: &LinkRow| link.medarbejder == row.medarbejder;
        if links.values().any(|link| ours(link) != his(link)) {
            return Err(Fault::Constraint);
        }
        links.insert(row.identity, *row);
        Ok(())
    }

    async fn drop_link(&mut self, medarbejder: MedarbejderId) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.links).retain(|_, link| link.medarbejder != medarbejder);
        Ok(())
    }

    async fn count_daily(
        &mut self,
        who: Person,
        what: Daily,
        more: u32,
        dag: Day,
    ) -> Result<u32, Fault> {
        let times = Arc::make_mut(&mut self.tables.daily).entry((dag, who, what)).or_default();
        *times += more;
        Ok(*times)
    }

    async fn put_enrolment(&mut self, row: &Enrolment) -> Result<(), Fault> {
        Arc::make_mut(&mut self.tables.enrolments).insert(row.installation, *row);
        Ok(())
    }
}

impl MemoryTransaction {
    /// The phones that a session stood on are of one browser.
    async fn put_beside(&mut self, session: SessionId) -> Result<(), Fault> {
        let stood = self.stood_on(session).await?;
        let beside = Arc::make_mut(&mut self.tables.beside);
        for phone in &stood {
            let others = stood.iter().filter(|other| *other != phone);
            beside.extend(others.map(|other| (*phone, *other)));
        }
        Ok(())
    }
}

// Sends one command straight to the exchange as whoever is signed in on a phone, from an installation of its
// own: for acts that have no page yet, such as a tovholder ending an assignment.
import { randomUUID } from 'node:crypto';

export async function send(phone, name, args) {
  const me = await phone.page.evaluate(() => fetch('/api/me').then((answer) => answer.json()));
  const body = { id: randomUUID(), person: me.person, written: Date.now(), app: 'test', name, args };
  const request = {
    protocol: 1, app: 'test', installation: randomUUID(), person: me.person, epoch: null,
    cursor: { no: 0 }, commands: [{ seq: 1, body }], first_available: 1, outbox_len: 1,
    sent_at: Date.now(), want_digests: false,
  };
  return phone.page.evaluate(async (request) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/exchange', { method: 'POST', headers, body: JSON.stringify(request) });
    return answer.json();
  }, request);
}

/** All records of a kind that the phone's person may see. */
export async function records(phone, kind) {
  const me = await phone.page.evaluate(() => fetch('/api/me').then((answer) => answer.json()));
  let cursor = { no: 0 };
  const installation = randomUUID();
  const found = [];
  let epoch = null;
  for (;;) {
    const request = {
      protocol: 1, app: 'test', installation, person: me.person, epoch, cursor, commands: [],
      first_available: 1, outbox_len: 0, sent_at: Date.now(), want_digests: false,
    };
    const reply = await phone.page.evaluate(async (request) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/exchange', { method: 'POST', headers, body: JSON.stringify(request) });
      return answer.json();
    }, request);
    for (const page of reply.folders) {
      found.push(...page.changes.filter((change) => change.kind === kind && change.doc).map((change) => change.doc));
    }
    ({ cursor, epoch } = reply);
    if (!reply.more) return found;
  }
}

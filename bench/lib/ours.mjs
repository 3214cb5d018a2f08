// Our own server, started with example data, and a phone of the mentor there that writes through the same exchange
// as any other.
import { randomUUID } from 'node:crypto';
import { Server } from '../../end2end/lib/server.mjs';
import { corrected, id, note, number } from './work.mjs';

const MENTOR = 'Test-Tine';
const MOST = 200;

export class Ours {
  /** Its phone keeps the copy sealed, as the app does, or open, to tell what sealing costs. */
  constructor({ sealed = true } = {}) {
    this.sealed = sealed;
  }

  /** With the benchmarks' page, unless another site is named. */
  async start(site = process.env.OVERGANG_BENCH) {
    this.server = await Server.start({ site });
    this.url = this.server.url;
    this.port = this.server.port;
    const me = await this.signIn();
    this.line = { installation: randomUUID(), next: 1, cursor: { no: 0 }, epoch: null };
    this.config = { person: me.person, kommune: me.kommune, sealed: this.sealed };
    const pages = await this.pull();
    this.config.unge = pages.map((page) => /^journal:(.+)/.exec(page.folder)?.[1]).filter(Boolean).sort();
    return this;
  }

  async signIn() {
    const page = await (await fetch(`${this.url}/demo`)).text();
    const door = new RegExp(`${MENTOR}[\\s\\S]*?value="?(medarbejder:[0-9a-f-]+)`).exec(page);
    const headers = { origin: this.url, 'content-type': 'application/x-www-form-urlencoded' };
    const body = `persona=${encodeURIComponent(door[1])}`;
    const answer = await fetch(`${this.url}/demo/login`, { method: 'POST', headers, body, redirect: 'manual' });
    this.cookie = answer.headers.get('set-cookie').split(';')[0];
    return (await this.call('/api/me', { method: 'GET' })).json();
  }

  /** Signs a browser in and answers where the phone's page is. */
  async door(context) {
    const [name, value] = this.cookie.split('=');
    await context.addCookies([{ name, value, url: this.url, httpOnly: true }]);
    return `${this.url}/app/`;
  }

  seed(list) {
    return this.write(list.map((n) => {
      const { id, ung, sket, tekst } = note(n, this.config.unge);
      return ['notat.write.v1', { id, ung, synlighed: 'journal', slags: 'samtale', sket, tekst, punkter: [] }];
    }));
  }

  correct(list) {
    return this.write(list.map((n) => {
      const ung = this.config.unge[n % this.config.unge.length];
      return ['notat.correct.v1', { id: id(n), ung, synlighed: 'journal', tekst: corrected(n) }];
    }));
  }

  async write(commands) {
    for (let at = 0; at < commands.length; at += MOST) {
      const batch = commands.slice(at, at + MOST).map(([name, args]) => this.command(name, args));
      const { receipts } = await this.exchange(batch);
      const refused = receipts.find(({ outcome }) => outcome.is !== 'applied');
      if (refused || receipts.length !== batch.length) throw new Error(`refused: ${JSON.stringify(refused)}`);
    }
  }

  command(name, args) {
    const seq = this.line.next;
    this.line.next += 1;
    return { seq, body: { id: randomUUID(), person: this.config.person, written: Date.now(), app: 'bench', name, args } };
  }

  /** All pages of what the mentor may see and this phone lacks. */
  async pull() {
    const pages = [];
    for (;;) {
      const reply = await this.exchange([]);
      pages.push(...reply.folders);
      if (!reply.more) return pages;
    }
  }

  /** Which notes the server has, and how often. */
  async numbers() {
    this.line.cursor = { no: 0 };
    const changes = (await this.pull()).flatMap((page) => page.changes);
    const notes = changes.filter((change) => change.kind === 'notat' && change.doc);
    return notes.map((change) => number(change.doc.tekst)).filter(Number.isFinite);
  }

  async exchange(commands) {
    const { installation, cursor, epoch, next } = this.line;
    const request = {
      protocol: 1, app: 'bench', installation, person: this.config.person, epoch, cursor, commands,
      first_available: next - commands.length, outbox_len: commands.length, sent_at: Date.now(), want_digests: false,
    };
    const reply = await (await this.call('/api/exchange', { method: 'POST', body: JSON.stringify(request) })).json();
    Object.assign(this.line, { cursor: reply.cursor, epoch: reply.epoch });
    return reply;
  }

  async call(path, options) {
    const headers = { cookie: this.cookie, origin: this.url, 'content-type': 'application/json' };
    const answer = await fetch(this.url + path, { ...options, headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  end() {
    return this.server.end();
  }
}


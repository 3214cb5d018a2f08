// Those that are compared, and our own with nothing sealed: how the server of each is started, and how another phone of the same municipality
// writes to it. How each phone works is in `pages`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Ours } from './ours.mjs';
import { doc, number, numbers, withCorrection } from './work.mjs';

const PERSON = 'medarbejder:00000000-0000-4000-8000-000000000001';
const UNGE = numbers(0, 12).map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

/** A peer's server as a process of its own, and one database on it. */
class Peer {
  constructor(page, script) {
    this.page = page;
    this.script = script;
    this.config = { person: PERSON, unge: UNGE, database: `d${Math.random().toString(36).slice(2)}` };
  }

  async start() {
    this.folder = mkdtempSync(join(tmpdir(), 'overgang-peer-'));
    this.child = spawn(process.execPath, [this.script, this.folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.ended = new Promise((done) => this.child.once('exit', done));
    for await (const line of createInterface(this.child.stdout)) {
      this.port = Number(line);
      break;
    }
    this.child.stdout.resume();
    this.url = `http://localhost:${this.port}`;
    await this.make();
    return this;
  }

  async make() {}

  /** The address of its page; nobody has to sign in. */
  async door() {
    return `${this.url}/${this.page}`;
  }

  seed(list) {
    return this.put(list.map((n) => doc(n, UNGE, PERSON)));
  }

  async end() {
    this.child.kill('SIGKILL');
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

class Plain extends Peer {
  get path() {
    return `${this.url}/docs/${this.config.database}`;
  }

  put(documents) {
    return post(this.path, documents);
  }

  correct(list) {
    return this.put(list.map((n) => withCorrection(doc(n, UNGE, PERSON), n)));
  }
}

class Pouch extends Peer {
  get path() {
    return `${this.url}/db/${this.config.database}`;
  }

  async make() {
    await sent(this.path, { method: 'PUT' });
  }

  put(documents) {
    return post(`${this.path}/_bulk_docs`, { docs: documents.map((one) => ({ _id: one.id, ...one })) });
  }

  async correct(list) {
    const keys = list.map((n) => doc(n, UNGE, PERSON).id);
    const { rows } = await post(`${this.path}/_all_docs?include_docs=true`, { keys });
    return this.put(rows.map((row, at) => withCorrection(row.doc, list[at])));
  }

  /** Which notes the server has, and how often. */
  async numbers() {
    const { rows } = await (await sent(`${this.path}/_all_docs?include_docs=true`, {})).json();
    return rows.map((row) => number(row.doc.tekst));
  }
}

export const PEERS = {
  ours: { name: 'Overgang', start: () => new Ours().start() },
  pouchdb: { name: 'PouchDB', start: () => new Pouch('pouchdb', 'bench/servers/pouchdb.mjs').start() },
  rxdb: { name: 'RxDB', start: () => new Plain('rxdb', 'bench/servers/plain.mjs').start() },
  unsealed: { name: 'unsealed', start: () => new Ours({ sealed: false }).start() },
  raw: { name: 'IndexedDB', start: () => new Plain('raw', 'bench/servers/plain.mjs').start() },
};

async function post(url, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await sent(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.json();
}

async function sent(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

// What lies in a phone's own storage, read past the app: every byte of it, and, for whoever knows the PIN, what
// the sealed rows say. Written anew from docs/decisions/0008, so that the app is not its own witness.
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { PIN } from './phone.mjs';

/** The text of every stored segment of records. */
export async function segments(phone) {
  const cipher = await open(phone);
  const rows = (await dump(phone)).filter(({ table }) => table === 'records');
  return rows.map(({ key, value }) => unpack(cipher.open('records', key, value)));
}

/** Changes the first row of a table behind the app's back, as text. */
export async function rewriteFirst(phone, table, change) {
  const cipher = await open(phone);
  const { database, key, value } = (await dump(phone)).find((row) => row.table === table && row.value.length);
  const text = change(new TextDecoder().decode(cipher.open(table, key, value)));
  const sealed = cipher.seal(table, key, new TextEncoder().encode(text));
  await phone.page.evaluate(put, { database, table, key, value: [...sealed] });
}

/** Every row of every database of the page's origin, as it lies there. */
export async function dump(phone) {
  const rows = await phone.page.evaluate(everyRow);
  return rows.map((row) => ({ ...row, value: Uint8Array.from(row.value) }));
}

/** What opens the rows of the phone's one copy. */
async function open(phone) {
  phone.cipher ??= await unlock(phone);
  return phone.cipher;
}

async function unlock(phone) {
  const [row] = (await dump(phone)).filter(({ table }) => table === 'lock');
  const note = JSON.parse(new TextDecoder().decode(row.value));
  const { salt, cost, sealed } = note.by_pin;
  const stretched = argon2id(PIN, Uint8Array.from(salt), { m: cost.kib, t: cost.passes, p: 1 });
  const under = keyed(stretched, 'overgang pin', Uint8Array.from(note.share.share));
  return new Cipher(new Cipher(under).openAt('lock by pin', Uint8Array.from(sealed)));
}

class Cipher {
  constructor(secret) {
    this.key = keyed(secret, 'overgang texts');
    this.nonces = keyed(secret, 'overgang nonces');
  }

  open(table, key, value) {
    return this.openAt(`${table}/${key}`, value);
  }

  openAt(place, sealed) {
    return xchacha20poly1305(this.key, sealed.slice(1, 25), bytes(place)).decrypt(sealed.slice(25));
  }

  seal(table, key, text) {
    const place = `${table}/${key}`;
    const nonce = keyed(this.nonces, place, text).slice(0, 24);
    const sealed = xchacha20poly1305(this.key, nonce, bytes(place)).encrypt(text);
    return Uint8Array.from([1, ...nonce, ...sealed]);
  }
}

function keyed(key, ...parts) {
  const whole = new Uint8Array(64);
  whole.set(key);
  const hash = blake2b.create({ key: whole, dkLen: 32 });
  for (const part of parts.map(bytes)) {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(part.length), true);
    hash.update(length).update(part);
  }
  return hash.digest();
}

function bytes(part) {
  return typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

async function everyRow() {
  const answer = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const rows = database.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([answer(rows.getAllKeys()), answer(rows.getAll())]);
      keys.forEach((key, at) => all.push({ database: name, table, key, value: Array.from(values[at]) }));
    }
    database.close();
  }
  return all;
}

async function put({ database: name, table, key, value }) {
  const database = await new Promise((done) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => done(asked.result);
  });
  const rows = database.transaction(table, 'readwrite').objectStore(table);
  await new Promise((done) => {
    rows.put(Uint8Array.from(value), key).onsuccess = done;
  });
  database.close();
}

/** A segment is one byte that says it is packed, its length in four, and a block of LZ4. */
function unpack(packed) {
  const bytes = [];
  let at = 5;
  const length = (four) => {
    let sum = four;
    if (four === 15) {
      let more;
      do {
        more = packed[at++];
        sum += more;
      } while (more === 255);
    }
    return sum;
  };
  while (at < packed.length) {
    const token = packed[at++];
    for (let left = length(token >> 4); left > 0; left--) bytes.push(packed[at++]);
    if (at >= packed.length) break;
    const back = packed[at] | (packed[at + 1] << 8);
    at += 2;
    for (let left = length(token & 15) + 4; left > 0; left--) bytes.push(bytes[bytes.length - back]);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** As a browser does when the disk is full: nothing is committed, and the transaction's error says why. */
export function runFull() {
  window.full = true;
  const { commit } = IDBTransaction.prototype;
  IDBTransaction.prototype.commit = function commitUnlessFull() {
    if (!window.full) return commit.call(this);
    const error = new DOMException('no room', 'QuotaExceededError');
    Object.defineProperty(this, 'error', { get: () => error });
    return this.abort();
  };
}

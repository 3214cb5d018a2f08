// IndexedDB by hand, with no library, no rules and no protocol: the limit that the browser sets.
import { expose } from '../lib/page.mjs';
import { doc, id, withCorrection } from '../lib/work.mjs';
import { ask, tell } from './handlers.mjs';

let database;
let known;
const unsent = new Set();

expose({
  async open(config) {
    known = config;
    database = await opened();
  },
  write: (n) => put([doc(n, known.unge, known.person)], true),
  async correct(n) {
    const before = await done(rows('readonly').get(id(n)));
    await put([withCorrection(before, n)], true);
  },
  async push() {
    const keys = [...unsent];
    const documents = await done(rows('readonly').getAll(IDBKeyRange.bound(keys[0], keys.at(-1))));
    await tell(known.database, documents);
    unsent.clear();
  },
  async pull() {
    const reached = await done(database.transaction('meta').objectStore('meta').get('last'));
    const { documents, last } = await ask(known.database, reached ?? 0, 100_000);
    await put(documents, false, last);
  },
  async list(most) {
    const found = [];
    await new Promise((end, failed) => {
      const cursor = rows('readonly').openCursor(null, 'prev');
      cursor.onerror = () => failed(cursor.error);
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (!at || found.push(at.value.tekst) === most) end();
        else at.continue();
      };
    });
    return found;
  },
  async count() {
    return (await done(rows('readonly').getAll())).length;
  },
  waiting: () => unsent.size,
});

function opened() {
  const asked = indexedDB.open('bench', 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('notes', { keyPath: 'id' });
    asked.result.createObjectStore('meta');
  };
  return done(asked);
}

function rows(mode) {
  return database.transaction('notes', mode).objectStore('notes');
}

function put(documents, ours, last) {
  const durability = ours ? 'strict' : 'relaxed';
  const transaction = database.transaction(['notes', 'meta'], 'readwrite', { durability });
  const notes = transaction.objectStore('notes');
  if (last) transaction.objectStore('meta').put(last, 'last');
  for (const document of documents) {
    notes.put(document);
    if (ours) unsent.add(document.id);
  }
  transaction.commit();
  return new Promise((end, failed) => {
    transaction.oncomplete = () => end();
    transaction.onabort = () => failed(transaction.error);
  });
}

function done(request) {
  return new Promise((end, failed) => {
    request.onsuccess = () => end(request.result);
    request.onerror = () => failed(request.error);
  });
}

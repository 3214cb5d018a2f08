// PouchDB as its documents advise: its default store, one-shot replication in batches of 1,000.
import PouchDB from 'pouchdb/dist/pouchdb.js';
import { expose, untilDone } from '../lib/page.mjs';
import { doc, id, withCorrection } from '../lib/work.mjs';

const BATCH = { batch_size: 1000 };
let here;
let there;
let known;

expose({
  async open(config) {
    known = config;
    here = new PouchDB('bench');
    there = new PouchDB(`${location.origin}/db/${config.database}`, { skip_setup: true });
    await here.info();
  },
  write(n) {
    return here.put({ _id: id(n), ...doc(n, known.unge, known.person) });
  },
  async correct(n) {
    const before = await here.get(id(n));
    await here.put(withCorrection(before, n));
  },
  push: () => untilDone(() => here.replicate.to(there, BATCH)),
  async pull() {
    await here.replicate.from(there, BATCH);
    await here.info();
  },
  async list(most) {
    const found = await here.allDocs({ include_docs: true, descending: true, limit: most });
    return found.rows.map((row) => row.doc.tekst);
  },
  async count() {
    const found = await here.allDocs({ include_docs: true });
    return found.rows.length;
  },
  async waiting() {
    const [ours, theirs] = [await here.info(), await there.info()];
    return ours.doc_count - theirs.doc_count;
  },
});

// RxDB with its free store (Dexie) and its own replication, against bare handlers that do the least a server can.
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { expose } from '../lib/page.mjs';
import { doc, id, withCorrection } from '../lib/work.mjs';
import { ask, tell } from './handlers.mjs';

const BATCH = 1000;
const text = (maxLength) => ({ type: 'string', maxLength });
const SCHEMA = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(36), ung: text(36), synlighed: text(10), slags: text(12), sket: { type: 'number' },
    skrevet: { type: 'number' }, modtaget: { type: 'number' }, af: text(60), tekst: { type: 'string' },
    punkter: { type: 'array' }, aftale: { type: ['string', 'null'] }, rettelser: { type: 'array' },
    foer_overdragelse: { type: 'boolean' },
  },
};
let notes;
let known;
let replication;

expose({
  async open(config) {
    known = config;
    const database = await createRxDatabase({ name: 'bench', storage: getRxStorageDexie(), multiInstance: false });
    ({ notes } = await database.addCollections({ notes: { schema: SCHEMA } }));
  },
  write: (n) => notes.insert(doc(n, known.unge, known.person)),
  async correct(n) {
    const found = await notes.findOne(id(n)).exec();
    await found.incrementalModify((before) => withCorrection(before, n));
  },
  async push() {
    replicate({ push: PUSH });
    await replication.awaitInSync();
  },
  async pull() {
    if (replication) replication.reSync();
    else replicate({ pull: PULL });
    await replication.awaitInitialReplication();
    await replication.awaitInSync();
  },
  async list(most) {
    const found = await notes.find({ sort: [{ id: 'desc' }], limit: most }).exec();
    return found.map((one) => one.tekst);
  },
  async count() {
    const found = await notes.find().exec();
    return found.length;
  },
  waiting: () => 0,
});

const PUSH = {
  batchSize: BATCH,
  handler: async (rows) => {
    await tell(known.database, rows.map((row) => row.newDocumentState));
    return [];
  },
};
const PULL = {
  batchSize: BATCH,
  handler: async (checkpoint, limit) => {
    const { documents, last } = await ask(known.database, checkpoint?.last ?? 0, limit);
    return { documents, checkpoint: { last } };
  },
};

function replicate(ways) {
  replication = replicateRxCollection({
    collection: notes, replicationIdentifier: `bench-${Object.keys(ways)}`, live: true, ...ways,
  });
}

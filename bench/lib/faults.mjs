// W8: the browser is killed while it records and while it sends. W9: every third reply is lost. Afterwards: what
// was acknowledged to the person and is not on the server, what is there twice, what is never sent.
import { Profile } from './browser.mjs';
import { Dropping } from './dropping.mjs';
import { PEERS } from './peers.mjs';
import { numbers } from './work.mjs';
import { OWN, ready } from './work-runs.mjs';

const JUDGED = ['ours', 'pouchdb'];
const PATIENCE = 60_000;
const KINDS = [
  { step: 'W8', what: 'killed while recording', trial: killedRecording },
  { step: 'W8', what: 'killed while sending', trial: killedSending },
  { step: 'W9', what: 'every third reply lost', trial: repliesLost },
];

export async function faults(size, say) {
  const found = [];
  for (const { step, what, trial } of KINDS) {
    for (const peer of JUDGED) {
      const sum = { step, what, peer: PEERS[peer].name, trials: 0, acknowledged: 0, lost: 0, duplicated: 0, stuck: 0 };
      for (let at = 0; at < size.trials; at += 1) {
        say(`${step} ${what} ${at + 1}/${size.trials} ${sum.peer}`);
        add(sum, await tried(peer, trial, size, at / size.trials));
      }
      found.push(sum);
    }
  }
  return found;
}

async function tried(peer, trial, size, share) {
  const server = await PEERS[peer].start();
  const profile = new Profile();
  const told = new Set();
  try {
    const stuck = await trial({ server, profile, told, mine: numbers(OWN, size.commands), share });
    return judged(told, (await server.numbers()).filter((n) => n >= OWN), stuck);
  } finally {
    await profile.forget();
    await server.end();
  }
}

function judged(told, there, stuck) {
  const distinct = new Set(there);
  const lost = [...told].filter((n) => !distinct.has(n)).length;
  return { trials: 1, acknowledged: told.size, lost, duplicated: there.length - distinct.size, stuck };
}

function add(sum, one) {
  for (const [key, value] of Object.entries(one)) sum[key] += value;
}

async function killedRecording({ server, profile, told, mine, share }) {
  const page = await listening(server, profile, told);
  page.evaluate((mine) => globalThis.bench.record(mine, true), mine).catch(() => {});
  const enough = Math.ceil(mine.length * (0.05 + 0.9 * share));
  while (told.size < enough) await pause(1);
  await profile.kill();
  return sentAfter(server, profile);
}

async function killedSending({ server, profile, told, mine, share }) {
  const page = await listening(server, profile, told);
  await page.evaluate((mine) => globalThis.bench.record(mine, true), mine);
  page.evaluate(() => globalThis.bench.push()).catch(() => {});
  await pause(5 + 400 * share);
  await profile.kill();
  return sentAfter(server, profile);
}

async function repliesLost({ server, profile, told, mine }) {
  const network = await new Dropping(server.port).start();
  const door = async (context) => (await server.door(context)).replace(server.url, network.url);
  try {
    const page = await listening({ config: server.config, door }, profile, told);
    await page.evaluate((mine) => globalThis.bench.record(mine, true), mine);
    network.dropping = true;
    const stuck = await sent(page);
    network.dropping = false;
    return stuck;
  } finally {
    network.end();
  }
}

async function listening(server, profile, told) {
  return ready(server, profile, { before: (page) => page.exposeBinding('told', (_, n) => told.add(n)) });
}

/** The phone starts again and sends what it has; how much it cannot. */
async function sentAfter(server, profile) {
  return sent(await ready(server, profile, { pulled: false }));
}

async function sent(page) {
  const push = page.evaluate(() => globalThis.bench.push());
  const done = await Promise.race([push.then(() => true, () => false), pause(PATIENCE, false)]);
  const waiting = await page.evaluate(() => globalThis.bench.waiting());
  return done ? waiting : Math.max(waiting, 1);
}

function pause(ms, value) {
  return new Promise((done) => setTimeout(() => done(value), ms));
}

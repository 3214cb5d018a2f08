// The benchmarks' runner: every peer in turn, run after run, each time with a fresh browser profile; then the table.
// `cargo xtask bench` calls it and says in variables named OVERGANG_… where things lie.
import { writeFileSync } from 'node:fs';
import { bundle } from './lib/bundle.mjs';
import { faults } from './lib/faults.mjs';
import { PEERS } from './lib/peers.mjs';
import { starts } from './lib/start.mjs';
import { shown, summed } from './lib/table.mjs';
import { filled, offline, slow } from './lib/work-runs.mjs';

const QUICK = process.argv.includes('--quick');
const ONLY = value('--only')?.split(',') ?? (QUICK ? ['offline', 'filled', 'faults'] : ['offline', 'filled', 'slow', 'start', 'faults']);
const SIZE = QUICK
  ? { runs: 2, commands: 100, records: 1_000, pending: 200, touched: 100, news: 10, trials: 1, slow: 1, starts: 2 }
  : { runs: Number(value('--runs') ?? 15), commands: 1_000, records: 10_000, pending: 200, touched: 100, news: 10, trials: 10, slow: 3, starts: 7 };

const figures = {};
await bundle();
if (ONLY.includes('offline')) await inTurn('offline', (peer) => offline(peer, SIZE));
if (ONLY.includes('filled') || ONLY.includes('slow')) await withServers(async (servers) => {
  if (ONLY.includes('filled')) await inTurn('filled', (peer, run) => filled(servers[peer], SIZE, run));
  if (ONLY.includes('slow')) await inTurn('slow', (peer, run) => slow(servers[peer], SIZE, run), SIZE.slow);
});
if (ONLY.includes('start')) Object.assign(figures, await starts(SIZE));
const found = ONLY.includes('faults') ? await faults(SIZE, say) : null;
const server = JSON.parse(process.env.OVERGANG_SERVER_FIGURES ?? '[]');
const result = { mode: QUICK ? 'quick' : 'full', size: SIZE, figures: summed(figures), faults: found, server };
console.log(shown(result));
const file = value('--json');
if (file) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);

/** Runs every peer once, then every peer again: what slows the machine down for a while meets all of them. */
async function inTurn(part, work, runs = SIZE.runs) {
  for (let run = 0; run < runs; run += 1) {
    for (const peer of turned(Object.keys(PEERS), run)) {
      say(`${part} ${run + 1}/${runs} ${PEERS[peer].name}`);
      for (const [step, figure] of Object.entries(await work(peer, run))) {
        ((figures[step] ??= {})[peer] ??= []).push(figure);
      }
    }
  }
}

/** A server for each, filled once; every run is a new phone. */
async function withServers(work) {
  const servers = {};
  try {
    for (const peer of Object.keys(PEERS)) {
      say(`filling the server of ${PEERS[peer].name}`);
      servers[peer] = await PEERS[peer].start();
      servers[peer].filled = 0;
      await servers[peer].seed(Array.from({ length: SIZE.records }, (_, n) => n));
    }
    await work(servers);
  } finally {
    for (const server of Object.values(servers)) await server.end();
  }
}

function turned(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function value(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function say(text) {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K  ${text}`);
  else console.log(`  ${text}`);
}

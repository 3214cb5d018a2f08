// One run of one peer: the workloads W1 to W6 in the order in which a phone meets them.
import { PEERS } from './peers.mjs';
import { Profile } from './browser.mjs';
import { Traffic } from './traffic.mjs';
import { numbers } from './work.mjs';

/** As the browser's own tools have it, with a delay of 150 ms: bytes a second. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** Beyond every number that fills a server. */
export const OWN = 1_000_000;

/** W1: commands recorded with no exchange, one by one. W2: all of them sent. A new server, a new phone. */
export async function offline(peer, size) {
  const server = await PEERS[peer].start();
  const profile = new Profile();
  try {
    const page = await ready(server, profile);
    const traffic = new Traffic(page);
    const mine = numbers(OWN, size.commands);
    const w1 = { ms: await page.evaluate((mine) => globalThis.bench.record(mine), mine) };
    const w2 = await traffic.of(() => page.evaluate(() => globalThis.bench.push()));
    const left = await page.evaluate(() => globalThis.bench.waiting());
    if (left !== 0) throw new Error(`${peer}: ${left} were not sent`);
    return { W1: w1, W2: w2 };
  } finally {
    await profile.forget();
    await server.end();
  }
}

/** W2, W3 and W4 over a line as slow as a bus between two villages: one phone, which fetches before it sends. */
export async function slow(server, size, run) {
  const profile = new Profile();
  try {
    const page = await ready(server, profile, { pulled: false });
    const session = await profile.context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    const traffic = new Traffic(page);
    const w3 = await traffic.of(() => page.evaluate(() => globalThis.bench.pull()));
    await page.evaluate(() => globalThis.bench.pull());
    await server.seed(numbers(3 * OWN + run * size.news, size.news));
    const w4 = await traffic.of(() => page.evaluate(() => globalThis.bench.pull()));
    await page.evaluate((mine) => globalThis.bench.record(mine), numbers(4 * OWN + run * size.commands, size.commands));
    const w2 = await traffic.of(() => page.evaluate(() => globalThis.bench.push()));
    return { 'W2 slow': w2, 'W3 slow': w3, 'W4 slow': w4 };
  } finally {
    await profile.forget();
  }
}

/** W3: the first copy. W4: ten changes. W5: a cold start on it. W6: a pull that meets what waits here. */
export async function filled(server, size, run) {
  const profile = new Profile();
  try {
    const page = await ready(server, profile, { pulled: false });
    const traffic = new Traffic(page);
    const w3 = await traffic.of(() => page.evaluate(() => globalThis.bench.pull()));
    // Some finish their bookkeeping after the records can be asked: that is not part of the next step.
    await page.evaluate(() => globalThis.bench.pull());
    const news = numbers(2 * OWN + run * size.news, size.news);
    await server.seed(news);
    const w4 = await traffic.of(() => page.evaluate(() => globalThis.bench.pull()));
    await expectCount(page, size.records + (run + 1) * size.news);
    await profile.close();
    const cold = await restarted(server, profile);
    const w6 = await met(server, profile.page, size, run);
    return { W3: w3, W4: w4, W5: { ms: cold.list }, 'W5 all': { ms: cold.all }, 'W5 load': { ms: cold.loaded }, W6: w6 };
  } finally {
    await profile.forget();
  }
}

async function met(server, page, size, run) {
  const mine = numbers((run * size.pending) % size.records, size.pending);
  const traffic = new Traffic(page);
  // The app has been open for a while: its first exchange after the start is over.
  await page.evaluate(() => globalThis.bench.pull());
  await page.evaluate((mine) => globalThis.bench.correct(mine), mine);
  await server.correct(mine.slice(0, size.touched));
  return traffic.of(() => page.evaluate(() => globalThis.bench.rebase()));
}

/** A phone with its page open; our own, being signed in, has the example's data at first. */
export async function ready(server, profile, { pulled = true, before } = {}) {
  const page = await profile.start();
  await before?.(page);
  await page.goto(await server.door(profile.context));
  await page.waitForFunction(() => globalThis.bench);
  await page.evaluate((config) => globalThis.bench.open(config), server.config);
  if (pulled) await page.evaluate(() => globalThis.bench.pull());
  return page;
}

async function restarted(server, profile) {
  const page = await profile.start();
  const hash = encodeURIComponent(JSON.stringify(server.config));
  await page.goto(`${await server.door(profile.context)}#${hash}`);
  await page.waitForFunction(() => globalThis.result);
  return page.evaluate(() => globalThis.result);
}

async function expectCount(page, least) {
  const count = await page.evaluate(() => globalThis.bench.count());
  if (count < least) throw new Error(`${count} records came, not ${least}`);
}

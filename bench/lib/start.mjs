// A start with no network: the app as it is shipped, with 10,000 notes on the phone, the processor slowed down four
// times and the server stopped, from the address to a list that can be used. The PIN is typed the moment it is asked
// for: what it costs is in the figure, what a thumb needs is not.
import { Profile } from './browser.mjs';
import { Ours } from './ours.mjs';
import { numbers } from './work.mjs';

const SLOWED = 4;
const PIN = '194728';
/** What is asked for, and what must stand there before somebody can go on. */
const LISTS = [
  { step: 'start', path: '/app/', rows: '.row-link' },
  { step: 'start note', path: (young) => `/app/unge/${young}`, rows: 'article.note' },
];

export async function starts(size) {
  const server = await new Ours().start(process.env.OVERGANG_SITE);
  const profile = new Profile();
  try {
    await server.seed(numbers(0, size.records));
    await visit(server, profile);
    await server.server.stop();
    const figures = {};
    for (let run = 0; run < size.starts; run += 1) {
      for (const { step, path, rows } of LISTS) {
        const where = typeof path === 'string' ? path : path(server.config.unge[0]);
        (figures[step] ??= { ours: [] }).ours.push({ ms: await start(profile, server.url + where, rows) });
      }
    }
    return figures;
  } finally {
    await profile.forget();
    await server.end();
  }
}

/** One visit online: everything is here, and what the app needs to start by itself. */
async function visit(server, profile) {
  const page = await profile.start();
  await page.goto(await server.door(profile.context));
  await page.getByLabel('Pinkode', { exact: true }).fill(PIN);
  await page.getByLabel('Skriv den igen').fill(PIN);
  await page.getByRole('button', { name: 'Gem pinkoden' }).click();
  await page.locator('.sync').filter({ hasText: 'Synkroniseret' }).first().waitFor({ timeout: 120_000 });
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Once more, so that the browser keeps the compiled code too.
  await page.reload();
  await page.getByLabel('Pinkode', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Lås op' }).click();
  await page.locator('.row-link').first().waitFor({ timeout: 60_000 });
  await profile.close();
}

/** A browser of its own each time, warmed by nothing but what it keeps on the disk. */
async function start(profile, url, rows) {
  const page = await profile.start();
  const session = await profile.context.newCDPSession(page);
  await page.addInitScript(({ rows, pin }) => {
    let typed = false;
    const look = () => {
      const field = document.querySelector('#pin');
      if (field && !typed) {
        typed = true;
        field.value = pin;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.form.requestSubmit();
      }
      if (document.querySelector(rows)) globalThis.usable = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  }, { rows, pin: PIN });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(url);
  // Asked seldom: the asking is slowed down too.
  await page.waitForFunction(() => globalThis.usable, null, { timeout: 120_000, polling: 500 });
  const ms = await page.evaluate(() => globalThis.usable);
  await profile.close();
  return ms;
}

// The app comes in two parts: what the first screen needs, and the rest. Ten seconds after the first start all of it
// is on the phone; a rest that does not come is told, and can be tried again.
import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { Edition } from '../lib/edition.mjs';
import { story } from '../lib/story.mjs';

const edition = new Edition();
const world = story({ site: edition.folder });
after(() => edition.end());
afterEach(() => edition.whole());

const PAGES = {
  mentor: [
    '/app/', '/app/unge', '/app/notat', '/app/pladser', '/app/synk', '/app/mere', '/app/mere/aarshjul',
    '/app/mere/landkort', '/app/mere/hjemmeskaerm',
  ],
  ambassador: ['/app/', '/app/besoeg', '/app/besoeg/nyt'],
  host: ['/app/', '/app/pladser'],
  young: ['/app/', '/app/mere'],
  school: ['/app/'],
};

for (const [who, paths] of Object.entries(PAGES)) {
  test(`ten seconds after the first start every main page of ${who} opens with no network`, async () => {
    const phone = await world.phone(who, { upTo: 'pin' });
    await phone.choosePin();
    await phone.page.waitForTimeout(10_000);
    assert.deepEqual(await notKept(phone.page), [], 'the worker keeps all of the code');
    await world.server.stop();
    await phone.context.setOffline(true);
    for (const path of paths) {
      await phone.go(path);
      await stands(phone.page);
    }
  });
}

test('a rest that does not come is told in plain words and can be tried again', async () => {
  const mentor = await withoutRest();
  const { page } = mentor;

  await world.server.stop();
  await again(page);
  await page.getByText('Siden kunne ikke hentes').waitFor();
  await page.getByRole('link', { name: 'I dag' }).first().click();
  await stands(page);

  edition.whole();
  await world.server.run();
  await tapMore(page);
  await page.waitForFunction(() => document.title.startsWith('Mere'));
  await stands(page);
});

test('a page whose rest is gone from the server begins anew as the newer edition, and keeps what was typed', async () => {
  const mentor = await withoutRest();
  const { page } = mentor;
  const loaded = page.waitForEvent('load');
  await again(page);
  await loaded;
  edition.whole();
  await mentor.unlock();
  await page.waitForFunction(() => document.title.startsWith('Mere'));
  await stands(page);
});

/** A phone whose first start got no more than the first screen, at a page of the rest. */
async function withoutRest() {
  edition.withoutRest();
  const mentor = await world.phone('mentor', { upTo: 'pin' });
  await mentor.choosePin();
  await mentor.chip('Synkroniseret');
  await tapMore(mentor.page);
  await mentor.page.getByText('Siden kunne ikke hentes').waitFor();
  return mentor;
}

/** What of the app's code the service worker does not keep. The browser's own cache is no promise. */
async function notKept(page) {
  const { files } = JSON.parse(edition.read('build.json'));
  const code = files.map(({ url }) => url).filter((url) => /\/(app|later-.*)\.[0-9a-f]+\.(wasm|js|css)$/.test(url));
  assert.ok(code.length >= 4, 'wasm, glue, style and the rest');
  const kept = await page.evaluate((urls) => Promise.all(urls.map(async (url) => !!(await caches.match(url)))), code);
  return code.filter((_, at) => !kept[at]);
}

function tapMore(page) {
  return page.getByRole('link', { name: 'Mere', exact: true }).first().click();
}

function again(page) {
  return page.getByRole('button', { name: 'Prøv igen' }).click();
}

/** A page with a heading stands there, and not that one is missing. */
async function stands(page) {
  await page.getByText('Henter siden').waitFor({ state: 'detached' });
  await page.locator('main h1, .topbar h1').first().waitFor({ state: 'attached' });
  assert.equal(await page.getByText('Siden kunne ikke hentes').count(), 0);
}

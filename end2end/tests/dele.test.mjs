// The app comes in parts. While the second is missing or long in coming, what waits is counted, nothing is said to be stored
// that is not, and the first screen opens all the same.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Edition } from '../lib/edition.mjs';
import { story } from '../lib/story.mjs';

const edition = new Edition();
const world = story({ site: edition.folder });
after(() => edition.end());

/** The young person's agreements that are not ticked off. */
const open = (page) => page.locator('#aftaler ~ .rows .form-checkbox:not(:checked)');

/** A young person has ticked off an agreement that no server has; the browser holds no copy of the app. */
async function ticked() {
  const young = await world.phone('young', { upTo: 'pin', serviceWorkers: 'block' });
  const { page } = young;
  await young.choosePin();
  await young.chip('Synkroniseret');
  await page.route('**/api/exchange', (route) => route.abort());
  await open(page).first().click({ force: true });
  await young.chip('1 gemt her');
  return young;
}

test('without the second part the list opens, what waits is counted, and a tap says that nothing is stored', async () => {
  const young = await ticked();
  const { page } = young;
  const before = await open(page).count();
  edition.withoutRest();
  await young.reload();
  await young.chip('1 gemt her');
  const tap = open(page).last();
  await tap.waitFor({ state: 'attached' });
  await tap.click({ force: true });
  await page.getByText('Resten af appen er ikke kommet til telefonen endnu').waitFor();
  await young.chip('1 gemt her');

  edition.whole();
  await page.unroute('**/api/exchange');
  await young.reload();
  await young.chip('Synkroniseret');
  assert.equal(await open(page).count(), before, 'the tick came, and only that one');
});

test('a second part that never comes keeps nobody waiting for more than fifteen seconds', async () => {
  const young = await ticked();
  const { page } = young;
  await page.route('**/later-*', () => {});
  await page.reload();
  const start = Date.now();
  await young.enterPin();
  await open(page).first().waitFor({ state: 'attached', timeout: 40_000 });
  assert.ok(Date.now() - start > 10_000, 'the part was waited for');
  await young.chip('1 gemt her');
  await open(page).last().click({ force: true });
  await page.getByText('Resten af appen er ikke kommet til telefonen endnu').waitFor({ timeout: 40_000 });
});

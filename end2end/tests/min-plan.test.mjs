// The young person's own plan: what happens next and who helps are in sight without a tap, offline too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { story } from '../lib/story.mjs';

const world = story();

test('the next step and who helps are in sight without a tap, with no network', async () => {
  const young = await world.phone('young');
  await world.server.stop();
  await young.reload();
  const { page } = young;
  await page.locator('.next').waitFor();
  await page.locator('.helper').first().waitFor();
  const call = page.locator('.helper a[href^="tel:"]').first();
  assert.ok(await call.count());
  for (const name of ['Unge', 'Besøg', 'Notat']) {
    assert.equal(await page.getByRole('link', { name, exact: true }).count(), 0, name);
  }
  await world.server.run();
});

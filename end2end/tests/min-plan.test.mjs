// The young person's own plan: what happens next and who helps are in sight without a tap, offline too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';

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
  assert.match(await page.locator('.helper .telefon').first().innerText(), /^\d\d( \d\d){3}$/, 'a number to be read');
  // Emma tries an education today: what she needs to get there is in sight too.
  const next = await page.locator('.next').innerText();
  for (const fact of [/i dag kl\. 8\.10 ved receptionen/, /Hovedindgangen/, /Medbring: Madpakke og praktisk tøj/, /Ring til værten/]) {
    assert.match(next, fact);
  }
  const row = page.locator('#dage ~ .rows li, section:has(#dage) li').filter({ hasText: 'Ring til værten' }).first();
  assert.match(await row.innerText(), /kl\. 8\.10 ved receptionen[^]*Hovedindgangen/);
  for (const name of ['Unge', 'Besøg', 'Notat']) {
    assert.equal(await page.getByRole('link', { name, exact: true }).count(), 0, name);
  }
  await world.server.run();
});

test('on paper the plan says whose it is, of which day, and the numbers to call', async () => {
  const young = await world.phone('young');
  const { page } = young;
  await page.locator('.helper').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.match(await page.locator('.print-only').innerText(), new RegExp(`^${PEOPLE.young} · \\d+\\. [a-z]+ \\d{4}$`));
  assert.ok(await page.locator('.helper .telefon').first().isVisible());
  assert.ok(!(await page.locator('.helper .button').first().isVisible()));
});

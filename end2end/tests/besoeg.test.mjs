// Ambassadors log visits with the server stopped, amend them, and disagree.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, story } from '../lib/story.mjs';
import { amendVisit, logVisit, openPartner, openVisit } from '../pages/visit.mjs';

const world = story();

test('a visit is logged with no network within six taps, and the partner is no longer due', async () => {
  const ambassador = await world.phone('ambassador');
  const { page } = ambassador;
  await world.server.stop();
  await page.getByRole('link', { name: 'Besøg', exact: true }).first().click();
  const late = page.locator('.group-late .row-link');
  const partner = (await late.first().innerText()).trim();
  const before = await late.count();

  await page.getByRole('link', { name: 'I dag', exact: true }).first().click();
  const taps = await logVisit(ambassador, {
    partner, present: '12', question: 'Hvem ringer vi til?', promise: 'Sende folderen', by: day(7),
  });
  assert.ok(taps <= 6, `${taps} taps`);
  await ambassador.chip('Offline · 1 gemt her');
  await page.getByRole('link', { name: 'Besøg', exact: true }).first().click();
  assert.equal(await page.locator('.group-late .row-link').count(), before - 1);
  await openPartner(ambassador, partner);
  await page.getByText('Sende folderen').first().waitFor();

  await world.server.run();
  await ambassador.chip('Synkroniseret');
});

test('two phones that change different fields both get their way', async () => {
  const [one, two] = await bothLookAt({ partner: 'Thy Produktionsskole', present: '20' });
  await world.server.stop();
  await amendVisit(one, { 'Hvor mange var til stede?': '21' });
  await amendVisit(two, { Minutter: '60' });
  await world.server.run();
  for (const phone of [one, two]) {
    await phone.chip('Synkroniseret');
    await fact(phone, 'Antal til stede', '21');
    await fact(phone, 'Minutter', '60');
    assert.equal(await phone.page.locator('.conflict').count(), 0);
  }
});

test('two phones that change the same field keep both values, and one tap settles it', async () => {
  const [one, two] = await bothLookAt({ partner: 'SOSU STV', present: '30' });
  await world.server.stop();
  await amendVisit(one, { 'Hvor mange var til stede?': '31' });
  await amendVisit(two, { 'Hvor mange var til stede?': '32' });
  await world.server.run();
  for (const phone of [one, two]) {
    await phone.chip('Synkroniseret');
    await phone.page.locator('.conflict').waitFor({ timeout: 60_000 });
  }

  const card = one.page.locator('.conflict');
  const text = await card.innerText();
  assert.match(text, /31/);
  assert.match(text, /32/);
  await card.getByRole('button', { name: 'Brug' }).click();
  for (const phone of [one, two]) await phone.page.locator('.conflict').waitFor({ state: 'detached', timeout: 60_000 });
  await one.chip('Synkroniseret');
});

/** Two phones, each with the visit open that the first has logged. */
async function bothLookAt(visit) {
  const phones = [await world.phone('ambassador'), await world.phone('otherAmbassador')];
  await logVisit(phones[0], visit);
  for (const phone of phones) {
    await phone.chip('Synkroniseret');
    const present = phone.page.locator('.facts > div').filter({ hasText: 'Antal til stede' });
    do await openVisit(phone, visit.partner);
    while (!(await present.innerText()).includes(visit.present));
  }
  return phones;
}

/** Waits until the open visit says so. */
async function fact(phone, name, says) {
  const row = phone.page.locator('.facts > div').filter({ hasText: name });
  await row.getByText(says, { exact: false }).first().waitFor({ timeout: 60_000 });
}

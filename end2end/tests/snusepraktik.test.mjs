// Snusepraktik: a phone only asks, the server seats; the last seat goes to one of two; the host tells who came.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFull } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { openYoung } from '../pages/note.mjs';
import { askForDay, booking } from '../pages/taster.mjs';

const world = story();
const SMITH = 'Smed, værksted';

test('offline it is a wish; the server confirms it; cancelling frees the seat', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  await openYoung(mentor, PEOPLE.young);
  const taps = await askForDay(mentor, 'Social- og sundhedshjælper', 8);
  assert.ok(taps + 2 <= 6, `${taps + 2} taps`);
  const item = booking(mentor, 'Social- og sundhedshjælper');
  assert.match(await item.innerText(), /Ønsket/);
  assert.doesNotMatch(await item.innerText(), /Bekræftet/);
  await world.server.run();
  await item.getByText('Bekræftet').waitFor({ timeout: 60_000 });
  await mentor.chip('Synkroniseret');

  await item.getByRole('button', { name: /^Tag tilbage/ }).click();
  await mentor.page.getByRole('button', { name: 'Ja, aflys' }).click();
  await booking(mentor, 'Social- og sundhedshjælper').getByText('Aflyst').waitFor();
  await mentor.chip('Synkroniseret');
});

test('the last seat, asked for on two phones with no network, goes to one; the other waits', async () => {
  const [one, two] = [await world.phone('mentor'), await world.phone('otherMentor')];
  await world.server.stop();
  const asked = [];
  for (const phone of [one, two]) {
    await phone.page.getByRole('link', { name: 'Unge', exact: true }).first().click();
    const rows = phone.page.locator('.row-link');
    const name = (await rows.last().innerText()).trim();
    asked.push(name);
    await rows.last().click();
    await phone.page.locator('.person h1').waitFor();
    await askForDay(phone, SMITH, 12);
  }
  assert.notEqual(asked[0], asked[1]);
  await world.server.run();
  const states = [];
  for (const phone of [one, two]) {
    await phone.chip('Synkroniseret');
    const item = booking(phone, SMITH).last();
    await item.getByText(/Bekræftet|Venteliste/).first().waitFor({ timeout: 60_000 });
    states.push(/Bekræftet/.test(await item.innerText()) ? 'seat' : 'wait');
  }
  assert.deepEqual(states.sort(), ['seat', 'wait']);
});

test('the host sees first names only and tells who came, with no network', async () => {
  const host = await world.phone('host');
  const mentor = await world.phone('mentor');
  const { page } = host;
  await world.server.stop();
  assert.equal(await page.getByText('Prøvesen').count(), 0, 'no last names');
  const guest = page.locator('li.row').filter({ hasText: 'Eksempel-Emma' }).first();
  const came = guest.locator('label.chip').filter({ hasText: /^\s*Mødt/ });
  await page.evaluate(runFull);
  await came.click();
  await page.getByRole('alert').filter({ hasText: 'fuld' }).first().waitFor();
  assert.equal(await came.locator('input').isChecked(), false, 'what is not stored is not shown');
  await page.evaluate(() => { window.full = false; });
  await came.click();
  await host.chip('Offline · 1 gemt her');
  await world.server.run();
  await host.chip('Synkroniseret');
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, PEOPLE.young);
  await mentor.page.getByText('Gennemført').first().waitFor({ timeout: 60_000 });
});

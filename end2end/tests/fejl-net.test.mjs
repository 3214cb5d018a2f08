// A network that lies: replies lost after the server has stored, something in between that answers in its
// place. What was written arrives, once, and the chip never says more than is true.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { expectState, note, openYoung, writeNote } from '../pages/note.mjs';

const EXCHANGE = '**/api/exchange';
const EMMA = PEOPLE.young;
const world = story();

test('a reply that is lost after the server has stored makes nothing twice', async () => {
  const [mentor, coordinator] = [await world.phone('mentor'), await world.phone('coordinator')];
  let lost = 0;
  await mentor.page.route(EXCHANGE, async (route) => {
    if (lost > 2) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await writeNote(mentor, { about: EMMA, text: 'Svaret blev væk.' });
  await openYoung(mentor, EMMA);
  await expectState(note(mentor, 'Svaret blev væk.'), 'Modtaget');
  await mentor.chip('Synkroniseret');
  assert.ok(lost > 2, 'replies were lost');
  await openYoung(coordinator, EMMA);
  await note(coordinator, 'Svaret blev væk.').first().waitFor();
  assert.equal(await note(coordinator, 'Svaret blev væk.').count(), 1);
});

test('with every third reply dropped, all that waits goes up', async () => {
  const mentor = await world.phone('mentor');
  await mentor.page.route(EXCHANGE, (route) => route.abort());
  for (let number = 1; number <= 3; number += 1) {
    await writeNote(mentor, { about: EMMA, text: `Nummer ${number} i kø.` });
    await mentor.go('/app/');
  }
  await mentor.chip('3 gemt her');
  let count = 0;
  await mentor.page.unroute(EXCHANGE);
  await mentor.page.route(EXCHANGE, async (route) => {
    count += 1;
    if (count % 3 !== 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, EMMA);
  for (let number = 1; number <= 3; number += 1) {
    assert.equal(await note(mentor, `Nummer ${number} i kø.`).count(), 1);
  }
});

test('a sign-in page of a wireless network is not taken for the server', async () => {
  const mentor = await world.phone('mentor');
  await mentor.page.route('**/api/**', (route) => route.fulfill({
    status: 200, contentType: 'text/html', body: '<h1>Velkommen til gæstenettet</h1>',
  }));
  await writeNote(mentor, { about: EMMA, text: 'Skrevet på gæstenet.' });
  await mentor.chip('Offline · 1 gemt her');
  await openYoung(mentor, EMMA);
  await expectState(note(mentor, 'Skrevet på gæstenet.'), 'Gemt på telefonen');
  await mentor.page.unroute('**/api/**');
  await mentor.chip('Synkroniseret');
  await expectState(note(mentor, 'Skrevet på gæstenet.'), 'Modtaget');
});

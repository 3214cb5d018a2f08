// Who has looked: a helper's look-up, made with no network, stands in the young person's plan afterwards; it is
// nothing that waits, and says nothing where nobody looked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { openYoung } from '../pages/note.mjs';

const world = story();

test('a look-up with no network is the young person’s to see once there is one', async () => {
  const [young, mentor] = [await world.phone('young'), await world.phone('mentor')];
  const looked = young.page.getByRole('heading', { name: 'Hvem har set din side' });
  assert.equal(await looked.count(), 0);
  await mentor.context.setOffline(true);
  await openYoung(mentor, PEOPLE.young);
  assert.doesNotMatch(await mentor.chipText(), /gemt her/, 'a look-up is nothing that waits');
  await mentor.context.setOffline(false);
  await looked.waitFor({ timeout: 60_000 });
  const row = young.page.locator('section[aria-labelledby="set-af"] .row');
  assert.equal(await row.count(), 1);
  assert.match(await row.innerText(), new RegExp(`${PEOPLE.mentor}[\\s\\S]*Overgangsmentor[\\s\\S]*1 dag`));
  await mentor.chip('Synkroniseret');
});

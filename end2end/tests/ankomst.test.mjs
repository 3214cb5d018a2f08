// What one phone stores, the other phones that may see it show while they lie open: the server calls them.
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { note, openYoung, writeNote } from '../pages/note.mjs';

/** Well below the minute after which a phone asks without being called. */
const CALLED = 15_000;
const EMMA = PEOPLE.young;

const world = story();

test('a phone that lies open shows what another has sent, without being touched', async () => {
  const [mentor, coordinator] = [await world.phone('mentor'), await world.phone('coordinator')];
  await openYoung(coordinator, EMMA);
  await writeNote(mentor, { about: EMMA, text: 'Ny plan for foråret.' });
  await note(coordinator, 'Ny plan for foråret.').waitFor({ timeout: CALLED });

  await world.server.stop();
  await coordinator.chip('Offline');
  await world.server.run();
  await mentor.chip('Synkroniseret', CALLED);
  await writeNote(mentor, { about: EMMA, text: 'Ringede igen.' });
  await note(coordinator, 'Ringede igen.').waitFor({ timeout: CALLED });
});

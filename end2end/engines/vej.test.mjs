// The whole path in WebKit and in Firefox: sign in, choose a PIN, start with no network, write a note, have it sent.
import assert from 'node:assert/strict';
import { PEOPLE } from '../lib/story.mjs';
import { engines } from '../lib/engines.mjs';
import { note, openYoung, writeNote } from './steps.mjs';

const EMMA = PEOPLE.young;

engines((world) => {
  world.story('a note is written with no network after a cold start, and is received when there is one', async () => {
    const mentor = await world.phone('mentor');
    await world.server.stop();
    await mentor.kill();
    await mentor.go('/app/');
    await writeNote(mentor, { about: EMMA, text: 'Skrevet uden net. Æ, ø og å.' });
    await mentor.chip('Offline · 1 gemt her');
    await openYoung(mentor, EMMA);
    await mentor.sees(`${note} .state`, 'Gemt på telefonen');
    await world.server.run();
    await mentor.chip('Synkroniseret');
    await mentor.sees(`${note} .state`, 'Modtaget');
    assert.equal(await mentor.count(note, 'Skrevet uden net. Æ, ø og å.'), 1);
  });
});

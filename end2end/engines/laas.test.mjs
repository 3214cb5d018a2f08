// The lock, and a page that is killed while somebody types.
import assert from 'node:assert/strict';
import { engines } from '../lib/engines.mjs';
import { PEOPLE } from '../lib/story.mjs';
import { BOX, openForm, openYoung } from './steps.mjs';

const EMMA = PEOPLE.young;

engines((world) => {
  world.story('it locks, names nobody, and opens with its PIN and no network', async () => {
    const mentor = await world.phone('mentor');
    await world.server.stop();
    await openYoung(mentor, EMMA);
    await mentor.tap('button[aria-label="Lås"], button[title="Lås"]');
    await mentor.sees('h1', 'skriv din pinkode');
    assert.ok(!(await mentor.text()).includes('Emma'));
    await mentor.unlock('111111');
    await mentor.sees('[role=alert]', 'Det var ikke den rigtige pinkode.');
    await mentor.unlock();
    await mentor.sees('.person h1', EMMA);

    // On her page the form knows already whom it is about.
    await mentor.tap('a', 'I dag');
    await openForm(mentor, EMMA);
    await mentor.tap('label.chip', 'Skolebesøg');
    await mentor.type(BOX, 'Mødte hende på gangen');
    await mentor.kill();
    await mentor.go('/app/');
    await openForm(mentor, EMMA);
    assert.equal(await mentor.value(BOX), 'Mødte hende på gangen');
    assert.equal(await mentor.count('label.chip:has(:checked)', 'Skolebesøg'), 1);
  });
});

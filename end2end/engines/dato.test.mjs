// Days and times as these engines take them: their inputs have parts that can be half filled in.
import assert from 'node:assert/strict';
import { engines } from '../lib/engines.mjs';
import { PEOPLE, day } from '../lib/story.mjs';
import { BOX, note, openForm, openYoung, saveNote } from './steps.mjs';

const EMMA = PEOPLE.young;
const DUE = 'Hvornår?';

engines((world) => {
  world.story('half a day is told at its field and nothing is saved; the whole one is kept', async () => {
    const mentor = await world.phone('mentor');
    await openForm(mentor, EMMA);
    await mentor.tap('label.chip', 'Samtale');
    await mentor.type(BOX, 'Med en frist');
    await mentor.type('Hvad er aftalt?', 'Ring til skolen');
    await mentor.begin(DUE, '11');
    await mentor.tap('button', 'Gem notat');
    await mentor.sees('.form-error-message', 'Dagen er ikke hel');
    assert.ok((await mentor.path()).endsWith('/notat'));

    await mentor.session.run(pick, await mentor.field(DUE), day(3));
    await saveNote(mentor);
    await mentor.chip('Synkroniseret');
    await openYoung(mentor, EMMA);
    assert.equal(await mentor.count(note, 'Med en frist'), 1);
    assert.ok((await mentor.text()).includes('Ring til skolen'));
  });
});

/** As the browser's own calendar does: the whole day at once. */
function pick(input, value) {
  input.focus();
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  input.blur();
}

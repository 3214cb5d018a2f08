// The app stops in the middle of work, as a panic makes it: it says so, takes nothing more, and what was written is there
// afterwards. The server hears where it stopped, and no word of anybody's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, note, openForm, openYoung } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const TEXT = 'Skrevet lige før det gik i stå';
const world = story();

/** From here on the next element that the app wants to make cannot be made. */
const BREAK = {
  'an error that goes through it': () => { document.createElement = () => { throw new Error('broken'); }; },
  'a trap': () => { document.createElement = () => { throw new WebAssembly.RuntimeError('unreachable'); }; },
};

for (const [what, breaks] of Object.entries(BREAK)) {
  test(`${what} covers the page with what is safe and what to do`, async () => {
    const mentor = await world.phone('mentor');
    const { page } = mentor;
    await openForm(mentor, EMMA);
    await chip(page, 'Samtale').click();
    await page.getByLabel('Hvad skete der?').fill(TEXT);
    await world.server.stop();
    await page.evaluate(breaks);
    await page.locator('.topbar-back').click();

    await page.getByRole('heading', { name: 'Overgang gik i stå' }).waitFor();
    assert.equal(await page.locator('input, textarea, a').count(), 0, 'nothing else can be tapped or read');
    assert.ok(await page.getByText('What you have written is on the phone').isVisible());
    assert.ok(mentor.faults.length);
    mentor.faults = [];

    await world.server.again();
    await page.getByRole('button', { name: 'Start forfra' }).click();
    await mentor.enterPin();
    await mentor.chip('Synkroniseret');
    await openForm(mentor, EMMA);
    assert.equal(await page.getByLabel('Hvad skete der?').inputValue(), TEXT);
    await page.getByRole('button', { name: 'Gem notat' }).click();
    await openYoung(mentor, EMMA);
    await note(mentor, TEXT).first().waitFor();
    await page.waitForFunction(() => localStorage.getItem('fault') === null);
    const told = world.server.output.split('\n').filter((line) => line.includes('an app stopped'));
    assert.equal(told.length, 1, 'told at the next start');
    assert.match(told[0], /at="(unknown|[a-z0-9_\-./]+\.rs:\d+)"/);
    assert.ok(!world.server.output.includes(TEXT));
  });
}

test('an error that has nothing to do with the app stops nothing', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.evaluate(() => setTimeout(() => { throw new Error('of an extension'); }));
  await page.waitForTimeout(300);
  await openYoung(mentor, EMMA);
  assert.deepEqual(mentor.faults, ['Error: of an extension']);
  mentor.faults = [];
});

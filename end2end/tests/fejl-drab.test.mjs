// The tab is killed at any moment of saving: the note is stored, once, or the form still has it. How often
// is said by the variable OVERGANG_KILLS.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, note, openYoung } from '../pages/note.mjs';

const KILLS = Number(process.env.OVERGANG_KILLS ?? 12);
/** Saving takes a few milliseconds; kills are spread over them and some more. */
const LONGEST = 30;
const EMMA = PEOPLE.young;
const world = story();

test('a tab killed at any moment of saving has the note once, stored or in the form', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  const came = { stored: 0, form: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const text = `Drab nummer ${kill}.`;
    const box = await openForm(mentor);
    await chip(mentor.page, 'Samtale').click();
    await box.fill(text);
    const after = (kill * 7) % LONGEST;
    await mentor.page.evaluate((pause) => {
      const save = [...document.querySelectorAll('button')].find((b) => b.textContent.includes('Gem notat'));
      save.click();
      return new Promise((done) => setTimeout(done, pause));
    }, after);
    await mentor.kill();

    await mentor.open();
    const kept = await (await openForm(mentor)).inputValue();
    await mentor.go('/app/unge');
    await openYoung(mentor, EMMA);
    const stored = await note(mentor, text).count();
    assert.equal(stored + (kept === text ? 1 : 0), 1, `${text} after ${after} ms: stored ${stored}, form "${kept}"`);
    came[stored ? 'stored' : 'form'] += 1;
    if (!stored) await save(mentor);
  }
  await world.server.run();
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, EMMA);
  const all = mentor.page.getByRole('button', { name: /Vis alle/ });
  if (await all.isVisible()) await all.click();
  for (let kill = 0; kill < KILLS; kill += 1) {
    assert.equal(await note(mentor, `Drab nummer ${kill}.`).count(), 1);
  }
  if (KILLS >= 100) console.log(came);
});

async function openForm(phone) {
  await phone.page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await phone.page.locator('.row-link').filter({ hasText: EMMA }).first().click();
  const box = phone.page.getByLabel('Hvad skete der?');
  await box.waitFor();
  return box;
}

/** Saves what the form still has. */
async function save(phone) {
  await openForm(phone);
  await phone.page.getByRole('button', { name: 'Gem notat' }).click();
  await phone.page.waitForURL((url) => !url.pathname.endsWith('/notat'));
}

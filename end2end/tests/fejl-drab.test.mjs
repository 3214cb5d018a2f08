// The tab is killed at any moment of saving: the note is stored, once, or the form still has it. How often
// is said by the variable OVERGANG_KILLS.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, note, openYoung } from '../pages/note.mjs';

const KILLS = Number(process.env.OVERGANG_KILLS ?? 4);
/** Saving takes a few milliseconds: the processor is slowed down, and kills are spread over what it takes then. */
const SLOWED = 20;
const LONGEST = 120;
const EMMA = PEOPLE.young;
const world = story();

test('a tab killed at any moment of saving has the note once, stored or in the form', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  const came = { stored: 0, form: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const text = `Drab nummer ${kill}.`;
    await mentor.go('/app/unge');
    const box = await openForm(mentor);
    await chip(mentor.page, 'Samtale').click();
    await box.fill(text);
    const after = (kill * 37) % LONGEST;
    await slowDown(mentor);
    const clicked = mentor.page.evaluate(() => {
      const save = [...document.querySelectorAll('button')].find((b) => b.textContent.includes('Gem notat'));
      save.click();
    });
    await Promise.race([clicked, pause(LONGEST)]);
    await pause(after);
    await Promise.all([mentor.kill(), clicked.catch(() => 'it was killed before it could answer')]);

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
  if (KILLS < 30) return;
  console.log(came);
  assert.ok(came.stored > 0 && came.form > 0, 'the kills do not meet the saving');
});

async function slowDown({ context, page }) {
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** From a page that is nobody's: on a person's page the form knows already whom it is about. */
async function openForm(phone) {
  await phone.page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await phone.page.locator('.row-link').filter({ hasText: EMMA }).first().click();
  const box = phone.page.getByLabel('Hvad skete der?');
  await box.waitFor();
  return box;
}

/** Saves what the form still has. */
async function save(phone) {
  await phone.go('/app/unge');
  await openForm(phone);
  await phone.page.getByRole('button', { name: 'Gem notat' }).click();
  await phone.page.waitForURL((url) => !url.pathname.endsWith('/notat'));
}

// What is typed: half a day, Enter in the middle of a form, marks that nobody sees, and what the server said no to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, day, story } from '../lib/story.mjs';
import { chip, note, openForm, openYoung, writeNote } from '../pages/note.mjs';

const world = story();
const EMMA = PEOPLE.young;

async function begin(mentor, text) {
  await openForm(mentor, EMMA);
  await chip(mentor.page, 'Samtale').click();
  await mentor.page.getByLabel('Hvad skete der?').fill(text);
}

const save = ({ page }) => page.getByRole('button', { name: 'Gem notat' }).click();
const gone = ({ page }) => page.waitForURL((url) => !url.pathname.endsWith('/notat'));

test('half a day is told at its field, and nothing is saved until it is whole or gone', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await begin(mentor, 'Med en halv dag');
  await page.getByLabel('Hvad er aftalt?').fill('Ring til far');
  const due = page.getByLabel('Hvornår?');
  await due.focus();
  // Day and month, in whichever order this browser has them, and no year.
  await page.keyboard.type('0911');
  await save(mentor);
  await page.locator('#frist-error').filter({ hasText: 'ikke hel' }).waitFor();
  assert.ok(page.url().endsWith('/notat'), 'it is still open');
  await due.fill('0026-09-15');
  await save(mentor);
  await page.locator('#frist-error').filter({ hasText: '0026' }).waitFor();
  await due.fill(day(3));
  await save(mentor);
  await gone(mentor);
  await openYoung(mentor, EMMA);
  assert.equal(await note(mentor, 'Med en halv dag').count(), 1);
});

test('what is chosen in a form stands, though the same phone saves something else meanwhile', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openYoung(mentor, EMMA);
  const emma = new URL(page.url()).pathname;
  const forms = ['/app/besoeg/nyt', `${emma}/notat`, `${emma}/samtykke/nyt`, `${emma}/snusepraktik`];
  const other = await mentor.tab();
  await world.server.stop();
  for (const [at, path] of forms.entries()) {
    await mentor.go(path);
    const first = page.locator('form.form label.chip').first();
    await first.click();
    await writeNote(other, { about: EMMA, text: `Imens ${path} stod åben` });
    await mentor.chip(`Offline · ${at + 1} gemt her`);
    assert.ok(await first.locator('input').isChecked(), path);
    await other.page.getByRole('link', { name: 'I dag', exact: true }).first().click();
  }
});

test('Enter in a field of a longer form moves on, and only the button sends', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await begin(mentor, 'Enter midt i det hele');
  const agreed = page.getByLabel('Hvad er aftalt?');
  await agreed.fill('Ring til skolen');
  await agreed.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'frist');
  await page.waitForTimeout(500);
  assert.ok(page.url().endsWith('/notat'), 'nothing was sent');
  await page.getByRole('button', { name: 'Gem notat' }).press('Enter');
  await gone(mentor);
});

test('minutes that show nothing are told at their field', async () => {
  const ambassador = await world.phone('ambassador');
  const { page } = ambassador;
  await ambassador.go('/app/besoeg/nyt');
  await page.locator('#organisation label.chip').first().click();
  await page.locator('#moedetype label.chip').first().click();
  await page.locator('#minutter').fill('\u200b');
  await page.getByRole('button', { name: 'Gem besøg' }).click();
  await page.locator('#form-faults a[href="#minutter"]').waitFor();
});

test('what comes along when a number is pasted is cleaned out', async () => {
  const mentor = await world.phone('mentor');
  await begin(mentor, 'Ring til far \u202d+45 12 34 56 78\u202c\u200b i dag');
  await save(mentor);
  await gone(mentor);
  await openYoung(mentor, EMMA);
  assert.equal(await note(mentor, 'Ring til far +45 12 34 56 78 i dag').count(), 1);
});

test('a note that the server said no to is put right in its form and sent again', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.clock.install({ time: new Date(Date.now() + 3 * 86_400_000) });
  await mentor.go('/app/');
  await begin(mentor, 'Skrevet med et ur, der går forkert');
  await save(mentor);
  await gone(mentor);
  await mentor.chip('1 kræver handling');
  await mentor.go('/app/synk');
  await page.getByRole('link', { name: 'Ret og send igen' }).click();
  assert.equal(await page.getByLabel('Hvad skete der?').inputValue(), 'Skrevet med et ur, der går forkert');
  await page.getByLabel('Dag', { exact: true }).fill(day(-1));
  await save(mentor);
  await gone(mentor);
  await mentor.chip('Synkroniseret');
  await mentor.go('/app/synk');
  assert.equal(await page.getByRole('link', { name: 'Ret og send igen' }).count(), 0);
});

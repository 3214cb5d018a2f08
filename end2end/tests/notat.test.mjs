// A mentor writes, corrects and ticks off with the server stopped; it all arrives when the server is back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, day, story } from '../lib/story.mjs';
import { chip, correctNote, expectState, note, openForm, openYoung, writeNote } from '../pages/note.mjs';

const world = story();
const EMMA = PEOPLE.young;
const TEXT = 'Talte om ny start efter jul. Æ, ø og å skal med.';
const AGREED = 'Ring til skolen sammen';

test('a note is written with no network, survives a cold start, and arrives', async () => {
  const mentor = await world.phone('mentor');
  const coordinator = await world.phone('coordinator');
  const young = await world.phone('young');
  await world.server.stop();

  const taps = await writeNote(mentor, { about: EMMA, text: TEXT, agreement: AGREED, due: day(3) });
  assert.ok(taps <= 4, `${taps} taps`);
  await openYoung(mentor, EMMA);
  await expectState(note(mentor, TEXT), 'Gemt på telefonen');
  await mentor.chip('Offline · 1 gemt her');

  await mentor.kill();
  await mentor.open();
  await openYoung(mentor, EMMA);
  await expectState(note(mentor, TEXT), 'Gemt på telefonen');

  await correctNote(mentor, TEXT, 'Talte om ny start efter sommer.');
  const corrected = note(mentor, 'Talte om ny start efter sommer.');
  assert.match(await corrected.locator('.note-first').innerText(), /ny start efter jul/);
  await mentor.page.getByRole('checkbox', { name: `Gjort: ${AGREED}` }).check({ force: true }).catch(() => {});
  await mentor.chip('Offline · 3 gemt her');

  await world.server.run();
  await mentor.chip('Synkroniseret');
  await expectState(corrected, 'Modtaget');

  await coordinator.chip('Synkroniseret');
  await openYoung(coordinator, EMMA);
  const there = note(coordinator, 'Talte om ny start efter sommer.');
  await there.waitFor({ timeout: 60_000 });
  assert.match(await there.locator('.note-first').innerText(), /ny start efter jul/);

  await young.page.getByText(AGREED).first().waitFor({ state: 'attached', timeout: 60_000 });
  assert.equal(await young.page.getByText('ny start efter').count(), 0, 'the journal is not the young person\'s');
});

test('online, a note is received at once and nothing waits', async () => {
  const mentor = await world.phone('mentor');
  await writeNote(mentor, { about: EMMA, kind: 'Telefon', text: 'Ringede kort.' });
  await openYoung(mentor, EMMA);
  await expectState(note(mentor, 'Ringede kort.'), 'Modtaget');
  await mentor.chip('Synkroniseret');
});

test('a form with something missing says what, and keeps what was typed', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await page.locator('.row-link').filter({ hasText: EMMA }).first().click();
  await page.getByLabel('Hvad skete der?').fill('Uden slags');
  await page.getByRole('button', { name: 'Gem notat' }).click();
  const summary = page.getByRole('alert');
  await summary.getByRole('link', { name: 'Vælg, hvad det var' }).waitFor();
  assert.equal(await page.getByLabel('Hvad skete der?').inputValue(), 'Uden slags');
});

test('a button tapped twice saves one note, and the second tap presses nothing on the page after', async () => {
  const mentor = await world.phone('mentor');
  for (const [time, gap] of [0, 40, 120].entries()) {
    await openForm(mentor, EMMA);
    await chip(mentor.page, 'Samtale').click();
    const text = `Dobbelt tryk ${time}`;
    await mentor.page.getByLabel('Hvad skete der?').fill(text);
    const save = await mentor.page.getByRole('button', { name: 'Gem notat' }).boundingBox();
    const spot = [save.x + save.width / 2, save.y + save.height / 2];
    await mentor.page.mouse.click(...spot);
    await mentor.page.waitForTimeout(gap);
    await mentor.page.mouse.click(...spot);
    await mentor.page.waitForTimeout(500);
    assert.equal(new URL(mentor.page.url()).pathname, '/app/', `after ${gap} ms`);
    await openYoung(mentor, EMMA);
    assert.equal(await note(mentor, text).count(), 1);
    await mentor.go('/app/');
  }
});

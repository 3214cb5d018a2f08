// An assignment ends while the mentor's phone is offline with an unsent note: the case leaves the phone, the
// note arrives all the same and says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { records, send } from '../lib/command.mjs';
import { segments } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { note, openForm, openYoung, writeNote } from '../pages/note.mjs';

const world = story();

test('access ends while offline: the folder is purged, the note is kept as written before the handover', async () => {
  const mentor = await world.phone('mentor');
  const coordinator = await world.phone('coordinator');
  const me = await mentor.page.evaluate(() => fetch('/api/me').then((answer) => answer.json()));
  const [young] = (await records(mentor, 'ung')).filter((ung) => ung.navn === PEOPLE.young);
  const assignment = (await records(mentor, 'tilknytning')).find(
    (held) => held.ung === young.id && `medarbejder:${held.medarbejder}` === me.person,
  );

  const ofYoung = (text) => text.startsWith(`{"folder":"journal:${young.id}"`) || text.includes(PEOPLE.young);
  assert.notEqual((await segments(mentor)).filter(ofYoung).length, 0, 'they are on the phone');

  await mentor.context.setOffline(true);
  await writeNote(mentor, { about: PEOPLE.young, text: 'Skrevet i tide' });
  await mentor.chip('Offline · 1 gemt her');
  await openForm(mentor, PEOPLE.young);
  await mentor.page.getByLabel('Hvad skete der?').fill('Halvt skrevet om i går');
  await new Promise((done) => setTimeout(done, 50));
  const reply = await send(coordinator, 'tilknytning.end.v1', {
    tilknytning: assignment.id, ung: young.id, until: Date.now(),
  });
  assert.equal(reply.receipts[0].outcome.is, 'applied');

  await mentor.context.setOffline(false);
  await mentor.page.getByText('Det, du var ved at skrive, kan ikke sendes herfra').waitFor({ timeout: 60_000 });
  await mentor.page.getByText('Halvt skrevet om i går').waitFor();
  await mentor.go('/app/');
  await mentor.chip('Synkroniseret');
  await mentor.page.getByRole('link', { name: 'Unge', exact: true }).first().click();
  await mentor.page.locator('.row-link').first().waitFor();
  assert.equal(await mentor.page.getByText(PEOPLE.young).count(), 0);
  assert.deepEqual((await segments(mentor)).filter(ofYoung), [], 'their folders are purged');

  await openYoung(coordinator, PEOPLE.young);
  const late = note(coordinator, 'Skrevet i tide');
  await late.waitFor({ timeout: 60_000 });
  assert.match(await late.innerText(), /Skrevet før overdragelsen/);
});

test('every word of a form whose person left the phone is shown, also one that was being sent again', async () => {
  const mentor = await world.phone('otherMentor');
  const coordinator = await world.phone('coordinator');
  const { page } = mentor;
  const me = await page.evaluate(() => fetch('/api/me').then((answer) => answer.json()));
  const helped = (await records(mentor, 'tilknytning')).filter((held) => `medarbejder:${held.medarbejder}` === me.person);
  const [young] = (await records(mentor, 'ung')).filter((ung) => helped.some((held) => held.ung === ung.id));
  await mentor.go(`/app/unge/${young.id}/notat`);
  await page.getByLabel('Hvad skete der?').fill('22 33 44 55');
  await page.getByLabel('Hvad er aftalt?').fill('selvmordstanker');
  await page.waitForTimeout(300);
  const reply = await send(coordinator, 'tilknytning.end.v1', {
    tilknytning: helped.find((held) => held.ung === young.id).id, ung: young.id, until: Date.now(),
  });
  assert.equal(reply.receipts[0].outcome.is, 'applied');
  await page.getByText('Det, du var ved at skrive, kan ikke sendes herfra').waitFor({ timeout: 60_000 });
  for (const words of ['22 33 44 55', 'selvmordstanker']) await page.getByText(words).waitFor();
});

// A tab is killed while somebody types, and between saving and sending: nothing typed is lost, nothing is
// made twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rewriteFirst } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, note, openForm as open, openYoung } from '../pages/note.mjs';

const world = story();

async function openForm(phone) {
  await open(phone, PEOPLE.young);
  return phone.page.getByLabel('Hvad skete der?');
}

test('a tab killed between keystrokes keeps what was typed, with no network', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  try {
    const box = await openForm(mentor);
    await chip(mentor.page, 'Skolebesøg').click();
    await box.pressSequentially('Mødte hende på gangen');
    await mentor.page.waitForTimeout(100);
    await mentor.kill();

    await mentor.open();
    const again = await openForm(mentor);
    assert.equal(await again.inputValue(), 'Mødte hende på gangen');
    assert.ok(await chip(mentor.page, 'Skolebesøg').locator('input').isChecked());
  } finally {
    await world.server.run();
  }
});

test('a tab killed right after saving has the note, once, and it is sent', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  const box = await openForm(mentor);
  await chip(mentor.page, 'Samtale').click();
  await box.fill('Kun én gang');
  const save = mentor.page.getByRole('button', { name: 'Gem notat' });
  await save.dblclick();
  await mentor.page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await mentor.kill();
  await world.server.run();

  await mentor.open();
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, PEOPLE.young);
  assert.equal(await note(mentor, 'Kun én gang').count(), 1);
});

test('a draft of another edition keeps what can be kept, shows the rest, and no key writes over it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  const box = await openForm(mentor);
  await chip(page, 'Samtale').click();
  await box.fill('Skrevet i en anden udgave');
  await page.getByLabel('Hvad er aftalt?').fill('Ringe på fredag');
  await page.waitForTimeout(300);
  await rewriteFirst(mentor, 'drafts', (text) => text
    .replace('"slags":"samtale"', '"slags":"hjemmebesoeg"')
    .replace(/"klokken":"[^"]*",?/, '"hensigt":"Et ord, som ingen kender",'));
  await mentor.kill();

  await mentor.open();
  const again = await openForm(mentor);
  assert.equal(await again.inputValue(), 'Skrevet i en anden udgave');
  assert.equal(await mentor.page.getByLabel('Hvad er aftalt?').inputValue(), 'Ringe på fredag');
  await again.press('End');
  await again.pressSequentially(' og skrevet videre');
  await mentor.page.waitForTimeout(300);
  await mentor.kill();

  await mentor.open();
  const third = await openForm(mentor);
  assert.equal(await third.inputValue(), 'Skrevet i en anden udgave og skrevet videre');
  const aside = mentor.page.locator('.alert').filter({ hasText: 'ikke kan læse helt' });
  for (const word of ['hjemmebesoeg', 'Et ord, som ingen kender']) await aside.getByText(word).waitFor();
  for (let tap = 1; tap <= 2; tap += 1) await aside.getByRole('button', { name: 'Fjern' }).click();
  await aside.waitFor({ state: 'detached' });
});

test('reload and cold start work with the browser itself offline', async () => {
  const mentor = await world.phone('mentor');
  await mentor.context.setOffline(true);
  await mentor.reload();
  await openYoung(mentor, PEOPLE.young);
  await mentor.kill();
  await mentor.open('/app/unge');
  await mentor.page.locator('.row-link').first().waitFor();
  await mentor.chip('Offline');
  await mentor.context.setOffline(false);
  await mentor.chip('Synkroniseret');
});

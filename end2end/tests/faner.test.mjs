// Two tabs of one phone, and two people on one phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PIN } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, note, openForm, openYoung, writeNote } from '../pages/note.mjs';

const world = story();

test('two tabs write at the same time: nothing is lost, nothing is doubled, both show it', async () => {
  const first = await world.phone('mentor');
  const second = await first.tab();
  await second.chip('Synkroniseret');
  await world.server.stop();
  await Promise.all([
    writeNote(first, { about: PEOPLE.young, text: 'Fra den første fane' }),
    writeNote(second, { about: PEOPLE.young, text: 'Fra den anden fane' }),
  ]);
  await world.server.run();
  for (const tab of [first, second]) {
    await tab.chip('Synkroniseret');
    await openYoung(tab, PEOPLE.young);
    for (const text of ['Fra den første fane', 'Fra den anden fane']) {
      await note(tab, text).first().waitFor();
      assert.equal(await note(tab, text).count(), 1, text);
    }
  }
});

test('another person on the same phone sees nothing of the first and sends nothing of theirs', async () => {
  const phone = await world.phone('mentor');
  await phone.context.setOffline(true);
  await writeNote(phone, { about: PEOPLE.young, text: 'Kun for mentor' });
  await phone.chip('Offline · 1 gemt her');
  await phone.context.setOffline(false);
  await phone.kill();

  await phone.open('/demo');
  await phone.signIn(PEOPLE.host.split(' ')[0]);
  await phone.choosePin('550912');
  await phone.chip('Synkroniseret');
  assert.equal(await phone.page.getByText('Kun for mentor').count(), 0);
  await phone.page.goto(`${world.server.url}/app/unge`);
  await phone.enterPin(PIN);
  await phone.page.getByText('Det var ikke den rigtige pinkode.').waitFor();
  await phone.enterPin('550912');
  await phone.page.locator('h1').first().waitFor();
  assert.equal(await phone.page.getByText('Prøvesen').count(), 0);

  await phone.go('/demo');
  await phone.signIn(PEOPLE.mentor.split(' ')[0]);
  await phone.enterPin(PIN);
  await phone.chip('Synkroniseret');
  await openYoung(phone, PEOPLE.young);
  assert.equal(await note(phone, 'Kun for mentor').count(), 1);
});

test('what two tabs made of one draft is stored as two notes, and the second is told before it goes on', async () => {
  const first = await world.phone('mentor');
  const { page } = first;
  await world.server.stop();
  await openForm(first, PEOPLE.young);
  await chip(page, 'Samtale').click();
  await page.getByLabel('Hvad skete der?').fill('Begyndelsen');
  await page.waitForTimeout(300);
  const second = await first.tab(new URL(page.url()).pathname);
  const box = second.page.getByLabel('Hvad skete der?');
  await box.waitFor();
  assert.equal(await box.inputValue(), 'Begyndelsen');

  await page.getByRole('button', { name: 'Gem notat' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await second.page.getByRole('alert').filter({ hasText: 'gemt fra et andet vindue' }).waitFor();
  await box.fill('Begyndelsen og mere');
  await second.page.getByRole('button', { name: 'Gem notat' }).click();
  await second.page.waitForURL((url) => !url.pathname.endsWith('/notat'));

  for (const tab of [first, second]) {
    await openYoung(tab, PEOPLE.young);
    await note(tab, 'Begyndelsen og mere').waitFor();
    assert.equal(await note(tab, 'Begyndelsen').count(), 2);
  }
  await second.go('/app/');
  await openForm(second, PEOPLE.young);
  assert.equal(await box.inputValue(), '', 'no draft comes back');
  await world.server.run();
  await first.chip('Synkroniseret');
});

test('a tab that did not hear of it saves its words all the same, and the very same words only once', async () => {
  const first = await world.phone('mentor');
  const { page } = first;
  await world.server.stop();
  await openForm(first, PEOPLE.young);
  await chip(page, 'Telefon').click();
  await page.getByLabel('Hvad skete der?').fill('Den samme tekst');
  await page.waitForTimeout(300);
  const path = new URL(page.url()).pathname;
  await first.context.addInitScript(deaf);
  const [longer, same] = [await first.tab(path), await first.tab(path)];
  for (const { page: other } of [longer, same]) await other.getByLabel('Hvad skete der?').waitFor();
  const save = ({ page: tab }) => tab.getByRole('button', { name: 'Gem notat' }).click();
  const left = ({ page: tab }) => tab.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await save(first);
  await left(first);
  await save(same);
  await left(same);
  await longer.page.getByLabel('Hvad skete der?').fill('Den samme tekst og mere');
  await save(longer);
  await left(longer);
  await first.reload();
  await openYoung(first, PEOPLE.young);
  await note(first, 'Den samme tekst og mere').waitFor();
  assert.equal(await note(first, 'Den samme tekst').count(), 2);
  await world.server.run();
  await first.chip('Synkroniseret');
});

test('each tab keeps its own words: no other tab writes over them, and none takes them along when it saves', async () => {
  const first = await world.phone('mentor');
  const box = ({ page }) => page.getByLabel('Hvad skete der?');
  await openForm(first, PEOPLE.young);
  await chip(first.page, 'Samtale').click();
  const path = new URL(first.page.url()).pathname;
  const second = await first.tab(path);
  await box(first).fill('Ord i den første');
  await box(second).fill('Andre ord i den anden');
  await second.page.waitForTimeout(300);
  await lock(first);
  assert.equal(await box(first).inputValue(), 'Ord i den første');

  const third = await first.tab(path);
  await box(third).press('End');
  assert.equal(await box(third).inputValue(), 'Andre ord i den anden', 'what was left, as far as it can tell');
  await box(third).pressSequentially(' og mere');
  await third.page.waitForTimeout(300);
  await chip(second.page, 'Samtale').click();
  await second.page.getByRole('button', { name: 'Gem notat' }).click();
  await second.page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await third.page.getByRole('alert').filter({ hasText: 'gemt fra et andet vindue' }).waitFor();
  await third.kill();
  await third.open(path);
  assert.equal(await box(third).inputValue(), 'Andre ord i den anden og mere');
});

test('a tab that was duplicated has words of its own', async () => {
  const first = await world.phone('mentor');
  const box = ({ page }) => page.getByLabel('Hvad skete der?');
  await openForm(first, PEOPLE.young);
  await box(first).fill('Ord i den første');
  await first.page.waitForTimeout(300);
  const [page] = await Promise.all([
    first.context.waitForEvent('page'), first.page.evaluate(() => { window.open(location.href); }),
  ]);
  const second = { page };
  await page.getByLabel('Pinkode', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Lås op' }).click();
  await box(second).fill('Andre ord i den anden');
  await page.waitForTimeout(300);
  await lock(first);
  assert.equal(await box(first).inputValue(), 'Ord i den første');
  await page.close();
});

test('beginning anew in one tab leaves the words of another as they are', async () => {
  const first = await world.phone('mentor');
  const box = ({ page }) => page.getByLabel('Hvad skete der?');
  await openForm(first, PEOPLE.young);
  await box(first).fill('Et langt og vigtigt notat');
  await first.page.waitForTimeout(300);
  const second = await first.tab(new URL(first.page.url()).pathname);
  assert.equal(await box(second).inputValue(), 'Et langt og vigtigt notat');
  await second.page.getByRole('button', { name: 'Begynd forfra' }).click();
  await second.page.waitForTimeout(500);
  await lock(first);
  assert.equal(await box(first).inputValue(), 'Et langt og vigtigt notat');
});

test('a correction put away in one tab is not told as stored in another, and stands there still', async () => {
  const first = await world.phone('mentor');
  const box = ({ page }) => page.getByLabel('Sådan skal der stå');
  await writeNote(first, { about: PEOPLE.young, text: 'Skal rettes' });
  await openYoung(first, PEOPLE.young);
  await note(first, 'Skal rettes').getByRole('link', { name: /Ret notatet/ }).click();
  await box(first).fill('En lang rettelse');
  await first.page.waitForTimeout(300);
  const path = new URL(first.page.url()).pathname;
  await first.reload();
  const second = await first.tab(path);
  assert.equal(await box(second).inputValue(), 'En lang rettelse');
  await first.page.getByRole('button', { name: 'Begynd forfra' }).click();
  const third = await first.tab();
  await writeNote(third, { about: PEOPLE.young, text: 'Noget andet' });
  await second.page.waitForTimeout(1_500);
  assert.equal(await second.page.getByText('gemt fra et andet vindue').count(), 0);
  await second.kill();
  await first.kill();
  await first.open(path);
  assert.equal(await box(first).inputValue(), 'En lang rettelse');
});

test('the list of schools enrols at the one that it shows, though another tab has enrolled meanwhile', async () => {
  const first = await world.phone('coordinator');
  await openYoung(first, PEOPLE.young);
  const second = await first.tab(new URL(first.page.url()).pathname);
  const schools = ({ page }) => page.locator('section[aria-labelledby="skole"]');
  for (const tab of [first, second]) await schools(tab).locator('summary').click();
  const list = schools(first).locator('select');
  await list.selectOption({ index: 2 });
  const shown = () => list.evaluate((select) => select.selectedOptions[0].textContent);
  const chosen = await shown();
  await schools(second).locator('select').selectOption({ index: 1 });
  await schools(second).getByRole('button', { name: 'Skriv ind' }).click();
  await list.locator('option').nth(3).waitFor({ state: 'attached' });
  await schools(first).locator('.rows li').nth(0).waitFor();
  assert.equal(await shown(), chosen);
  await schools(first).getByRole('button', { name: 'Skriv ind' }).click();
  await schools(first).locator('.rows').getByText(chosen).waitFor();
});

async function lock(tab) {
  await tab.page.getByRole('button', { name: 'Lås', exact: true }).click();
  await tab.enterPin();
  await tab.page.getByLabel('Hvad skete der?').waitFor();
}

/** What other tabs say is not heard in pages that are opened from now on. */
function deaf() {
  window.BroadcastChannel = class extends EventTarget {
    postMessage() {}
    close() {}
  };
}

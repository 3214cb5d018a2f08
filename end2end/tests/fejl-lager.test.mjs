// A phone that cannot store: full, or its database closed under the app. What was typed stays in the form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rewriteFirst } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, expectState, note, openYoung, writeNote } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const world = story();

test('a full phone says so, keeps the form, and stores when there is room', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await page.locator('.row-link').filter({ hasText: EMMA }).first().click();
  await chip(page, 'Samtale').click();
  const text = `Et langt notat. ${'Vi talte om det hele. '.repeat(200)}`;
  await page.getByLabel('Hvad skete der?').fill(text);
  await page.evaluate(runFull);
  await page.getByRole('button', { name: 'Gem notat' }).click();
  await page.getByRole('alert').filter({ hasText: 'fuld' }).first().waitFor();
  assert.equal(await page.getByLabel('Hvad skete der?').inputValue(), text);

  await page.evaluate(() => { window.full = false; });
  await page.getByRole('button', { name: 'Gem notat' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, EMMA);
  assert.equal(await note(mentor, 'Et langt notat.').count(), 1);
});

test('a database that is closed under the app is opened again', async () => {
  const mentor = await world.phone('mentor');
  // Another tab of a newer edition wants to upgrade: the app lets go, and the upgrade is not held up.
  const upgraded = await mentor.page.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter((found) => found.name.startsWith('overgang:'));
    return new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => { asked.result.close(); done(name); };
      asked.onerror = () => done(null);
    });
  });
  assert.ok(upgraded);
  await writeNote(mentor, { about: EMMA, text: 'Efter at basen var lukket.' });
  await mentor.chip('Synkroniseret');
});

test('a newer edition upgrades the tables in another tab: the old one goes on, and starts again', async () => {
  const mentor = await world.phone('mentor');
  const other = await mentor.tab();
  await other.page.evaluate(() => new Promise((done, failed) => {
    indexedDB.databases().then(([{ name, version }]) => {
      const asked = indexedDB.open(name, version + 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('newer');
      asked.onsuccess = () => { asked.result.onversionchange = () => asked.result.close(); done(); };
      asked.onerror = () => failed(asked.error);
      asked.onblocked = () => failed(new Error('the old tab holds it up'));
    });
  }));
  await other.kill();
  await world.server.stop();
  await writeNote(mentor, { about: EMMA, text: 'Fra den ældre udgave.' });
  await mentor.chip('1 gemt her');
  await mentor.kill();
  await mentor.open();
  await mentor.chip('1 gemt her');
  await world.server.run();
  await mentor.chip('Synkroniseret');
});

test('what a newer edition left in the outbox is held by an older server, and holds up nothing', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  await writeNote(mentor, { about: EMMA, text: 'Skrevet af en nyere udgave.' });
  await writeNote(mentor, { about: EMMA, text: 'Skrevet af denne udgave.' });
  await mentor.chip('2 gemt her');
  // Neither this app nor the server knows it.
  await rewriteFirst(mentor, 'outbox', (text) => text.replace('notat.write.v1', 'notat.write.v9'));
  await mentor.kill();
  await mentor.open();
  await mentor.chip('2 gemt her');
  await world.server.run();
  await mentor.chip('1 venter');
  await openYoung(mentor, EMMA);
  await expectState(note(mentor, 'Skrevet af denne udgave.'), 'Modtaget');
  assert.match(await mentor.chipText(), /1 venter/);
});

/** As a browser does when the disk is full: nothing is committed, and the transaction's error says why. */
function runFull() {
  window.full = true;
  const { commit } = IDBTransaction.prototype;
  IDBTransaction.prototype.commit = function commitUnlessFull() {
    if (!window.full) return commit.call(this);
    const error = new DOMException('no room', 'QuotaExceededError');
    Object.defineProperty(this, 'error', { get: () => error });
    return this.abort();
  };
}

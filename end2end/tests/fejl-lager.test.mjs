// A phone that cannot store: full, or its database closed under the app. What was typed stays in the form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rewriteFirst, runFull } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, expectState, note, openForm, openYoung, writeNote } from '../pages/note.mjs';

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

test('a database that the browser has lost, for all transactions of the open one, is opened anew', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openForm(mentor, EMMA);
  await chip(page, 'Samtale').click();
  await page.evaluate(lose);
  await page.getByLabel('Hvad skete der?').fill('Skrevet efter at basen gik tabt.');
  await page.waitForTimeout(300);
  await mentor.kill();
  await mentor.open();
  await openForm(mentor, EMMA);
  assert.equal(await mentor.page.getByLabel('Hvad skete der?').inputValue(), 'Skrevet efter at basen gik tabt.');
  await mentor.page.evaluate(lose);
  await mentor.page.getByRole('button', { name: 'Gem notat' }).click();
  await mentor.page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await mentor.chip('Synkroniseret');
});

test('a database that opens only at the second time does not keep the gate from standing', async () => {
  const mentor = await world.phone('mentor');
  await mentor.context.addInitScript(failOnce);
  await mentor.reload();
  await mentor.chip('Synkroniseret');
  assert.ok(await mentor.page.evaluate(() => window.failed));
});

test('a form says that it is not being kept as long as it is not, and a draft that cannot be read is not written over', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openForm(mentor, EMMA);
  const box = page.getByLabel('Hvad skete der?');
  await box.fill('Kommer i kladden.');
  await page.waitForTimeout(300);
  await page.evaluate(lose, { forEver: true });
  await box.fill('Kommer i kladden. Det her ikke.');
  const told = page.getByRole('alert').filter({ hasText: 'bliver ikke gemt undervejs' });
  await told.waitFor();
  assert.equal(await box.inputValue(), 'Kommer i kladden. Det her ikke.');
  await page.goBack();
  await page.goForward();
  await page.getByText('Kladden kan ikke hentes lige nu').waitFor();
  assert.equal(await box.count(), 0, 'nothing to type over it');
  await page.evaluate(() => window.found());
  await page.getByRole('button', { name: 'Prøv igen' }).click();
  assert.equal(await box.inputValue(), 'Kommer i kladden. Det her ikke.', 'it is still in this tab');
  await box.fill('Kommer i kladden. Det her også.');
  await page.waitForTimeout(300);
  assert.equal(await told.count(), 0);
});

test('a keystroke whose storing is tried again does not take the place of those after it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openForm(mentor, EMMA);
  const box = page.getByLabel('Hvad skete der?');
  await page.evaluate(failTwice);
  await box.focus();
  await page.keyboard.type('a');
  await page.waitForTimeout(100);
  await page.keyboard.type('bcdefghij', { delay: 20 });
  await page.waitForTimeout(1_500);
  await mentor.kill();
  await mentor.open();
  await openForm(mentor, EMMA);
  assert.equal(await mentor.page.getByLabel('Hvad skete der?').inputValue(), 'abcdefghij');
});

test('what the phone has no room for is not locked away: not by time, and not by a tap without a question', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.clock.install();
  await mentor.reload();
  await openForm(mentor, EMMA);
  const box = page.getByLabel('Hvad skete der?');
  await page.evaluate(runFull);
  await box.fill('Det her er der ikke plads til.');
  await page.getByRole('alert').filter({ hasText: 'bliver ikke gemt undervejs' }).waitFor();
  await page.clock.runFor('05:30');
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByText('Låser du, er det væk').waitFor();
  await page.getByRole('button', { name: 'Bliv her' }).click();
  assert.equal(await box.inputValue(), 'Det her er der ikke plads til.');
  await page.evaluate(() => { window.full = false; });
  await box.fill('Det her er der plads til igen.');
  await page.waitForTimeout(300);
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await mentor.enterPin();
  assert.equal(await box.inputValue(), 'Det her er der plads til igen.');
});

test('words that could not be stored are there when their form is opened again, and are stored when they can be', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  const box = page.getByLabel('Hvad skete der?');
  await openForm(mentor, EMMA);
  await page.evaluate(runFull);
  await box.fill('Det her er der ikke plads til.');
  await page.getByRole('alert').filter({ hasText: 'bliver ikke gemt undervejs' }).waitFor();
  await page.getByRole('link', { name: /^Luk/ }).click();
  await openForm(mentor, EMMA);
  assert.equal(await box.inputValue(), 'Det her er der ikke plads til.');
  await page.getByRole('link', { name: /^Luk/ }).click();
  await page.evaluate(() => { window.full = false; });
  await page.waitForTimeout(6_000);
  await mentor.kill();
  await mentor.open();
  await openForm(mentor, EMMA);
  assert.equal(await mentor.page.getByLabel('Hvad skete der?').inputValue(), 'Det her er der ikke plads til.');
});

test('a store that does not answer while one types is told, and so it is of a note that is to be saved', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openForm(mentor, EMMA);
  await chip(page, 'Samtale').click();
  await page.waitForTimeout(300);
  await page.evaluate(hold);
  const box = page.getByLabel('Hvad skete der?');
  await box.fill('Skrevet, mens lageret tav.');
  await page.getByRole('alert').filter({ hasText: 'bliver ikke gemt undervejs' }).waitFor();
  await page.getByRole('button', { name: 'Gem notat' }).click();
  await page.getByText('Telefonens lager svarer ikke').waitFor();
  await page.evaluate(() => { window.held = false; });
  await page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  await mentor.chip('Synkroniseret');
});

/** Something of the same origin keeps the tables of drafts and of what waits to itself. */
function hold() {
  window.held = true;
  return indexedDB.databases().then(async (all) => {
    for (const { name } of all) {
      const database = await new Promise((done) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => done(asked.result);
      });
      if (!database.objectStoreNames.contains('drafts')) continue;
      const drafts = database.transaction('drafts', 'readwrite').objectStore('drafts');
      const again = () => { if (window.held) drafts.get('').onsuccess = again; };
      again();
    }
  });
}

/** The first two tries of keeping a draft fail, later ones do not. */
function failTwice() {
  const { transaction } = IDBDatabase.prototype;
  let failing = 2;
  IDBDatabase.prototype.transaction = function failed(...args) {
    if (args[1] === 'readwrite' && [args[0]].flat().includes('drafts') && failing > 0) {
      failing -= 1;
      throw new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError');
    }
    return transaction.apply(this, args);
  };
}

/** As Safari does after sleep: the open database answers nothing until it is opened anew, or never. */
function lose({ forEver = false } = {}) {
  const { transaction } = IDBDatabase.prototype;
  const { open } = IDBFactory.prototype;
  window.found = () => {
    IDBDatabase.prototype.transaction = transaction;
    IDBFactory.prototype.open = open;
  };
  IDBDatabase.prototype.transaction = function lost() {
    throw new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError');
  };
  IDBFactory.prototype.open = function openAnew(...args) {
    if (!forEver) window.found();
    return open.apply(this, args);
  };
}

/** The first opening of a database fails. */
function failOnce() {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function failing(...args) {
    IDBFactory.prototype.open = open;
    window.failed = true;
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  };
}

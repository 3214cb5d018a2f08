// A new edition of the app: offered, never forced, whole or not at all; and the way back to no app at all.
import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { Edition } from '../lib/edition.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { note, openYoung, writeNote } from '../pages/note.mjs';

const edition = new Edition();
const world = story({ site: edition.folder });
after(() => edition.end());
afterEach(() => edition.whole());

test('an update is offered while a form is open, and what was typed is there after it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  const box = await openForm(mentor);
  await box.fill('Midt i en sætning');
  const before = await inCharge(page);
  edition.next();
  assert.equal(await lookForUpdate(page), 'installed');
  await page.getByText('Du kan skifte, når du er færdig med at skrive.').waitFor();
  assert.equal(await box.inputValue(), 'Midt i en sætning', 'nothing is forced');
  assert.equal(await inCharge(page), before);

  await mentor.go('/app/');
  await switchOver(mentor);
  assert.equal(await (await openForm(mentor)).inputValue(), 'Midt i en sætning');
  assert.equal(await inCharge(page), edition.build);
  assert.equal(await page.locator('link[rel=stylesheet]').getAttribute('href'), edition.css);
});

test('notes that wait survive an update and are sent by the new edition', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await world.server.stop();
  await writeNote(mentor, { about: PEOPLE.young, text: 'Skrevet før den nye udgave.' });
  await mentor.chip('Offline · 1 gemt her');
  await page.route('**/api/exchange', (route) => route.abort());
  await world.server.run();
  edition.next();
  await lookForUpdate(page);
  await switchOver(mentor);
  await mentor.chip('1 gemt her');
  await page.unroute('**/api/exchange');
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, PEOPLE.young);
  assert.equal(await note(mentor, 'Skrevet før den nye udgave.').count(), 1);
});

test('a server that is only half updated leaves the phone on its whole old edition', async () => {
  const mentor = await world.phone('mentor');
  const before = await inCharge(mentor.page);
  edition.next({ half: true });
  assert.equal(await lookForUpdate(mentor.page), 'redundant');
  assert.equal(await inCharge(mentor.page), before);
  await world.server.stop();
  await mentor.reload();
  await mentor.page.getByRole('link', { name: 'Notat', exact: true }).first().waitFor();
});

test('the kill switch takes the service worker away and leaves what was written', async () => {
  edition.next();
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await (await openForm(mentor)).fill('Ligger stadig her');
  edition.kill();
  // A start comes from the old worker and looks for a newer one; the next one comes from the network.
  for (let start = 0; !(await isGone(page)); start += 1) {
    assert.ok(start < 10, 'the worker is still there');
    // Rarely a start hangs on the worker that is just leaving; whoever sees that begins it again.
    await page.goto(`${world.server.url}/app/`, { timeout: 8_000 }).catch(() => {});
    await page.waitForTimeout(4000);
  }
  await mentor.go('/app/');
  assert.equal(await (await openForm(mentor)).inputValue(), 'Ligger stadig her');
});

async function openForm(phone) {
  await phone.page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await phone.page.locator('.row-link').filter({ hasText: PEOPLE.young }).first().click();
  return phone.page.getByLabel('Hvad skete der?');
}

async function switchOver(phone) {
  const { page } = phone;
  const loaded = page.waitForEvent('load');
  await Promise.all([loaded, page.getByRole('button', { name: 'Skift til den nye udgave' }).click()]);
  await phone.unlock();
}

/** Which build's service worker answers for the page. */
function inCharge(page) {
  return page.evaluate(() => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data.build);
    navigator.serviceWorker.controller.postMessage({ type: 'version' }, [port2]);
  }));
}

/** Whether neither a service worker nor anything it has kept is left. */
function isGone(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/app/');
    return !registration && (await caches.keys()).length === 0;
  });
}

/** Looks for a new edition as the browser does now and then. Returns what became of it. */
function lookForUpdate(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/app/');
    const found = new Promise((done) => {
      registration.addEventListener('updatefound', () => done(registration.installing), { once: true });
    });
    await registration.update();
    const worker = await found;
    return new Promise((done) => {
      const look = () => ['installed', 'redundant'].includes(worker.state) && done(worker.state);
      worker.addEventListener('statechange', look);
      look();
    });
  });
}

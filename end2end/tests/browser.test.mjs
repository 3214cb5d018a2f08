// Browsers that lack something. What the app cannot do without is told in words, at once and in both languages; without
// the rest it works.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Phone } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { note, openYoung, writeNote } from '../pages/note.mjs';

const world = story();

const NEEDED = {
  'WebAssembly SIMD': () => { WebAssembly.validate = () => false; },
  IndexedDB: () => { Object.defineProperty(window, 'indexedDB', { value: undefined }); },
  'crypto.getRandomValues': () => { delete Crypto.prototype.getRandomValues; },
  modules: () => { delete HTMLScriptElement.prototype.noModule; },
};

for (const [name, takeAway] of Object.entries(NEEDED)) {
  test(`a browser without ${name} is told that it is too old, and what to do`, async () => {
    const { context } = await without(takeAway);
    const page = await context.newPage();
    await page.goto(`${world.server.url}/app/`);
    await page.getByRole('heading', { name: 'Browseren er for gammel til Overgang' }).waitFor();
    await page.getByRole('heading', { name: 'This browser is too old for Overgang' }).waitFor();
    assert.equal(await page.locator('code').innerText(), name);
    assert.equal(await page.getByText('Åbner …').count(), 0);
  });
}

test('without locks, channels, a line from the server, workers and a promise to keep, a note is written and sent', async () => {
  const mentor = await without(() => {
    for (const name of ['BroadcastChannel', 'EventSource', 'FinalizationRegistry']) delete window[name];
    for (const name of ['locks', 'serviceWorker', 'storage']) delete Navigator.prototype[name];
  });
  await mentor.open('/demo');
  await mentor.signIn(PEOPLE.mentor.split(' ')[0]);
  await mentor.choosePin();
  await mentor.chip('Synkroniseret');
  await writeNote(mentor, { about: PEOPLE.young, text: 'Fra en ældre browser' });
  await mentor.chip('Synkroniseret');
  await openYoung(mentor, PEOPLE.young);
  assert.equal(await note(mentor, 'Fra en ældre browser').count(), 1);
  assert.deepEqual(mentor.faults, []);
});

/** A phone from whose pages something is taken before they start. */
async function without(takeAway) {
  const context = await world.browser.newContext({ locale: 'da-DK', timezoneId: 'Europe/Copenhagen' });
  await context.addInitScript(takeAway);
  const phone = new Phone(context, world.server);
  world.phones.push(phone);
  return phone;
}

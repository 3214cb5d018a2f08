// Whether the app opens on this phone with no network: said only where it does, and where it does not, why.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Edition } from '../lib/edition.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { expectState, note, openYoung, writeNote } from '../pages/note.mjs';

const NOT_OFFLINE = 'Appen kan ikke åbnes uden net på denne telefon endnu.';
const edition = new Edition();
const world = story({ site: edition.folder });
after(() => edition.end());

test('a page that is changed on its way is told of, until the app is whole on the phone', async () => {
  const page = edition.read('app/index.html');
  edition.write('app/index.html', `${page}<!-- a filter was here -->`);
  const mentor = await world.phone('mentor', { upTo: 'pin' });
  await mentor.choosePin();
  await mentor.chip('Synkroniseret');
  await mentor.page.getByText(NOT_OFFLINE).waitFor();
  await mentor.page.getByRole('link', { name: 'Se hvorfor' }).click();
  await mentor.page.getByText('Noget mellem telefonen og serveren ændrer appen').waitFor();
  await offline(mentor.page, 'Nej');

  edition.write('app/index.html', page);
  await mentor.reload();
  await mentor.page.locator('.sync').first().click();
  await offline(mentor.page, 'Ja');
  assert.equal(await mentor.page.getByText(NOT_OFFLINE).count(), 0);
  await world.server.stop();
  await mentor.reload();
  await mentor.page.getByRole('link', { name: 'Notat', exact: true }).first().waitFor();
});

test('a browser that keeps no app says so', async () => {
  const mentor = await world.phone('mentor');
  await mentor.page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
  await mentor.reload();
  await mentor.page.getByText(NOT_OFFLINE).waitFor();
  await mentor.page.getByRole('link', { name: 'Se hvorfor' }).click();
  await mentor.page.getByText('Browseren kan ikke gemme selve appen').waitFor();
});

for (const [what, register] of [
  ['throws', () => { throw new Error('an extension was here'); }],
  ['answers with nothing', () => Promise.resolve(undefined)],
]) {
  test(`a browser whose way to keep the app ${what} says so, and the app runs`, async () => {
    const mentor = await world.phone('mentor');
    await mentor.page.addInitScript(`ServiceWorkerContainer.prototype.register = ${register}`);
    await mentor.page.addInitScript(() => Object.defineProperty(ServiceWorkerContainer.prototype, 'controller', { value: null }));
    await mentor.reload();
    await mentor.page.getByText(NOT_OFFLINE).waitFor();
    await mentor.page.getByRole('link', { name: 'Notat', exact: true }).first().waitFor();
  });
}

test('a browser without the newer means sends all the same', async () => {
  const mentor = await world.phone('mentor');
  await mentor.page.addInitScript(() => {
    delete AbortSignal.timeout;
    delete window.CompressionStream;
    delete window.BroadcastChannel;
    delete Navigator.prototype.locks;
  });
  await mentor.reload();
  const text = `Uden hjælpemidler. ${'ord '.repeat(1_000)}`;
  await writeNote(mentor, { about: PEOPLE.young, text });
  await openYoung(mentor, PEOPLE.young);
  await expectState(note(mentor, 'Uden hjælpemidler.'), 'Modtaget');
});

/** What Synk says of opening with no network. */
async function offline(page, word) {
  await page.locator('dt', { hasText: 'Kan åbnes uden net' }).locator('xpath=following-sibling::dd').filter({ hasText: word }).waitFor();
}

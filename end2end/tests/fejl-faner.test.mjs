// The tab that exchanges is closed, reloaded or frozen in the middle of it: another takes over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { note, openYoung, writeNote } from '../pages/note.mjs';

const EXCHANGE = '**/api/exchange';
const EMMA = PEOPLE.young;
const world = story();

/** A phone with two tabs, of which the first is in the middle of sending a note. */
async function sending(text, { stored }) {
  const first = await world.phone('mentor');
  const second = await first.tab();
  await second.chip('Synkroniseret');
  const begun = new Promise((done) => {
    first.page.route(EXCHANGE, async (route) => {
      if (stored) await route.fetch();
      done();
    });
  });
  await second.page.route(EXCHANGE, (route) => route.abort());
  await writeNote(first, { about: EMMA, text });
  await within(60_000, begun, 'the first tab sent nothing');
  await second.page.unroute(EXCHANGE);
  return [first, second];
}

/** What never comes fails by name, and not with the file's patience. */
async function within(milliseconds, event, otherwise) {
  const late = AbortSignal.timeout(milliseconds);
  const never = new Promise((_, fail) => {
    late.addEventListener('abort', () => fail(new Error(otherwise)));
  });
  await Promise.race([event, never]);
}

async function expectOnce(tab, text) {
  await tab.chip('Synkroniseret', 100_000);
  await tab.go('/app/unge');
  await openYoung(tab, EMMA);
  await note(tab, text).first().waitFor();
  assert.equal(await note(tab, text).count(), 1);
}

test('closed in the middle of an exchange, the other tab sends what waits', async () => {
  const [first, second] = await sending('Lukket midt i.', { stored: false });
  await first.kill();
  await expectOnce(second, 'Lukket midt i.');
});

test('reloaded after the server has stored, nothing is made twice', async () => {
  const [first] = await sending('Genindlæst midt i.', { stored: true });
  await first.page.unroute(EXCHANGE);
  await first.reload();
  await expectOnce(first, 'Genindlæst midt i.');
});

test('frozen in the middle of an exchange, the other tab takes the lock after a while', async () => {
  const [first, second] = await sending('Frosset midt i.', { stored: true });
  const devtools = await first.context.newCDPSession(first.page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expectOnce(second, 'Frosset midt i.');
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await first.page.unroute(EXCHANGE);
  await expectOnce(first, 'Frosset midt i.');
});

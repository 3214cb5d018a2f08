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

/** What other tabs say is not heard in pages that are opened from now on. */
function deaf() {
  window.BroadcastChannel = class extends EventTarget {
    postMessage() {}
    close() {}
  };
}

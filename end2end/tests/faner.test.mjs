// Two tabs of one phone, and two people on one phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PIN } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { note, openYoung, writeNote } from '../pages/note.mjs';

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

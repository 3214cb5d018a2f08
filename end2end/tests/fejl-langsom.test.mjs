// A line that carries three kilobytes a second: a full outbox and a first copy get through, where half a minute in all
// would not be enough.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { records } from '../lib/command.mjs';
import { Phone } from '../lib/phone.mjs';
import { SlowLine } from '../lib/slow.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { writeNote } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const NOTES = 12;
const world = story();
let line;

after(() => line?.close());

/** A phone on the line, while it is still good, before a PIN is chosen. The worker holds the app. */
async function onTheLine(who) {
  line ??= await SlowLine.to(world.server);
  line.be(Infinity, 0);
  const phone = await Phone.of(world.browser, line, PEOPLE[who].split(' ')[0], { upTo: 'pin' });
  world.phones.push(phone);
  await phone.page.evaluate(() => navigator.serviceWorker.ready);
  return phone;
}

/** Words that hardly get shorter by packing: eight thousand letters. */
function long(number) {
  const word = () => Math.random().toString(36).slice(2);
  let text = `Nummer ${number}:`;
  while (text.length < 8_000) text += ` ${word()}`;
  return text;
}

test('a full outbox gets through a line that is slow, and its length is seen to fall', async () => {
  const mentor = await onTheLine('mentor');
  await mentor.choosePin();
  await mentor.ready();
  await mentor.context.setOffline(true);
  for (let number = 1; number <= NOTES; number += 1) await writeNote(mentor, { about: EMMA, text: long(number) });
  await mentor.chip(`Offline · ${NOTES} gemt her`);
  line.be(3_000, 800);
  await mentor.context.setOffline(false);
  await mentor.chip('Synkroniseret', 110_000);
  line.be(Infinity, 0);
  const stored = (await records(mentor, 'notat')).filter((one) => JSON.stringify(one).includes('Nummer '));
  assert.equal(stored.length, NOTES);
});

test('a first copy comes down a line that is slow', async () => {
  const coordinator = await onTheLine('coordinator');
  line.be(2_500, 800);
  await coordinator.choosePin();
  await coordinator.chip('Synkroniseret', 110_000);
  assert.ok(line.carried.down > 50_000, 'it would have come in time anyway');
});

// The line on which the server calls: one a browser profile, however many tabs there are, and passed on by a proxy that
// nobody has set up for it.
import { after, test } from 'node:test';
import { Nginx } from '../lib/nginx.mjs';
import { Phone } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { expectState, note, openYoung, writeNote } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const world = story();
let nginx;

after(() => nginx?.end());

test('seven tabs of one phone leave room for what is written in any of them', async () => {
  const first = await world.phone('mentor');
  const tabs = [first];
  while (tabs.length < 7) tabs.push(await first.tab());
  const last = tabs.at(-1);
  await last.chip('Synkroniseret');
  await writeNote(last, { about: EMMA, text: 'Fra den syvende fane.' });
  await openYoung(last, EMMA);
  await expectState(note(last, 'Fra den syvende fane.'), 'Modtaget');
  await openYoung(first, EMMA);
  await note(first, 'Fra den syvende fane.').first().waitFor();
});

test('when the tab that holds the line is closed, another hears the server', async () => {
  const first = await world.phone('coordinator');
  const second = await first.tab();
  await second.chip('Synkroniseret');
  await first.kill();
  await openYoung(second, EMMA);
  const mentor = await world.phone('mentor');
  await writeNote(mentor, { about: EMMA, text: 'Efter den første fane.' });
  await note(second, 'Efter den første fane.').first().waitFor({ timeout: 20_000 });
});

test('through an nginx with its defaults a change is seen at once', async () => {
  nginx = await Nginx.before(world.server);
  const phones = [];
  for (const who of ['mentor', 'coordinator']) {
    const phone = await Phone.of(world.browser, nginx, PEOPLE[who].split(' ')[0]);
    world.phones.push(phone);
    phones.push(phone);
  }
  const [mentor, coordinator] = phones;
  await openYoung(coordinator, EMMA);
  await writeNote(mentor, { about: EMMA, text: 'Gennem en proxy.' });
  await mentor.chip('Synkroniseret');
  await note(coordinator, 'Gennem en proxy.').first().waitFor({ timeout: 10_000 });
});

test('a line that a proxy cuts is opened again', async () => {
  nginx ??= await Nginx.before(world.server);
  const coordinator = await Phone.of(world.browser, nginx, PEOPLE.coordinator.split(' ')[0]);
  world.phones.push(coordinator);
  await openYoung(coordinator, EMMA);
  await nginx.end();
  nginx = await Nginx.before(world.server, nginx.port);
  const mentor = await world.phone('mentor');
  await writeNote(mentor, { about: EMMA, text: 'Efter at proxyen gik.' });
  await note(coordinator, 'Efter at proxyen gik.').first().waitFor({ timeout: 40_000 });
});

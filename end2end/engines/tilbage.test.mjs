// "Back" shows nothing that was left, signed out or another's: WebKit keeps whole pages and brings them back as they were.
import assert from 'node:assert/strict';
import { engines } from '../lib/engines.mjs';
import { PEOPLE } from '../lib/story.mjs';
import { BOX, openForm, openYoung } from './steps.mjs';

const EMMA = PEOPLE.young;

engines((world) => {
  world.story('no "back" leads to an open page: not after leaving it, nor signing out, nor another’s sign-in', async () => {
    const phone = await world.phone('mentor');
    await openForm(phone, EMMA);
    await phone.type(BOX, 'Midt i en sætning');
    await phone.session.go(`${world.server.url}/`);
    await phone.session.back();
    await phone.sees('h1', 'skriv din pinkode');
    await nobodyIsNamed(phone);
    await phone.unlock();
    await phone.sees('label', BOX);
    assert.equal(await phone.value(BOX), 'Midt i en sætning');

    await phone.go('/app/');
    await openYoung(phone, EMMA);
    await phone.tap('a', 'Mere');
    await phone.tap('button', 'Log ud');
    await phone.tap('button', 'Ja, log ud');
    await phone.until('leave the app', () => !location.pathname.startsWith('/app/mere'));
    await backAndBack(phone);

    await phone.signIn('mentor');
    await phone.unlock();
    await openYoung(phone, EMMA);
    await phone.signIn('host');
    await phone.sees('button', 'Gem pinkoden');
    await backAndBack(phone);
  });
});

async function backAndBack(phone) {
  for (let steps = 0; steps < 3; steps += 1) {
    await phone.session.back();
    await phone.settles();
    await nobodyIsNamed(phone);
  }
}

/** The demo's own page names everybody; no other may. */
async function nobodyIsNamed(phone) {
  const text = await phone.path() === '/demo' ? '' : await phone.text();
  assert.ok(!/Emma|Prøvesen/.test(text), text);
}

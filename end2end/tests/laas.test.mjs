// What lies on a phone is locked: it says nothing to a thief, opens with the PIN and no network, and whoever forgot
// the PIN signs in anew and finds everything there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PIN } from '../lib/phone.mjs';
import { dump, segments } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { signInAnew, wrongUntilItIsGone } from '../pages/gate.mjs';
import { note, openForm, openYoung, writeNote } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const CANARY = 'Kanariefuglen sang i Hurup';
const world = story();

test('nothing on the phone tells of anybody without the PIN, in any storage', async () => {
  const mentor = await world.phone('mentor');
  await writeNote(mentor, { about: EMMA, text: CANARY });
  await mentor.chip('Synkroniseret');
  await world.server.stop();
  await writeNote(mentor, { about: EMMA, text: `${CANARY} igen` });
  await mentor.page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await mentor.page.locator('.row-link').filter({ hasText: EMMA }).first().click();
  await mentor.page.getByLabel('Hvad skete der?').fill(`${CANARY} i en kladde`);
  await mentor.chip('1 gemt her');

  const words = ['Kanariefugl', 'Emma', 'Prøvesen', 'Demosen'];
  const found = [];
  for (const { table, key, value } of await dump(mentor)) {
    const text = `${key} ${Buffer.from(value).toString('utf8')}`;
    found.push(...words.filter((word) => text.includes(word)).map((word) => `${table}: ${word}`));
  }
  const rest = await mentor.page.evaluate(elsewhere);
  found.push(...words.filter((word) => rest.includes(word)));
  assert.deepEqual(found, []);
  const opened = (await segments(mentor)).join();
  assert.ok(opened.includes(CANARY) && opened.includes('Emma'), 'with the PIN it does');
});

test('a locked phone opens with the PIN and no network, on the page that was asked for', async () => {
  const mentor = await world.phone('mentor');
  await world.server.stop();
  await writeNote(mentor, { about: EMMA, text: 'Skrevet før låsen' });
  await mentor.chip('1 gemt her');
  await openYoung(mentor, EMMA);
  const { page } = mentor;
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByText('1 ting på telefonen er ikke sendt endnu').waitFor();
  assert.equal(await page.getByText(EMMA).count(), 0, 'nobody is named');
  await mentor.enterPin('111111');
  await page.getByText('Det var ikke den rigtige pinkode.').waitFor();
  await mentor.enterPin(PIN);
  await note(mentor, 'Skrevet før låsen').waitFor();
  await mentor.chip('1 gemt her');
});

test('ten wrong PINs close it and lose nothing: signing in anew leads to a new PIN and all that was there', async () => {
  const mentor = await world.phone('mentor');
  await mentor.context.setOffline(true);
  await writeNote(mentor, { about: EMMA, text: 'Må ikke gå tabt' });
  await mentor.chip('1 gemt her');
  const { page } = mentor;
  await page.clock.install();
  await page.reload();
  await wrongUntilItIsGone(mentor);
  await page.getByText('1 ting på telefonen er ikke sendt endnu').waitFor();

  await signInAnew(mentor, 'mentor', '550912');
  await openYoung(mentor, EMMA);
  assert.equal(await note(mentor, 'Må ikke gå tabt').count(), 1);
});

test('with nobody there for five minutes the app locks itself, and the draft is kept', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.clock.install();
  await mentor.reload();
  await page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await page.locator('.row-link').filter({ hasText: EMMA }).first().click();
  await page.getByLabel('Hvad skete der?').fill('Midt i en sætning');
  await page.clock.fastForward('04:00');
  await page.keyboard.press('Shift');
  await page.clock.fastForward('04:00');
  assert.equal(await page.getByLabel('Hvad skete der?').inputValue(), 'Midt i en sætning', 'somebody was there');
  await page.clock.fastForward('07:00');
  await mentor.enterPin();
  await page.getByLabel('Hvad skete der?').waitFor();
  assert.equal(await page.getByLabel('Hvad skete der?').inputValue(), 'Midt i en sætning');
});

test('whoever dictates or reads is there; whoever is not is warned, and comes back to the same place', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.clock.install();
  await mentor.reload();
  await openForm(mentor, EMMA);
  const box = page.getByLabel('Hvad skete der?');
  await box.fill('Midt i en sætning');
  await page.clock.runFor('01:00');
  for (const sign of ['input', 'compositionupdate', 'wheel', 'touchmove', 'scroll']) {
    await page.clock.runFor('03:00');
    await box.dispatchEvent(sign);
    await page.clock.runFor('01:30');
    assert.equal(await box.inputValue(), 'Midt i en sætning', sign);
  }
  await box.evaluate((area) => { area.focus(); area.setSelectionRange(5, 5); });
  const warning = page.getByRole('alert').filter({ hasText: 'låser om 20 sekunder' });
  await page.clock.runFor('03:15');
  await page.getByRole('button', { name: 'Fortsæt' }).click();
  await warning.waitFor({ state: 'detached' });
  await page.clock.runFor('04:00');
  assert.equal(await box.inputValue(), 'Midt i en sætning', 'one tap is answer enough');
  await box.focus();
  const down = await page.evaluate(() => { window.scrollTo(0, 120); return window.scrollY; });
  await page.waitForTimeout(300);
  await page.clock.runFor('05:10');
  await mentor.enterPin();
  await page.waitForFunction(() => document.activeElement?.id === 'tekst');
  const [caret, now] = await box.evaluate((area) => [area.selectionStart, window.scrollY]);
  assert.deepEqual([caret, now], [5, down]);
});

test('a clock that was wrong once lets go of nothing, says so, and the phone opens when it is right', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await world.server.stop();
  await writeNote(mentor, { about: EMMA, text: 'Skrevet ved et rigtigt ur' });
  await mentor.chip('1 gemt her');
  const at = async (days) => {
    await page.clock.setFixedTime(Date.now() + days * 86_400_000);
    await page.reload();
  };
  await at(-2);
  await mentor.enterPin();
  await page.getByText('Telefonens ur ser ud til at gå forkert').waitFor();
  await at(400);
  await page.getByLabel('Pinkode', { exact: true }).waitFor();
  await at(3);
  await mentor.enterPin();
  await mentor.chip('1 gemt her');
  await at(0);
  await mentor.enterPin();
  await mentor.chip('1 gemt her');
  // Whoever tried after fourteen days does not get in by putting the clock back.
  await at(15);
  await mentor.enterPin();
  await page.getByText('Telefonen har været længe uden kontakt').waitFor();
  await at(0);
  await mentor.enterPin();
  await page.getByText('Telefonen har været længe uden kontakt').waitFor();
  await page.clock.setSystemTime(Date.now());
  await world.server.run();
  await mentor.enterPin();
  await mentor.chip('Synkroniseret');
});

test('unsent work goes to another phone in a locked file, and stands there once', async () => {
  const [old, fresh] = [await world.phone('mentor'), await world.phone('mentor')];
  await old.context.setOffline(true);
  await writeNote(old, { about: EMMA, text: 'Taget med i en fil' });
  await old.page.locator('.sync').first().click();
  const download = old.page.waitForEvent('download');
  await old.page.getByRole('button', { name: 'Gem i en fil' }).click();
  const file = await (await download).path();
  const code = await old.page.locator('.parcel-code').innerText();
  assert.ok(!readFileSync(file).includes('Taget med'), 'it says nothing without its code');

  await fresh.page.locator('.sync').first().click();
  await fresh.page.getByText('Hent fra en fil').click();
  await fresh.page.getByLabel('Filen', { exact: true }).setInputFiles(file);
  await fresh.page.getByLabel('Koden til filen').fill('ABCDE-23456');
  await fresh.page.getByRole('button', { name: 'Hent ind' }).click();
  await fresh.page.getByText('Koden passer ikke til filen').waitFor();
  await fresh.page.getByLabel('Koden til filen').fill(code.toLowerCase());
  await fresh.page.getByRole('button', { name: 'Hent ind' }).click();
  await fresh.page.getByText('1 ny ting er hentet ind').waitFor();
  await fresh.chip('Synkroniseret');
  await old.context.setOffline(false);
  await old.chip('Synkroniseret');
  await openYoung(old, EMMA);
  await note(old, 'Taget med i en fil').first().waitFor();
  assert.equal(await note(old, 'Taget med i en fil').count(), 1);
});

test('after five wrong PINs the gate waits a minute, and opens by itself when it is over', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.clock.install();
  await page.reload();
  for (let wrong = 0; wrong < 5; wrong += 1) {
    await mentor.enterPin('000111');
    await page.getByText('Det var ikke den rigtige pinkode.').or(page.getByText('Vent lidt')).first().waitFor();
  }
  await page.getByText('Vent lidt').first().waitFor();
  assert.equal(await page.getByLabel('Pinkode', { exact: true }).count(), 0);
  await page.clock.fastForward(70_000);
  await mentor.enterPin();
  await page.getByRole('link', { name: 'Notat', exact: true }).first().waitFor();
});

test('a PIN that everybody would try is not taken, nor two that differ', async () => {
  const mentor = await world.phone('mentor', { upTo: 'pin' });
  const { page } = mentor;
  await mentor.choosePin('123456');
  await page.getByText('Den er for let at gætte').waitFor();
  await page.getByLabel('Pinkode', { exact: true }).fill(`\u202d${PIN}\u202c`);
  await page.getByLabel('Pinkode', { exact: true }).press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'pin-again');
  await page.getByRole('button', { name: 'Gem pinkoden' }).click();
  await page.getByText('De to er ikke ens').waitFor();
  await mentor.choosePin();
  await mentor.chip('Synkroniseret');
});

/** What the page's origin keeps beside its databases. */
async function elsewhere() {
  const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      texts.push(request.url);
      if (!/wasm|font/.test(response.headers.get('content-type') ?? '')) texts.push(await response.text());
    }
  }
  return texts.join();
}

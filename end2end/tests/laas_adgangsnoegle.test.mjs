// Finger or face beside the PIN: switched on by whoever knows the PIN, one touch with no network, and of no use
// wherever the PIN is not. The authenticator is Chromium's own virtual one.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addFinger } from '../lib/finger.mjs';
import { PIN } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { signInAnew, wrongUntilItIsGone } from '../pages/gate.mjs';
import { note, openYoung, writeNote } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const OTHER_PIN = '550912';
const NOT_IT = 'Det lykkedes ikke. Intet er ændret';
const world = story();

const touchButton = ({ page }) => page.getByRole('button', { name: 'Brug fingeraftryk eller ansigt' });

async function ask({ page }, pin) {
  await page.getByLabel('Pinkode', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Spørg telefonen' }).click();
}

/** Opens the form in "Mere". */
async function begin(phone) {
  await phone.page.getByRole('link', { name: 'Mere', exact: true }).first().click();
  await phone.page.locator('summary').filter({ hasText: 'Slå til' }).click();
}

async function withFinger(who = 'mentor') {
  const phone = await world.phone(who);
  const finger = await addFinger(phone);
  await begin(phone);
  await ask(phone, PIN);
  await phone.page.getByText('Det virker.').waitFor();
  return [phone, finger];
}

async function lock({ page }) {
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByLabel('Pinkode', { exact: true }).waitFor();
}

/** The app is open. */
const isIn = ({ page }) => page.getByRole('button', { name: 'Lås', exact: true }).waitFor();

test('switched on once, one touch opens the app with no network, and what was written is there', async () => {
  const [mentor, finger] = await withFinger();
  const [key] = await finger.keys();
  assert.equal((await finger.keys()).length, 1);
  assert.ok(!`${key.userName}${key.userDisplayName}`.includes('Tine'), 'the phone’s list names nobody');
  await world.server.stop();
  await writeNote(mentor, { about: EMMA, text: 'Skrevet før fingeren' });
  await mentor.chip('1 gemt her');
  await openYoung(mentor, EMMA);
  await lock(mentor);
  assert.equal(await mentor.page.getByText(EMMA).count(), 0, 'nobody is named before it');
  for (const colorScheme of ['light', 'dark']) {
    await mentor.page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: mentor.page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  }
  const { height } = await touchButton(mentor).boundingBox();
  assert.ok(height >= 44, `a target of ${height} px`);
  await touchButton(mentor).click();
  await note(mentor, 'Skrevet før fingeren').waitFor();
  await mentor.chip('1 gemt her');
});

test('a finger that does not fit and a passkey that is gone are a calm line, count as no try, and the PIN opens', async () => {
  const [mentor, finger] = await withFinger();
  await mentor.context.setOffline(true);
  await lock(mentor);
  await finger.fits(false);
  // As many wrong PINs would close it for a while.
  for (let touch = 1; touch <= 6; touch += 1) {
    await touchButton(mentor).click();
    await mentor.page.getByText(NOT_IT).waitFor();
  }
  assert.equal(await mentor.page.getByText('forsøg tilbage').count(), 0);
  await mentor.enterPin();
  await isIn(mentor);
  await finger.fits(true);
  await finger.forgetKeys();
  await lock(mentor);
  await touchButton(mentor).click();
  await mentor.page.getByText(NOT_IT).waitFor({ timeout: 90_000 });
  await mentor.enterPin();
  await isIn(mentor);
});

test('a PIN that is wrong lets no finger in, nor does a phone that says no, and both can be tried again', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  const finger = await addFinger(mentor);
  await begin(mentor);
  await ask(mentor, '902145');
  await page.getByText('Det var ikke den rigtige pinkode.').waitFor();
  assert.deepEqual(await finger.keys(), [], 'the phone was not asked');
  await finger.fits(false);
  await ask(mentor, PIN);
  await page.getByText('Telefonen sagde nej, eller det blev afbrudt.').waitFor();
  // The virtual one goes on saying no to whom it has said no as a key was made.
  await finger.leave();
  await addFinger(mentor, 'whenAsked');
  await ask(mentor, PIN);
  await page.getByText('Det virker.').waitFor();
  await lock(mentor);
  await touchButton(mentor).click();
  await isIn(mentor);
});

test('switched off, or where the phone gives no bytes for it, the PIN is the way in', async () => {
  const [mentor] = await withFinger();
  const { page } = mentor;
  await page.getByRole('button', { name: 'Slå fra' }).click();
  await page.getByText('Det er slået fra.').waitFor();
  await lock(mentor);
  assert.equal(await touchButton(mentor).count(), 0);
  await mentor.enterPin();
  await isIn(mentor);

  const without = await world.phone('coordinator');
  await addFinger(without, 'never');
  await begin(without);
  await ask(without, PIN);
  await without.page.getByText('Telefonen eller browseren kan ikke åbne appen på den måde.').waitFor();
  await lock(without);
  assert.equal(await touchButton(without).count(), 0, 'nothing has changed');
  await without.enterPin();
  await isIn(without);

  const none = await world.phone('ambassador');
  await none.page.getByRole('link', { name: 'Mere', exact: true }).first().click();
  await none.page.getByRole('heading', { name: 'Log ud' }).waitFor();
  assert.equal(await none.page.getByText('fingeraftryk').filter({ visible: true }).count(), 0, 'not offered');
});

test('after ten wrong PINs the passkey opens nothing, and signing in anew begins with the PIN alone', async () => {
  const [mentor] = await withFinger();
  const { page } = mentor;
  await mentor.context.setOffline(true);
  await page.clock.install();
  await page.reload();
  await wrongUntilItIsGone(mentor, () => touchButton(mentor).waitFor());
  assert.equal(await touchButton(mentor).count(), 0);
  await page.reload();
  await page.getByText('Pinkoden er lukket').waitFor();
  assert.equal(await touchButton(mentor).count(), 0);

  await signInAnew(mentor, 'mentor', OTHER_PIN);
  await lock(mentor);
  assert.equal(await touchButton(mentor).count(), 0);
});

test('without contact for too long the touch needs the server as the PIN does', async () => {
  const [mentor] = await withFinger();
  const { page } = mentor;
  await mentor.context.setOffline(true);
  await page.clock.install();
  await page.clock.fastForward(15 * 24 * 3_600_000);
  await page.reload();
  await touchButton(mentor).click();
  await page.getByText('Telefonen har været længe uden kontakt').waitFor();
  await mentor.context.setOffline(false);
  await touchButton(mentor).click();
  await isIn(mentor);
});

// What a screen says by itself: whose phone it is without a name, and no secret that a browser would keep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';

const world = story();

test('the gate says whose it is without their name, and somebody else gets past it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('heading', { name: 'T.T.D. — skriv din pinkode' }).waitFor();
  assert.ok(!(await page.locator('body').innerText()).includes('Demosen'));
  await mentor.context.setOffline(true);
  await page.getByRole('button', { name: 'Skift person' }).click();
  await page.getByText('Det kræver net at skifte person').waitFor();
  await mentor.context.setOffline(false);
  await page.getByRole('button', { name: 'Skift person' }).click();
  await page.waitForURL('**/demo');
  await mentor.signIn(PEOPLE.ambassador.split(' ')[0]);
  await mentor.choosePin('550912');
  await mentor.chip('Synkroniseret');
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('heading', { name: 'P.P.D. — skriv din pinkode' }).waitFor();
});

test('no secret is typed into what a browser takes for a password, and no digit is shown', async () => {
  const mentor = await world.phone('mentor', { upTo: 'pin' });
  const { page } = mentor;
  const look = async () => {
    const pins = page.locator('.pin');
    await pins.first().waitFor({ state: 'attached' });
    const seen = await pins.evaluateAll((all) => all.map((pin) => getComputedStyle(pin).webkitTextSecurity));
    assert.ok(seen.length && seen.every((how) => how === 'disc'), seen.join());
    assert.equal(await page.locator('input[type=password], [autocomplete*=password]').count(), 0);
  };
  await look();
  await mentor.choosePin();
  await mentor.chip('Synkroniseret');
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('button', { name: 'Lås op' }).waitFor();
  await look();
  await mentor.enterPin();
  await page.locator('.sync').first().click();
  await page.getByText('Hent fra en fil').click();
  await page.getByLabel('Koden til filen').waitFor();
  assert.equal(await page.locator('input[type=password]').count(), 0);
});

// A server that takes the call and never answers, and one that is not there: nothing waits for ever, and every way out
// of the app is looked at before it is taken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Phone } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';

// Fifteen seconds, and the start of the app on a busy machine.
const WITHIN = 60_000;
const NO_SEARCH = 'Der kom intet svar';
const world = story();

/** From now on this address takes every call and answers none. */
function silence(page, address) {
  return page.route(`**${address}`, () => {});
}

async function nobody() {
  const phone = new Phone(await world.browser.newContext({ locale: 'da-DK' }), world.server);
  world.phones.push(phone);
  phone.page = await phone.context.newPage();
  return phone;
}

test('each address that never answers ends in words and a way on', async () => {
  const start = async () => {
    const { page } = await nobody();
    await silence(page, '/api/me');
    await page.goto(`${world.server.url}/app/`);
    await page.getByText('Der er ikke net').waitFor({ timeout: WITHIN });
    await page.getByRole('button', { name: 'Prøv igen' }).waitFor();
  };
  const enrolling = async () => {
    const { page } = await nobody();
    await silence(page, '/api/installation/enrol');
    await page.goto(`${world.server.url}/demo`);
    await page.getByRole('button', { name: PEOPLE.mentor.split(' ')[0] }).click();
    await page.getByText('Der er ikke net').waitFor({ timeout: WITHIN });
  };
  const share = async () => {
    const phone = await world.phone('ambassador');
    await phone.page.clock.install({ time: Date.now() + 15 * 86_400_000 });
    await silence(phone.page, '/api/installation/share');
    await phone.page.reload();
    await phone.enterPin();
    await phone.page.waitForTimeout(500);
    await phone.page.clock.fastForward(16_000);
    await phone.page.getByText('Telefonen har været længe uden kontakt').waitFor({ timeout: WITHIN });
  };
  const searching = async () => {
    const { page } = await world.phone('counsellor');
    await silence(page, '/api/soeg');
    await page.getByRole('link', { name: 'Unge', exact: true }).first().click();
    await page.getByLabel('Del af navnet').fill('Prøve');
    await page.getByRole('button', { name: 'Søg', exact: true }).click();
    await page.getByText(NO_SEARCH).first().waitFor({ timeout: WITHIN });
  };
  await Promise.all([start(), enrolling(), share(), searching()]);
});

test('signing out forgets here at once, in every tab, though the server never answers', async () => {
  const first = await world.phone('mentor');
  const second = await first.tab('/app/unge');
  await second.page.getByText(PEOPLE.young).first().waitFor();
  await first.context.route('**/api/logout', () => {});
  await signOut(first.page);
  for (const { page } of [first, second]) {
    await page.getByText('Du er logget ud').waitFor({ timeout: 20_000 });
    assert.equal(await page.getByText(PEOPLE.young).count(), 0);
  }
  await first.context.unroute('**/api/logout');
  await first.page.reload();
  await first.page.waitForFunction(() => fetch('/api/me').then(({ status }) => status === 401));
  await first.page.reload();
  await first.page.getByText('Log ind for at begynde').waitFor();
});

test('another person who signs in empties the tabs of the one before', async () => {
  const mentor = await world.phone('mentor');
  const other = await mentor.tab('/app/unge');
  await other.page.getByText(PEOPLE.young).first().waitFor();
  await mentor.page.goto(`${world.server.url}/demo`);
  await mentor.signIn(PEOPLE.host.split(' ')[0]);
  await mentor.choosePin('550912');
  await mentor.chip('Synkroniseret');
  await other.page.getByLabel('Pinkode', { exact: true }).waitFor({ timeout: 20_000 });
  assert.equal(await other.page.getByText(PEOPLE.young).count(), 0);
});

test('a page of the server is asked for before the app is left, and without a network one stays', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.getByRole('link', { name: 'Mere', exact: true }).first().click();
  await page.getByRole('link', { name: 'Min konto' }).waitFor();
  await mentor.context.setOffline(true);
  await page.getByRole('link', { name: 'Min konto' }).click();
  await page.getByRole('heading', { name: 'Siden kræver net' }).waitFor();
  await page.getByRole('button', { name: 'Tilbage' }).click();
  await page.getByRole('heading', { name: 'Siden kræver net' }).waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).pathname, '/app/mere');
  await page.getByRole('link', { name: 'Min konto' }).click();
  await page.getByRole('heading', { name: 'Siden kræver net' }).waitFor();
  await mentor.context.setOffline(false);
  await page.getByRole('button', { name: 'Prøv igen' }).click();
  await page.waitForURL('**/konto');
});

test('signing in ends in the installed app that it began in', async () => {
  const manifest = await (await fetch(`${world.server.url}/app/manifest.webmanifest`)).json();
  assert.deepEqual([manifest.id, manifest.start_url, manifest.scope], ['/app/', '/app/', '/']);
});

async function signOut(page) {
  await page.getByRole('link', { name: 'Mere', exact: true }).first().click();
  await page.getByRole('button', { name: 'Log ud', exact: true }).click();
  await page.getByRole('button', { name: 'Ja, log ud' }).click();
}

test('who signed out with no network is signed out at the server once there is one', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await mentor.context.setOffline(true);
  await signOut(page);
  await page.getByText('Du er logget ud').waitFor();
  await mentor.context.setOffline(false);
  await page.waitForFunction(() => fetch('/api/me').then(({ status }) => status === 401), null, { timeout: 30_000 });
});

test('a store that never answers leaves no page without words', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.evaluate(() => { IDBObjectStore.prototype.getAll = () => ({ addEventListener() {} }); });
  await page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await page.locator('.row-link').filter({ hasText: PEOPLE.young }).first().click();
  await page.getByText('Kladden kan ikke hentes lige nu').waitFor({ timeout: WITHIN });
});

// Signing in without a name or a password: a code from a counsellor, a passkey, the app with no network; an
// administrator who invites a member of staff. The authenticator is Chromium's own virtual one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { records } from '../lib/command.mjs';
import { Phone } from '../lib/phone.mjs';
import { PEOPLE, story } from '../lib/story.mjs';

const world = story();

/** A phone nobody is signed in on, with a finger that always fits. */
async function empty() {
  const context = await world.browser.newContext({
    viewport: { width: 360, height: 740 }, locale: 'da-DK', timezoneId: 'Europe/Copenhagen', reducedMotion: 'reduce',
  });
  const phone = new Phone(context, world.server);
  world.phones.push(phone);
  await phone.open('/ind');
  const wire = await context.newCDPSession(phone.page);
  await wire.send('WebAuthn.enable');
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  phone.finger = (fits) => wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: fits });
  return phone;
}

async function typeCode(phone, code) {
  const { page } = phone;
  await page.getByRole('link', { name: 'Jeg har fået en kode' }).click();
  await page.getByLabel('Kode').fill(code);
  await page.getByRole('button', { name: 'Log ind' }).click();
  await page.getByRole('heading', { name: 'Du er inde' }).waitFor();
}

const me = (phone) => phone.page.evaluate(() => fetch('/api/me').then((answer) => answer.json()));

/** Signs out on one's own page. */
async function signOut(phone) {
  await phone.go('/konto');
  await phone.page.getByRole('button', { name: 'Log ud' }).click();
  await phone.page.waitForURL(`${world.server.url}/`);
}

test('a young person gets a code, makes a passkey, signs out and in with it, and starts with no network', async () => {
  const counsellor = await world.phone('counsellor');
  const young = (await records(counsellor, 'ung')).find((ung) => ung.navn === PEOPLE.young);
  await counsellor.go(`/adgang/ung/${young.id}`);
  await counsellor.page.getByRole('button', { name: 'Lav en kode' }).click();
  const code = (await counsellor.page.locator('.code').innerText()).trim();
  assert.match(code, /^[2-9A-Y]{5}-[2-9A-Y]{5}$/);

  const phone = await empty();
  const { page } = phone;
  await typeCode(phone, code.toLowerCase().replace('-', ' '));
  await page.getByRole('button', { name: 'Lav en adgangsnøgle' }).click();
  await page.waitForURL('**/app/**');
  assert.equal((await me(phone)).navn, PEOPLE.young);

  await signOut(phone);
  await phone.go('/ind');
  await phone.finger(false);
  await page.getByRole('button', { name: 'Log ind med adgangsnøgle' }).click();
  await page.getByRole('heading', { name: 'Det lykkedes ikke' }).waitFor();
  await phone.finger(true);
  await page.getByRole('button', { name: 'Log ind med adgangsnøgle' }).click();
  await page.waitForURL('**/app/**');
  await phone.choosePin();
  await phone.ready();
  assert.equal((await me(phone)).navn, PEOPLE.young);

  await world.server.stop();
  await phone.kill();
  await phone.open();
  await phone.page.getByRole('heading', { level: 1 }).first().waitFor();
  await phone.page.getByText('Offline').first().waitFor();
});

test('an administrator invites a member of staff, who is in with the code and then with a passkey', async () => {
  const administrator = await empty();
  await administrator.go('/demo');
  await administrator.signIn(PEOPLE.administrator.split(' ')[0]);
  const { page } = administrator;
  await page.getByRole('heading', { name: 'Administration' }).waitFor();
  await page.getByRole('link', { name: 'Ny medarbejder' }).click();
  await page.getByLabel('For- og efternavn').fill('Prøve-Nina Testgaard');
  await page.getByLabel('Arbejdssted').selectOption({ label: 'UU Thy' });
  await page.getByLabel('Overgangsmentor').check();
  await page.getByRole('button', { name: 'Gem, og lav en kode' }).click();
  const code = (await page.locator('.code').innerText()).trim();

  const phone = await empty();
  await typeCode(phone, code);
  await phone.page.getByRole('button', { name: 'Lav en adgangsnøgle' }).click();
  await phone.page.waitForURL('**/app/**');
  const nina = await me(phone);
  assert.deepEqual([nina.navn, nina.roller], ['Prøve-Nina Testgaard', ['overgangsmentor']]);
  await signOut(phone);
  await phone.go('/ind');
  await phone.page.getByRole('button', { name: 'Log ind med adgangsnøgle' }).click();
  await phone.page.waitForURL('**/app/**');

  await phone.choosePin();
  await phone.chip('Synkroniseret');
  const other = await phone.tab('/app/unge');
  await other.chip('Synkroniseret');
  await administrator.go('/admin/telefoner');
  await page.getByText('Prøve-Nina Testgaard').first().waitFor();
  await administrator.go('/admin');
  await page.getByRole('link', { name: 'Prøve-Nina Testgaard' }).click();
  await page.locator('summary').filter({ hasText: 'Luk kontoen' }).click();
  await page.getByRole('button', { name: 'Ja, luk kontoen' }).click();
  await page.getByText('Kontoen er lukket').waitFor();
  // The phone has no session any more: it asks for one with its own secret, and hears what is to be done.
  await phone.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  const tabs = [phone, other];
  await Promise.any(tabs.map((tab) => tab.page.getByRole('heading', { name: 'Telefonen er ryddet' }).waitFor()));
  // Whichever tab heard it first, neither shows anything any more.
  for (const tab of tabs) await tab.page.locator('.sync').waitFor({ state: 'detached' });
});

// Signing in through the organisation, at a real provider: the first time with an invitation, then without, not at
// all when it is declined, and by another way when nobody is there.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Phone } from '../lib/phone.mjs';
import { NAME, Provider } from '../lib/provider.mjs';
import { PEOPLE, story } from '../lib/story.mjs';

let provider;
const world = story({
  more: async (server) => {
    provider ??= await Provider.start(`${server.url}/ind/openid/retur`);
    return ['--oidc', provider.file(server.folder)];
  },
});
after(() => provider?.stop().catch(() => {}));

const NINA = 'Prøve-Nina Testgaard';
const SUBJECT = 'prøve-nina-hos-kommunen';

/** A browser nobody is signed in with. */
async function empty() {
  const context = await world.browser.newContext({
    viewport: { width: 360, height: 740 }, locale: 'da-DK', timezoneId: 'Europe/Copenhagen', reducedMotion: 'reduce',
  });
  const phone = new Phone(context, world.server);
  world.phones.push(phone);
  await phone.open('/ind');
  return phone;
}

const me = (phone) => phone.page.evaluate(() => fetch('/api/me').then((answer) => answer.json()));
const through = (phone) => phone.page.getByRole('link', { name: `Log ind gennem ${NAME}` }).click();

async function showThere(phone) {
  await phone.page.getByRole('heading', { name: NAME }).waitFor();
  await phone.page.getByLabel('Navn').fill(SUBJECT);
  await phone.page.getByRole('button', { name: 'Vis, at det er mig' }).click();
}

async function invite() {
  const administrator = await empty();
  await administrator.go('/demo');
  await administrator.signIn(PEOPLE.administrator.split(' ')[0]);
  const { page } = administrator;
  await page.getByRole('link', { name: 'Ny medarbejder' }).click();
  await page.getByLabel('For- og efternavn').fill(NINA);
  await page.getByLabel('Arbejdssted').selectOption({ label: 'UU Thy' });
  await page.getByLabel('Overgangsmentor').check();
  await page.getByRole('button', { name: 'Gem, og lav en kode' }).click();
  const code = (await page.locator('.code').innerText()).trim();
  const another = async () => {
    await administrator.go('/admin');
    await page.getByRole('link', { name: NINA }).click();
    await page.getByRole('button', { name: 'Lav en kode' }).click();
    return (await page.locator('.code').innerText()).trim();
  };
  return { code, another };
}

test('an invited colleague comes in through the organisation, again without the code, and by code when it is down', async () => {
  const { code, another } = await invite();
  const phone = await empty();
  const { page } = phone;

  await through(phone);
  await page.getByRole('link', { name: 'Fortryd' }).click();
  await page.getByRole('heading', { name: 'Du blev ikke logget ind' }).waitFor();
  await page.getByRole('link', { name: 'Prøv igen' }).click();

  await showThere(phone);
  await page.getByRole('heading', { name: 'Vi kender dig ikke endnu' }).waitFor();
  await page.getByLabel('Kode').fill('2346789ACD');
  await page.getByRole('button', { name: 'Forbind, og log ind' }).click();
  await page.getByRole('heading', { name: 'Koden virker ikke' }).waitFor();
  await page.getByLabel('Kode').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Forbind, og log ind' }).click();
  await page.waitForURL('**/app/**');
  assert.equal((await me(phone)).navn, NINA);

  await phone.go('/konto');
  await page.getByText(`log også ud hos ${NAME}`).waitFor();
  await page.getByText(`Du kan logge ind gennem ${NAME}`).waitFor();
  await page.getByRole('button', { name: 'Log ud' }).click();
  await page.waitForURL(`${world.server.url}/`);
  await phone.go('/ind');
  await through(phone);
  await page.waitForURL('**/app/**');
  assert.equal((await me(phone)).navn, NINA);

  const other = await empty();
  await provider.stop();
  // What it said a moment ago is believed for ten seconds.
  await new Promise((done) => setTimeout(done, 10_500));
  await through(other);
  await other.page.getByRole('heading', { name: 'Vi fik intet svar' }).waitFor();
  await other.page.getByRole('link', { name: 'Andre måder at logge ind på' }).click();
  await other.page.getByRole('link', { name: 'Jeg har fået en kode' }).click();
  await other.page.getByLabel('Kode').fill(await another());
  await other.page.getByRole('button', { name: 'Log ind' }).click();
  await other.page.getByRole('heading', { name: 'Du er inde' }).waitFor();
  assert.equal((await me(other)).navn, NINA);

  const { output } = world.server;
  for (const word of ['why=Declined', 'why=Unknown', 'why=Unreachable']) assert.ok(output.includes(word), word);
  for (const never of [SUBJECT, NINA, 'code=', 'state=', code]) assert.ok(!output.includes(never), never);
});

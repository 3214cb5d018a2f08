// Samtykke: made and signed on a phone with no network, it opens what was told to the school it names and to
// nobody else; the young person ends it with one tap, and it is gone from the school's phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { segments } from '../lib/stored.mjs';
import { PEOPLE, story } from '../lib/story.mjs';
import { handOver, noteSigned, signHanded, takeBack, tell, writeConsent } from '../pages/consent.mjs';

const world = story();
const TOLD = 'Opdigtet: Ring før klokken ni.';
const SCHOOL = 'Thy Produktionsskole';

test('signed with no network, what is told reaches the named school once there is one, and no other', async () => {
  const mentor = await world.phone('mentor');
  const [school, other] = [await world.phone('otherSchool'), await world.phone('school')];
  await mentor.context.setOffline(true);
  await writeConsent(mentor, {
    about: PEOPLE.young, school: SCHOOL, scope: ['Hvad der hjælper'], situations: ['Ved fravær'],
  });
  assert.equal(await mentor.page.getByRole('link', { name: 'Fortæl noget' }).count(), 0, 'not before it is signed');
  await handOver(mentor, 'Eksempel-Emma');
  await signHanded(mentor, { name: PEOPLE.young, owner: 'Test-Tine' });
  await mentor.page.getByText('Eksempel-Emma har ikke skrevet under').waitFor({ state: 'detached' });
  assert.match(await mentor.page.locator('.page-head').innerText(), /Mangler underskrift/, 'at 15 both sign');
  await noteSigned(mentor, { who: 'Forældremyndighedens indehaver', name: 'Prøve-Mor Prøvesen' });
  await mentor.page.locator('.page-head').getByText('Gælder').waitFor();
  await tell(mentor, { topic: 'Hvad der hjælper', situation: 'Ved fravær', text: TOLD });
  await mentor.chip('Offline');
  assert.equal(await school.page.getByText(TOLD).count(), 0);

  await mentor.context.setOffline(false);
  await mentor.chip('Synkroniseret');
  await school.page.getByText(TOLD).waitFor({ timeout: 60_000 });
  await school.page.getByRole('heading', { name: new RegExp(PEOPLE.young) }).waitFor();
  assert.deepEqual((await segments(other)).filter((text) => text.includes(TOLD)), []);
  const held = await segments(school);
  assert.deepEqual(held.filter((text) => /^\{"folder":"(plan|journal|skole):/.test(text)), [], 'nothing else of them');
});

test('a withdrawal can be undone for ten seconds, and a tab that is closed meanwhile does not lose it', async () => {
  const young = await world.phone('young');
  const { page } = young;
  const row = () => young.page.locator('#samtykker ~ .rows li').filter({ hasText: 'EUC Nordvest' });
  const withdraw = async () => {
    await row().locator('.row-link').click();
    await young.page.getByRole('button', { name: /Træk tilbage/ }).click();
    await young.page.getByRole('button', { name: 'Fortryd' }).waitFor();
  };
  // It stays without a network: the next story withdraws the same one.
  await young.context.setOffline(true);
  await withdraw();
  await page.getByRole('button', { name: 'Fortryd' }).click();
  await page.getByRole('button', { name: /Træk tilbage/ }).waitFor();
  await young.reload();
  await page.locator('.page-head').getByText('Gælder').waitFor();

  await page.goto(`${world.server.url}/app/`);
  await young.enterPin();
  await withdraw();
  await young.kill();
  await young.open('/app/');
  await row().getByText('Trukket tilbage').waitFor();
});

test('locking while a withdrawal can be undone puts it in line, and the gate counts it', async () => {
  const young = await world.phone('young');
  await young.context.setOffline(true);
  await young.page.locator('#samtykker ~ .rows .row-link').filter({ hasText: 'EUC Nordvest' }).click();
  await young.page.getByRole('button', { name: /Træk tilbage/ }).click();
  await young.page.getByRole('button', { name: 'Fortryd' }).waitFor();
  await young.page.getByRole('button', { name: 'Lås', exact: true }).click();
  await young.page.getByText('1 ting på telefonen er ikke sendt endnu').waitFor();
  await young.enterPin();
  await young.page.locator('.page-head').getByText('Trukket tilbage').waitFor();
  await young.chip('1 gemt her');
});

test('while it can be undone in one window, another that is opened leaves it alone', async () => {
  const young = await world.phone('young');
  const { page } = young;
  const other = await young.tab();
  await other.page.getByRole('button', { name: 'Lås', exact: true }).click();
  await other.page.getByLabel('Pinkode', { exact: true }).waitFor();
  await page.locator('#samtykker ~ .rows .row-link').filter({ hasText: 'EUC Nordvest' }).click();
  await page.getByRole('button', { name: /Træk tilbage/ }).click();
  const undo = page.getByRole('button', { name: 'Fortryd' });
  await undo.waitFor();
  await other.enterPin();
  await other.page.locator('.next').waitFor();
  await undo.click();
  await page.getByRole('button', { name: /Træk tilbage/ }).waitFor();
  assert.match(await page.locator('.page-head').innerText(), /Gælder/);
});

test('another window that was opened meanwhile gives a second withdrawal its own ten seconds', async () => {
  const young = await world.phone('young');
  const other = await young.tab();
  await young.context.setOffline(true);
  const { page } = young;
  const undo = page.getByRole('button', { name: 'Fortryd' });
  await page.locator('#samtykker ~ .rows .row-link').filter({ hasText: 'EUC Nordvest' }).click();
  await other.page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('button', { name: /Træk tilbage/ }).click();
  await undo.waitFor();
  await other.enterPin();
  await other.page.locator('#samtykker').waitFor();
  await undo.click();
  await page.waitForTimeout(11_000);
  await page.getByRole('button', { name: /Træk tilbage/ }).click();
  await undo.waitFor();
  await page.waitForTimeout(6_000);
  await undo.click();
  await page.waitForTimeout(1_000);
  await page.locator('.page-head').getByText('Gælder').waitFor();
  assert.equal(await young.page.getByText('gemt her').count(), 0);
});

test('whoever signs goes on where they are when the other signature comes', async () => {
  const [young, mentor] = [await world.phone('young'), await world.phone('mentor')];
  await writeConsent(mentor, {
    about: PEOPLE.young, school: 'SOSU STV', scope: ['Hvad der hjælper'], situations: ['Ved fravær'],
  });
  await mentor.chip('Synkroniseret');
  await young.page.locator('#samtykker ~ .rows .row-link').filter({ hasText: 'SOSU STV' }).click({ timeout: 60_000 });
  const name = young.page.getByLabel('Skriv dit navn');
  await name.click();
  await name.pressSequentially('Eksempel');
  await noteSigned(mentor, { who: 'Forældremyndighedens indehaver', name: 'Prøve-Mor Prøvesen' });
  await young.page.getByText('Prøve-Mor').first().waitFor({ timeout: 60_000 });
  await young.page.keyboard.type('-Emma');
  assert.equal(await name.inputValue(), 'Eksempel-Emma');
});

test('one tap withdraws it, with no network too; the school has only the notice left', async () => {
  const [young, school] = [await world.phone('young'), await world.phone('school')];
  const { page } = young;
  await school.page.getByRole('heading', { name: new RegExp(PEOPLE.young) }).waitFor();
  const before = (await segments(school)).filter((text) => text.startsWith('{"folder":"deling:'));
  assert.notEqual(before.length, 0);

  await young.context.setOffline(true);
  await page.locator('#samtykker ~ .rows .row-link').filter({ hasText: 'EUC Nordvest' }).click();
  await page.getByText('Opdigtet: Ring samme dag').waitFor();
  await page.getByRole('button', { name: /Træk tilbage/ }).click();
  await page.getByRole('button', { name: 'Fortryd' }).waitFor();
  await page.getByRole('link', { name: 'Tilbage' }).click();
  await page.locator('#samtykker ~ .rows li').filter({ hasText: 'EUC Nordvest' }).getByText('Trukket tilbage').waitFor();
  await young.context.setOffline(false);
  await young.chip('Synkroniseret');

  await school.page.getByText('Eksempel-Emma: samtykke trukket tilbage').waitFor({ timeout: 60_000 });
  assert.equal(await school.page.getByRole('heading', { name: new RegExp(PEOPLE.young) }).count(), 0);
  await school.chip('Synkroniseret');
  const left = (await segments(school)).filter((text) => text.startsWith('{"folder":"deling:'));
  assert.deepEqual(left, [], 'what was told is purged');
});

test('a signer who was handed the phone sees their own words and reaches nothing else: not by going back, an address or a reload', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await mentor.context.setOffline(true);
  await writeConsent(mentor, {
    about: PEOPLE.young, school: SCHOOL, scope: ['Hvad der hjælper'], situations: ['Ved fravær'],
  });
  const { pathname } = new URL(page.url());
  const other = await mentor.tab('/app/unge');
  await other.page.getByText(PEOPLE.young).first().waitFor();
  await handOver(mentor, 'den, der har forældremyndigheden');
  await other.page.getByLabel('Pinkode', { exact: true }).waitFor();
  const screen = page.locator('main.handed');
  assert.match(await screen.innerText(), /Jeg har forældremyndigheden[^]*mit barn/, 'the parent speaks as a parent');
  assert.doesNotMatch(await screen.innerText(), /hjælper mig/);
  await onlySigning(page);

  await page.getByLabel('Skriv dit navn').fill('Prøve-Mor');
  for (let back = 0; back < 3; back += 1) {
    await page.evaluate(() => window.history.back());
    await onlySigning(page);
  }
  await page.locator('main.handed h1').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  assert.equal(new URL(page.url()).pathname, pathname);
  await onlySigning(page);
  for (const way of [() => page.reload(), () => page.goto(`${world.server.url}/app/unge`)]) {
    await way();
    await page.getByLabel('Pinkode', { exact: true }).waitFor();
    assert.equal(await page.getByText(PEOPLE.young).count(), 0, 'nothing of the app before the PIN');
  }

  await page.goto(world.server.url + pathname);
  await mentor.enterPin();
  await handOver(mentor, 'den, der har forældremyndigheden');
  assert.equal(await page.getByLabel('Skriv dit navn').inputValue(), 'Prøve-Mor', 'what was typed is kept');
  await page.getByRole('button', { name: 'Nej, ikke nu' }).click();
  await page.getByRole('heading', { name: 'Du har ikke skrevet under' }).waitFor();
  await takeBack(mentor, 'Test-Tine');
  await page.getByText('Forældremyndighedens indehaver har ikke skrevet under').waitFor();
});

/** Nothing is on the screen but what is to be signed. */
async function onlySigning(page) {
  await page.locator('main.handed').waitFor();
  for (const gone of ['.app', '.mainnav', '.topbar', 'a[href]']) {
    assert.equal(await page.locator(gone).count(), 0, gone);
  }
}

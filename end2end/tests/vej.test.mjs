// The way through the app: saving and "back" never lead out of it, and lead to where one was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { chip, note, openForm, openYoung, writeNote } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const world = story();

test('a form that was opened by its address leaves to a page of the app, not to what was there before it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.goto('about:blank');
  await mentor.go('/app/notat');
  await row(page, EMMA).click();
  await save(page, 'Åbnet fra en genvej');
  await page.locator('.person h1').waitFor();
  assert.match(page.url(), /\/app\/unge\/[^/]+$/);
  await page.goBack();
  assert.equal(page.url(), 'about:blank', 'the form and the choice were one entry');
});

test('a reload in between does not make "back" lead out, nor a page that took the place of another', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openForm(mentor, EMMA);
  await mentor.reload();
  await save(page, 'Genindlæst');
  await page.waitForURL((url) => url.pathname === '/app/');
  // The router takes this page for the one that took the list's place, and would make no entry for it.
  await openYoung(mentor, EMMA);
  await page.locator('.act').filter({ hasText: 'Notat' }).click();
  await page.getByLabel('Hvad skete der?').waitFor();
  assert.match(page.url(), /\/notat$/);
  await save(page, 'En gang til');
  await page.locator('.person h1').waitFor();
});

test('two taps on "back" go back once', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await openYoung(mentor, EMMA);
  await page.locator('.act').filter({ hasText: 'Notat' }).click();
  await page.getByLabel('Hvad skete der?').waitFor();
  await page.locator('.topbar-back').evaluate((back) => { back.click(); back.click(); });
  await page.locator('.person h1').waitFor();
  assert.match(page.url(), /\/app\/unge\/[^/]+$/);
});

test('back from a person the list is where it was, with the focus on their row; what opens begins at its top', async () => {
  const counsellor = await world.phone('coordinator');
  const { page } = counsellor;
  await page.setViewportSize({ width: 360, height: 480 });
  await page.getByRole('link', { name: 'Unge', exact: true }).first().click();
  const last = page.locator('.split-list .row-link').last();
  await last.scrollIntoViewIfNeeded();
  const [href, before] = [await last.getAttribute('href'), await scroll(page)];
  assert.ok(before > 100, `${before}: there is something to scroll`);
  await last.click();
  await page.locator('.person h1').waitFor();
  assert.equal(await scroll(page), 0);
  await page.evaluate(() => scrollTo(0, 300));
  await page.locator('.topbar-back').click();
  await last.waitFor();
  await page.waitForFunction((href) => document.activeElement?.getAttribute('href') === href, href);
  assert.equal(await scroll(page), before);
});

test('saving from a scrolled form leads to where one was before it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.evaluate(() => scrollTo(0, 120));
  await page.getByRole('link', { name: 'Notat', exact: true }).first().evaluate((link) => link.click());
  await row(page, EMMA).click();
  await page.getByLabel('Hvad skete der?').waitFor();
  assert.equal(await scroll(page), 0);
  await save(page, 'Rullet langt ned');
  await page.waitForURL((url) => url.pathname === '/app/');
  await page.waitForFunction(() => scrollY === 120);
});

for (const [who, size] of [['mentor', 'phone'], ['mentor', 'desk'], ['young', 'phone']]) {
  test(`nothing moves under the finger of ${who} who ticks something off (${size})`, async () => {
    const phone = await world.phone(who, { size });
    const { page } = phone;
    await page.clock.install();
    await phone.reload();
    const first = page.locator('main .row:has(.form-checkbox:not(:checked))').first();
    const id = await first.locator('.form-checkbox').getAttribute('id');
    const same = page.locator('main .row').filter({ has: page.locator(`[id="${id}"]`) });
    await first.locator('.row-check').scrollIntoViewIfNeeded();
    const before = await places(page);
    const box = same.locator('input').first();
    await tick(box);
    await same.getByRole('button', { name: 'Fortryd' }).waitFor();
    await page.clock.runFor(500);
    assert.deepEqual(await places(page), before);
    assert.ok(await box.isChecked());
    assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox', 'the focus stays');

    await same.getByRole('button', { name: 'Fortryd' }).click();
    await page.waitForFunction((box) => !box.checked, await box.elementHandle());
    assert.deepEqual(await places(page), before);
    await tick(box);
    await same.getByRole('button', { name: 'Fortryd' }).waitFor();
    await page.clock.runFor(6_000);
    await same.getByRole('button', { name: 'Fortryd' }).waitFor({ state: 'detached' });
    assert.ok(await same.locator('input').first().isChecked(), 'it is done');
    assert.notDeepEqual(await places(page), before, 'and has moved');
  });
}

/** Ticks as a finger does: the box shows what is stored, a moment after the tap. */
async function tick(box) {
  await box.click({ force: true });
  await box.page().waitForFunction((box) => box.checked, await box.elementHandle());
}

/** Where the page stands, and each row that can be ticked. */
function places(page) {
  return page.evaluate(() => {
    const row = (box) => [box.id, Math.round(box.getBoundingClientRect().top)];
    return [scrollY, ...[...document.querySelectorAll('main .form-checkbox')].map(row)];
  });
}

function scroll(page) {
  return page.evaluate(() => scrollY);
}

function row(page, name) {
  return page.locator('.row-link').filter({ hasText: name }).first();
}

async function save(page, text) {
  await chip(page, 'Samtale').click();
  await page.getByLabel('Hvad skete der?').fill(text);
  await page.getByRole('button', { name: 'Gem notat' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/notat'));
}

test('one step through the history from a form about one to the same form about another is another form', async () => {
  const mentor = await world.phone('mentor', { size: 'desk' });
  const { page } = mentor;
  const box = page.getByLabel('Sådan skal der stå');
  for (const about of [PEOPLE.young, PEOPLE.stranger]) await writeNote(mentor, { about, text: `Om ${about}` });
  const addresses = [];
  for (const about of [PEOPLE.young, PEOPLE.stranger]) {
    await openYoung(mentor, about);
    await note(mentor, `Om ${about}`).getByRole('link', { name: /Ret notatet/ }).click();
    await box.waitFor();
    addresses.push(page.url());
  }
  await box.fill('Kun om den anden');
  await page.waitForTimeout(400);
  await page.evaluate(() => history.go(-3));
  await page.waitForURL(addresses[0]);
  await page.getByText(`Om ${PEOPLE.young}`).waitFor();
  assert.notEqual(await box.inputValue(), 'Kun om den anden');
  await page.evaluate(() => history.go(3));
  await page.waitForURL(addresses[1]);
  await page.getByText(`Om ${PEOPLE.stranger}`).waitFor();
  await page.waitForFunction(() => document.querySelector('textarea').value === 'Kun om den anden');
});

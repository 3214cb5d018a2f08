// Writing and correcting a note, as a mentor does it: from the start screen, by tapping.
import assert from 'node:assert/strict';

/** Writes a note on a young person. Returns how many taps it took besides typing. */
export async function writeNote(phone, { about, kind = 'Samtale', text, agreement, due, alsoYoung }) {
  const { page } = phone;
  let taps = 0;
  const tap = async (locator) => { taps += 1; await locator.click(); };
  taps += await openForm(phone, about);
  await tap(chip(page, kind));
  await page.getByLabel('Hvad skete der?').fill(text);
  if (agreement) await page.getByLabel('Hvad er aftalt?').fill(agreement);
  if (due) await page.getByLabel('Hvornår?').fill(due);
  if (alsoYoung) await tap(chip(page, 'Også'));
  await tap(page.getByRole('button', { name: 'Gem notat' }));
  await page.waitForURL((url) => !url.pathname.endsWith('/notat'));
  return taps;
}

/** Opens the form for a note on a young person. Returns how many taps it took. */
export async function openForm({ page }, about) {
  await page.getByRole('link', { name: 'Notat', exact: true }).first().click();
  await page.locator('.row-link').filter({ hasText: about }).first().click();
  return 2;
}

export async function openYoung(phone, name) {
  await phone.page.getByRole('link', { name: 'Unge', exact: true }).first().click();
  await phone.page.locator('.row-link').filter({ hasText: name }).first().click();
  await phone.page.locator('.person h1').waitFor();
}

/** The note with that text on the open young person's page. */
export function note(phone, text) {
  return phone.page.locator('article.note').filter({ hasText: text });
}

export async function expectState(item, word) {
  await item.locator('.state').filter({ hasText: word }).waitFor({ timeout: 60_000 });
}

export async function correctNote(phone, text, corrected) {
  await note(phone, text).getByRole('link', { name: /Ret notatet/ }).click();
  const box = phone.page.getByLabel('Sådan skal der stå');
  await box.fill(corrected);
  await phone.page.getByRole('button', { name: 'Gem rettelse' }).click();
  await phone.page.waitForURL((url) => !url.pathname.endsWith('/ret'));
  assert.ok(await note(phone, corrected).count());
}

export function chip(page, text) {
  return page.locator('label.chip').filter({ hasText: text }).first();
}

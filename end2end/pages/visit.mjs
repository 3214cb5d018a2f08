// Logging and amending a roadshow visit, as an ambassador does it.
import { chip } from './note.mjs';

/** Logs a visit at a partner from the start screen. Returns the taps besides typing. */
export async function logVisit(phone, { partner, kind = 'Lærermøde', present, question, promise, by }) {
  const { page } = phone;
  let taps = 0;
  const tap = async (locator) => { taps += 1; await locator.click(); };
  await tap(page.getByRole('link', { name: 'Nyt besøg' }).first());
  const offered = chip(page, partner);
  if (!(await offered.isVisible())) await tap(page.getByRole('button', { name: /Vis alle/ }));
  await tap(offered);
  await tap(chip(page, kind));
  if (present) await page.getByRole('textbox', { name: 'Hvor mange var til stede?' }).fill(present);
  if (question) await page.getByLabel('Spørgsmål 1').fill(question);
  if (promise) await page.getByLabel('Løfte 1').fill(promise);
  if (by) await page.locator('#loefte-0-frist').fill(by);
  await tap(page.getByRole('button', { name: 'Gem besøg' }));
  await page.waitForURL((url) => !url.pathname.endsWith('/nyt'));
  return taps;
}

export async function openPartner(phone, partner) {
  await phone.page.getByRole('link', { name: 'Besøg', exact: true }).first().click();
  await phone.page.locator('.row-link').filter({ hasText: partner }).first().click();
  await phone.page.getByRole('heading', { name: partner }).first().waitFor();
}

/** Opens the partner's newest visit. */
export async function openVisit(phone, partner) {
  await openPartner(phone, partner);
  await phone.page.locator('a.row-link[href*="/app/besoeg/"]').first().click();
  await phone.page.getByRole('link', { name: 'Ret', exact: true }).waitFor();
}

export async function amendVisit(phone, fields) {
  const { page } = phone;
  await page.getByRole('link', { name: 'Ret', exact: true }).click();
  for (const [label, value] of Object.entries(fields)) {
    await page.getByRole('textbox', { name: label }).fill(value);
  }
  await page.getByRole('button', { name: 'Gem rettelse' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/ret'));
}

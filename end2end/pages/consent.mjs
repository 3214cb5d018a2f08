// A samtykke, as a mentor and a young person make one: written, signed on the phone, something told.
import { chip, openYoung } from './note.mjs';

/** Writes a samtykke; ends on its page, unsigned. */
export async function writeConsent(phone, { about, school, scope, situations }) {
  const { page } = phone;
  await openYoung(phone, about);
  await page.getByRole('link', { name: 'Nyt samtykke' }).click();
  await chip(page, school).click();
  for (const word of [...scope, ...situations]) await chip(page, word).click();
  await page.getByRole('button', { name: 'Gem, og gå til underskrift' }).click();
  await page.getByRole('heading', { name: `Samtykke til ${school}` }).waitFor();
}

/** Signs on the open page; `heading` tells which of the signatures. */
export async function sign(phone, { heading, name, how }) {
  const card = phone.page.locator('section.card').filter({ hasText: heading });
  if (how) await card.locator('label.chip').filter({ hasText: how }).click();
  await card.getByLabel('Jeg har læst det').check();
  await card.getByLabel('Skriv dit navn').fill(name);
  await card.getByRole('button', { name: 'Jeg siger ja' }).click();
  await card.waitFor({ state: 'detached' });
}

export async function tell(phone, { topic, situation, text }) {
  const { page } = phone;
  await page.getByRole('link', { name: 'Fortæl noget' }).click();
  await chip(page, topic).click();
  await chip(page, situation).click();
  await page.getByLabel('Det vil jeg fortælle').fill(text);
  await page.getByRole('button', { name: 'Fortæl det' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/fortael'));
}

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

/** Hands the phone to a signer; `to` is on the button. Ends on the signer's screen. */
export async function handOver(phone, to) {
  await phone.page.getByRole('button', { name: new RegExp(`Giv telefonen til ${to}`) }).click();
  await phone.page.locator('main.handed h1').waitFor();
}

/** Signs on the screen that was handed over, and gives the phone back. */
export async function signHanded(phone, { name, owner }) {
  const { page } = phone;
  await page.getByLabel('Jeg har læst det').check();
  await page.getByLabel('Skriv dit navn').fill(name);
  await page.getByRole('button', { name: 'Jeg giver samtykke' }).click();
  await page.getByRole('heading', { name: 'Tak. Du har givet samtykke' }).waitFor();
  await takeBack(phone, owner);
}

/** Whoever handed it over has the phone again, and opens the app with the PIN. */
export async function takeBack(phone, owner) {
  await phone.page.getByRole('button', { name: `${owner} har telefonen igen` }).click();
  await phone.enterPin();
  await phone.page.locator('.page-head').waitFor();
}

/** Writes down, as a helper, what was signed on paper. */
export async function noteSigned(phone, { who, name }) {
  const { page } = phone;
  await page.getByText('Samtykket er givet på papir eller mundtligt').click();
  await chip(page, who).click();
  await page.getByLabel('Navnet på den, der har givet samtykke').fill(name);
  await page.getByLabel('Teksten er læst').check();
  await page.getByRole('button', { name: 'Gem, at samtykket er givet' }).click();
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

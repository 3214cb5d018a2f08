// Unsent work taken along in a file: called saved by whoever has seen that it is there. That it is taken in elsewhere is
// told in laas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { writeNote } from '../pages/note.mjs';

const world = story();

test('a file is called saved by whoever has seen it, and can be made again', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.addInitScript(() => { HTMLAnchorElement.prototype.click = () => {}; });
  await mentor.reload();
  await mentor.context.setOffline(true);
  await writeNote(mentor, { about: PEOPLE.young, text: 'Skal med i filen' });
  await page.locator('.sync').first().click();
  await page.getByRole('button', { name: 'Gem i en fil' }).click();
  await page.getByText('Har du fået filen?').waitFor();
  assert.equal(await page.getByText('Filen er gemt').count(), 0);
  const code = await page.locator('.parcel-code').innerText();
  await page.evaluate(() => { delete HTMLAnchorElement.prototype.click; });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Nej, prøv igen' }).click();
  await download;
  await page.getByRole('button', { name: 'Ja, jeg har den' }).click();
  await page.getByText('Filen er gemt').waitFor();
  assert.equal(await page.locator('.parcel-code').innerText(), code, 'one file, one code');
});

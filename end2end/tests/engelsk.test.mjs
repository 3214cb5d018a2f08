// The app in English: it is chosen once and stays, no screen is wider than its window, and none falls back into Danish.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PIN } from '../lib/phone.mjs';
import { story } from '../lib/story.mjs';
import { SCREENS, overflow } from '../pages/screens.mjs';

const world = story();
/** Words of the frame and the forms that only Danish has. What people wrote is theirs. */
const DANISH = /\b(Gem|Fortryd|Tilbage|Luk|Synkroniseret|Hvornår|Vælg|Ingen|Sidst)\b/;

for (const who of ['mentor', 'ambassador', 'host', 'young', 'school', 'manager']) {
  test(`the screens of ${who} in English`, async () => {
    const phone = await world.phone(who);
    const { page } = phone;
    await page.getByRole('link', { name: who === 'young' ? 'Mig' : 'Mere', exact: true }).first().click();
    await page.getByLabel('English').click({ force: true });
    const told = [];
    for (const path of SCREENS[who].filter((path) => typeof path === 'string')) {
      await page.goto(world.server.url + path);
      await page.getByLabel('PIN', { exact: true }).fill(PIN);
      await page.getByRole('button', { name: 'Unlock' }).click();
      await page.locator('.sync').filter({ hasText: 'In sync' }).first().waitFor();
      told.push(...(await overflow(page)).map((wide) => `${path}: ${wide}`));
      const words = await page.locator('.topbar, .mainnav, h1, h2, button, label, legend').allInnerTexts();
      told.push(...words.filter((text) => DANISH.test(text)).map((text) => `${path}: ${text}`));
    }
    assert.deepEqual(told, []);
  });
}

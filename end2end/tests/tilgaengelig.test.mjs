// Every screen: axe finds nothing serious, nothing overflows on a small phone or in large text, and nothing asks another host.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { PAGES, SCREENS, overflow } from '../pages/screens.mjs';

const world = story();
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const [who, paths] of Object.entries(SCREENS)) {
  test(`the screens of ${who} can be used by everybody`, async () => {
    const phone = await world.phone(who);
    const { page } = phone;
    const [elsewhere, told] = [[], []];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== world.server.url) elsewhere.push(request.url());
    });
    for (const [path, ...taps] of paths.map((path) => [path].flat())) {
      // As tall as a long page, so that nothing lies under the bottom bar while it is measured.
      await page.setViewportSize({ width: 320, height: 4_000 });
      await phone.go(path);
      await phone.chip('Synkroniseret');
      for (const tap of taps) await page.locator(tap).first().click();
      await page.locator('main h1, .topbar h1').first().waitFor({ state: 'attached' });
      told.push(...await faults(page, [path, taps].flat()));
    }
    assert.deepEqual(told, []);
    assert.deepEqual(elsewhere, []);
  });
}

for (const [who, paths] of Object.entries(PAGES)) {
  test(`the server's own pages for ${who} can be used by everybody, in the light and in the dark`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await world.browser.newContext({ viewport: { width: 320, height: 4_000 }, colorScheme });
      const page = await context.newPage();
      const told = [];
      if (who !== 'nobody') {
        await page.goto(`${world.server.url}/demo`);
        await page.getByRole('button', { name: PEOPLE[who].split(' ')[0] }).click();
        await page.waitForURL(who === 'manager' ? '**/app/**' : '**/admin');
      }
      for (const [path, ...taps] of paths.map((path) => [path].flat())) {
        await page.goto(world.server.url + path);
        for (const tap of taps) await page.locator(tap).first().click();
        told.push(...await faults(page, [path, taps].flat()));
      }
      assert.deepEqual(told, []);
      await context.close();
    }
  });
}

/** What is wrong with a page, each with where it is. */
async function faults(page, where) {
  const wide = await overflow(page);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
  return [...wide, ...serious.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)].map((fault) => `${where}: ${fault}`);
}

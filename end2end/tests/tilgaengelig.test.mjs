// Every screen: axe finds nothing serious, nothing overflows at 320 px, and nothing asks another host.
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';

const world = story();
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const EMMA = `.row-link:has-text("${PEOPLE.young}")`;
/** An address, and what is tapped from there on. */
const SCREENS = {
  mentor: [
    '/app/', '/app/unge', '/app/notat', '/app/pladser', '/app/synk', '/app/mere',
    ['/app/unge', EMMA, 'a:has-text("Nyt samtykke")'],
    ['/app/unge', EMMA, '#samtykker ~ .rows .row-link'],
    ['/app/unge', EMMA, '#samtykker ~ .rows .row-link', 'a:has-text("Fortæl noget")'],
    ['/app/unge', '.row-link:has-text("Prøve-Ali")', '#samtykker ~ .rows .row-link'],
  ],
  ambassador: ['/app/', '/app/besoeg', '/app/besoeg/nyt'],
  host: ['/app/', '/app/pladser'],
  young: ['/app/', '/app/mere', ['/app/', '#samtykker ~ .rows .row-link']],
  counsellor: [['/app/unge', 'input[aria-label="Del af navnet"]']],
  school: ['/app/', '/app/mere'],
  manager: ['/app/', '/app/mere'],
};

for (const [who, paths] of Object.entries(SCREENS)) {
  test(`the screens of ${who} can be used by everybody`, async () => {
    const phone = await world.phone(who);
    const { page } = phone;
    const elsewhere = [];
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
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${path} ${taps} is ${wide} px wide`);
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
      const told = serious.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
      assert.deepEqual(told, [], `${path} ${taps}`);
    }
    assert.deepEqual(elsewhere, []);
  });
}

/** The server's own pages, each opened by whoever it is for, with what is tapped there. */
const PAGES = {
  nobody: ['/ind', '/kode', '/ind?videre=/konto&igen'],
  administrator: [
    '/konto', '/konto/ny', '/admin', ['/admin/medarbejder/ny', 'label:has-text("Ambassadør")'],
    ['/admin', '.row-link:has-text("Test-Tine")', 'summary'], '/admin/organisation/ny', '/admin/telefoner',
    ['/admin/lov', 'summary'],
  ],
  manager: ['/noedadgang'],
};

for (const [who, paths] of Object.entries(PAGES)) {
  test(`the server's own pages for ${who} can be used by everybody, in the light and in the dark`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const context = await world.browser.newContext({ viewport: { width: 320, height: 4_000 }, colorScheme });
      const page = await context.newPage();
      if (who !== 'nobody') {
        await page.goto(`${world.server.url}/demo`);
        await page.getByRole('button', { name: PEOPLE[who].split(' ')[0] }).click();
        await page.waitForURL(who === 'manager' ? '**/app/**' : '**/admin');
      }
      for (const [path, ...taps] of paths.map((path) => [path].flat())) {
        await page.goto(world.server.url + path);
        for (const tap of taps) await page.locator(tap).first().click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${path} ${taps} is ${wide} px wide`);
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
        assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], `${path} ${taps}`);
      }
      await context.close();
    }
  });
}

// What a screen says by itself: the truth although a browser translates it, whose phone it is without a name, no name in
// discreet mode, and no secret that a browser would keep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';
import { openYoung } from '../pages/note.mjs';

const EMMA = PEOPLE.young;
const world = story();

test('a translated page goes on telling the truth about what is sent', async () => {
  const young = await world.phone('young');
  const { page } = young;
  await page.evaluate(translate);
  await world.server.stop();
  const box = page.locator('#aftaler ~ .rows .form-checkbox:not(:checked)').first();
  await box.click({ force: true });
  await young.chip('1 gemt her');
  assert.ok(!(await page.locator('body').innerText()).includes('Synkroniseret'));
  await page.evaluate(translate);
  await world.server.again();
  await page.reload();
  await young.enterPin();
  await page.evaluate(translate);
  await young.chip('Synkroniseret');
  assert.ok(!(await page.locator('body').innerText()).includes('gemt her'));
  await page.evaluate(translate);
  assert.ok(await page.locator('#aftaler ~ .rows font').count(), 'what somebody wrote can be translated');
});

test('the gate says whose it is without their name, and somebody else gets past it', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('heading', { name: 'T.T.D. — skriv din pinkode' }).waitFor();
  assert.ok(!(await page.locator('body').innerText()).includes('Demosen'));
  await mentor.context.setOffline(true);
  await page.getByRole('button', { name: 'Skift person' }).click();
  await page.getByText('Det kræver net at skifte person').waitFor();
  await mentor.context.setOffline(false);
  await page.getByRole('button', { name: 'Skift person' }).click();
  await page.waitForURL('**/demo');
  await mentor.signIn(PEOPLE.ambassador.split(' ')[0]);
  await mentor.choosePin('550912');
  await mentor.chip('Synkroniseret');
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('heading', { name: 'P.P.D. — skriv din pinkode' }).waitFor();
});

test('no secret is typed into what a browser takes for a password, and no digit is shown', async () => {
  const mentor = await world.phone('mentor', { upTo: 'pin' });
  const { page } = mentor;
  const look = async () => {
    const pins = page.locator('.pin');
    await pins.first().waitFor({ state: 'attached' });
    const seen = await pins.evaluateAll((all) => all.map((pin) => getComputedStyle(pin).webkitTextSecurity));
    assert.ok(seen.length && seen.every((how) => how === 'disc'), seen.join());
    assert.equal(await page.locator('input[type=password], [autocomplete*=password]').count(), 0);
  };
  await look();
  await mentor.choosePin();
  await mentor.chip('Synkroniseret');
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await page.getByRole('button', { name: 'Lås op' }).waitFor();
  await look();
  await mentor.enterPin();
  await page.locator('.sync').first().click();
  await page.getByText('Hent fra en fil').click();
  await page.getByLabel('Koden til filen').waitFor();
  assert.equal(await page.locator('input[type=password]').count(), 0);
});

test('discreet mode names nobody in the tab, and says of a task only what it is', async () => {
  const mentor = await world.phone('mentor');
  const { page } = mentor;
  const task = page.locator('main .row:has(.form-checkbox) .row-link').first();
  const says = await task.innerText();
  await page.getByRole('button', { name: 'Diskret visning' }).click();
  assert.equal(await task.innerText(), 'Aftale');
  const titles = await page.locator('main .row-link').allInnerTexts();
  assert.ok(titles.every((title) => !title.includes(says)));
  await openYoung(mentor, 'E.E.P.');
  await page.waitForFunction(() => document.title === 'Ung · Overgang');
  assert.ok(!(await page.locator('body').innerText()).includes(EMMA));
  await page.getByRole('button', { name: 'Diskret visning' }).click();
  await page.waitForFunction((name) => document.title.startsWith(name), EMMA);
});

for (const [width, text] of [[360, 16], [360, 24], [360, 32], [320, 16]]) {
  test(`the bars break no word and leave room for the page: ${width} px, text of ${text} px`, async () => {
    const mentor = await world.phone('mentor');
    const { page } = mentor;
    await page.setViewportSize({ width, height: 740 });
    const wire = await mentor.context.newCDPSession(page);
    await wire.send('Page.setFontSizes', { fontSizes: { standard: text } });
    for (const path of ['/app/', '/app/pladser']) {
      await mentor.go(path);
      await mentor.chip('Synkroniseret');
      await barsAreWhole(page);
    }
    await world.server.stop();
    await page.evaluate(() => document.querySelector('.sync').click());
    await mentor.chip('Offline');
    await barsAreWhole(page);
  });
}

async function barsAreWhole(page) {
  const seen = await page.evaluate(() => {
    const words = [];
    for (const place of document.querySelectorAll('.topbar-title, .sync span, .mainnav-link span')) {
      const text = place.firstChild;
      if (!text || getComputedStyle(place).position === 'absolute') continue;
      for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (range.getClientRects().length > 1) words.push(word);
      }
    }
    const height = (name) => document.querySelector(name).getBoundingClientRect().height;
    const bar = document.querySelector('.mainnav');
    return {
      words, top: height('.topbar'), bottom: height('.mainnav'),
      sticks: getComputedStyle(bar).position === 'sticky' && bar.getBoundingClientRect().bottom <= innerHeight + 1,
      wide: document.documentElement.scrollWidth > innerWidth,
    };
  });
  assert.deepEqual(seen.words, [], 'a word is broken');
  assert.ok(seen.top <= 200 && seen.bottom <= 130, JSON.stringify(seen));
  assert.ok(seen.sticks && !seen.wide, JSON.stringify(seen));
}

/** As the browser's translation does it: each text stands in two elements of its own, and is another node. */
function translate() {
  const may = (node) => {
    const told = node.parentElement.closest('[translate]');
    return told?.getAttribute('translate') !== 'no' && !node.parentElement.closest('font, script, style, template');
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim() && may(walker.currentNode)) texts.push(walker.currentNode);
  for (const text of texts) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
}

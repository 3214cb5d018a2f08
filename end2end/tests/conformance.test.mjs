// The store conformance suite of the replica crate, run against IndexedDB in a real browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveConformance } from '../lib/conformance.mjs';
import { launch } from '../lib/phone.mjs';

test('IndexedDB does what every store must do', async () => {
  const suite = await serveConformance();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(suite.url);
    await page.waitForFunction(() => !['', 'Store conformance'].includes(document.title), null, { timeout: 60_000 });
    assert.equal(await page.title(), 'ok');
  } finally {
    await browser.close();
    suite.end();
  }
});

// The store conformance suite of the replica crate, run against the IndexedDB of WebKit and of Firefox. In Chromium it
// is end2end/tests/conformance.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveConformance } from '../lib/conformance.mjs';
import { Browser, ENGINES } from '../lib/engine.mjs';

for (const engine of ENGINES) {
  test(`the IndexedDB of ${engine.name} does what every store must do`, async () => {
    const page = await serveConformance();
    const browser = await Browser.start(engine);
    try {
      await browser.session.go(page.url);
      assert.equal(await browser.session.runSlowly(itsResult), 'ok');
    } finally {
      await browser.end();
      page.end();
    }
  });
}

/** The suite leaves what it found in the title. */
async function itsResult() {
  while (['', 'Store conformance'].includes(document.title)) {
    await new Promise((again) => setTimeout(again, 100));
  }
  return document.title;
}

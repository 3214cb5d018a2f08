// The store conformance suite of the replica crate, run against IndexedDB in a real browser.
import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { launch } from '../lib/phone.mjs';

const FOLDER = process.env.OVERGANG_CONFORMANCE ?? 'dist/conformance';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

test('IndexedDB does what every store must do', async () => {
  const files = createServer(serve).listen(0, '127.0.0.1');
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${files.address().port}/index.html`);
    await page.waitForFunction(() => !['', 'Store conformance'].includes(document.title), null, { timeout: 60_000 });
    assert.equal(await page.title(), 'ok');
  } finally {
    await browser.close();
    files.closeAllConnections();
    files.close();
  }
});

function serve(request, response) {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  const file = join(FOLDER, path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

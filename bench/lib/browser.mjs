// A Chromium process of its own for every run, with a profile that outlives it: closed politely it is an app that
// starts again, killed it is a phone whose battery ran out.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.OVERGANG_CHROMIUM || '/usr/bin/chromium';
const ARGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
  '--disable-dev-shm-usage', '--remote-debugging-port=0',
];

export class Profile {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'overgang-bench-'));
  }

  /** Starts a browser on it. */
  async start() {
    this.child = spawn(EXECUTABLE, [...ARGS, `--user-data-dir=${this.folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'], detached: true,
    });
    this.ended = new Promise((done) => this.child.once('exit', done));
    this.browser = await chromium.connectOverCDP(await address(this.child));
    [this.context] = this.browser.contexts();
    this.page = await this.context.newPage();
    return this.page;
  }

  /** Closes the browser as a person does. */
  async close() {
    const session = await this.browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => {});
    await this.ended;
  }

  /** Ends every process of it at once. */
  async kill() {
    process.kill(-this.child.pid, 'SIGKILL');
    await this.ended;
    await this.browser.close().catch(() => {});
  }

  async forget() {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function address(child) {
  for await (const line of createInterface(child.stderr)) {
    const found = /DevTools listening on (\S+)/.exec(line);
    if (found) {
      child.stderr.resume();
      return found[1];
    }
  }
  throw new Error('chromium did not start');
}

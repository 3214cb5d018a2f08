// The browsers that are no Chromium: WebKit, the engine of every browser on an iPhone, and Firefox. Each phone is a
// browser of its own with an empty profile, driven over WebDriver. Which programs they are is said by variables.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './server.mjs';
import { Session } from './webdriver.mjs';

const READY_WITHIN = 30_000;
const {
  OVERGANG_WEBKITDRIVER = 'WebKitWebDriver',
  OVERGANG_MINIBROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  OVERGANG_GECKODRIVER = 'geckodriver',
  OVERGANG_FIREFOX = '/usr/bin/firefox-esr',
  OVERGANG_XVFB = 'Xvfb',
} = process.env;

const webkit = {
  name: 'WebKit',
  driver: (port) => [OVERGANG_WEBKITDRIVER, [`--port=${port}`]],
  capabilities: () => ({
    'webkitgtk:browserOptions': { binary: OVERGANG_MINIBROWSER, args: ['--automation'] },
  }),
  // Its sandbox needs rights that a container does not give; what runs in it is our own app.
  env: { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  prints: false,
};

const firefox = {
  name: 'Firefox',
  driver: (port) => [OVERGANG_GECKODRIVER, ['--port', String(port), '--log', 'error']],
  capabilities: ({ folder }) => ({
    'moz:firefoxOptions': {
      binary: OVERGANG_FIREFOX,
      args: ['-headless'],
      prefs: {
        'browser.download.dir': folder,
        'browser.download.folderList': 2,
        'intl.accept_languages': 'da',
        'intl.locale.requested': 'da',
      },
    },
  }),
  env: {},
  prints: true,
};

export const ENGINES = [webkit, firefox];

/** A browser of that kind with nothing in it. What it downloads comes to lie in its folder. */
export class Browser {
  static async start(engine) {
    const browser = new Browser(engine);
    try {
      await browser.run();
    } catch (error) {
      await browser.end();
      throw error;
    }
    return browser;
  }

  constructor(engine) {
    this.engine = engine;
    this.says = '';
    this.folder = mkdtempSync(join(tmpdir(), 'overgang-browser-'));
    mkdirSync(join(this.folder, 'run'), { mode: 0o700 });
  }

  async run() {
    const [port, display] = [await freePort(), await screen()];
    const env = {
      ...process.env, ...this.engine.env, DISPLAY: display, HOME: this.folder, TZ: 'Europe/Copenhagen',
      XDG_RUNTIME_DIR: join(this.folder, 'run'), LANG: 'da_DK.UTF-8',
    };
    const [program, args] = this.engine.driver(port);
    this.driver = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    this.driver.stderr.on('data', (data) => { this.says += data; });
    const failed = new Promise((_, fail) => this.driver.once('error', fail));
    const driver = `http://127.0.0.1:${port}`;
    await Promise.race([this.open(driver), failed]);
  }

  async open(driver) {
    await answers(driver);
    const late = AbortSignal.timeout(READY_WITHIN);
    this.session = await Session.open(driver, this.engine.capabilities(this), late).catch((error) => {
      throw new Error(`${this.engine.name} did not start: ${error}\n${this.says}`);
    });
  }

  /** The driver and whatever it has started are a group of their own. */
  async end() {
    await this.session?.end().catch(() => 'it was gone before');
    if (this.driver?.pid) kill(-this.driver.pid);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function answers(driver) {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline) {
    if ((await fetch(`${driver}/status`).catch(() => null))?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the driver did not answer');
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It had ended by itself.
  }
}

let screenUp;

/** One screen without glass for all browsers of this process. */
function screen() {
  screenUp ??= new Promise((done, failed) => {
    const options = ['-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-displayfd', '3'];
    const xvfb = spawn(OVERGANG_XVFB, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    xvfb.once('error', failed);
    let number = '';
    xvfb.stdio[3].on('data', (digits) => {
      number += digits;
      if (number.endsWith('\n')) done(`:${number.trim()}`);
    });
    xvfb.stdio[3].unref();
    xvfb.unref();
    process.once('exit', () => xvfb.kill());
  });
  return screenUp;
}

// A phone: one browser context with storage of its own, signed in as one of the demo's personas.
// Several phones share one Chromium; closing a page is the app being killed, the storage stays.
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.OVERGANG_CHROMIUM || '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
export const SIZES = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desk: { width: 1280, height: 800 },
};

export async function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
}

/** What everybody here has chosen. */
export const PIN = '194728';

/** So long a person looks at a new page before they tap where they have just tapped; the app takes what is faster for the
 * second of two taps. */
const LOOK = 400;
/** Of each page: when it last went somewhere, and where the last tap was. */
const seen = new WeakMap();

/** Taps on a page as a person does, who needs a moment to see that it is another one. */
function lookBeforeTapping(page) {
  seen.set(page, { went: 0, last: null });
  page.on('framenavigated', () => { seen.get(page).went = Date.now(); });
  const locators = Object.getPrototypeOf(page.locator('html'));
  if (locators.tapsAtOnce) return;
  locators.tapsAtOnce = locators.click;
  locators.click = async function click(...options) {
    const at = seen.get(this.page());
    if (!at) return this.tapsAtOnce(...options);
    await this.waitFor({ state: 'attached', timeout: options[0]?.timeout });
    const middle = await this.boundingBox().then((box) => box && [box.x + box.width / 2, box.y + box.height / 2]);
    // What is scrolled to may come to stand anywhere.
    const isSeen = middle && middle[1] > 0 && middle[1] < (this.page().viewportSize()?.height ?? 0);
    const again = !isSeen || at.last?.every((place, axis) => Math.abs(place - middle[axis]) <= 40);
    const rest = LOOK - (Date.now() - at.went);
    if (again && rest > 0) await this.page().waitForTimeout(rest);
    at.last = middle;
    return this.tapsAtOnce(...options);
  };
}

export class Phone {
  /** A new phone in the hands of a persona, after one visit online: signed in, copied, ready for offline. */
  static async of(browser, server, persona, options = {}) {
    const context = await browser.newContext({
      viewport: SIZES[options.size ?? 'phone'],
      locale: 'da-DK',
      timezoneId: 'Europe/Copenhagen',
      colorScheme: options.colorScheme ?? 'light',
      reducedMotion: 'reduce',
      serviceWorkers: options.serviceWorkers ?? 'allow',
    });
    const phone = new Phone(context, server);
    await phone.open('/demo');
    await phone.signIn(persona);
    if (options.upTo === 'pin') return phone;
    await phone.choosePin();
    await phone.ready();
    return phone;
  }

  constructor(context, server) {
    this.context = context;
    this.server = server;
    this.faults = [];
  }

  async open(path = '/app/') {
    this.page = await this.context.newPage();
    lookBeforeTapping(this.page);
    this.page.on('pageerror', (error) => this.faults.push(String(error)));
    await this.go(path);
    return this.page;
  }

  /** As the first visit asks for it. */
  async choosePin(pin = PIN) {
    await this.page.getByLabel('Pinkode', { exact: true }).fill(pin);
    await this.page.getByLabel('Skriv den igen').fill(pin);
    await this.page.getByRole('button', { name: 'Gem pinkoden' }).click();
  }

  /** The app has begun anew, if it was the app, and asks for the PIN. */
  async unlock(pin = PIN) {
    const { pathname } = new URL(this.page.url());
    if (pathname.startsWith('/app')) await this.enterPin(pin);
  }

  async enterPin(pin = PIN) {
    await this.page.getByLabel('Pinkode', { exact: true }).fill(pin);
    await this.page.getByRole('button', { name: 'Lås op' }).click();
  }

  async signIn(persona) {
    await this.page.getByRole('button', { name: persona }).click();
  }

  /** Copied whole, and the service worker holds everything it needs to start with no network. */
  async ready() {
    await this.chip('Synkroniseret');
    await this.page.evaluate(async () => {
      const { serviceWorker } = navigator;
      const inCharge = new Promise((done) => {
        serviceWorker.addEventListener('controllerchange', done, { once: true });
      });
      if (!serviceWorker.controller) await inCharge;
    });
  }

  /** Waits until the chip says so. */
  async chip(text, timeout = 60_000) {
    await this.page.locator('.sync').filter({ hasText: text }).first().waitFor({ timeout });
  }

  async chipText() {
    return (await this.page.locator('.sync').first().innerText()).trim();
  }

  async go(path) {
    await this.page.goto(this.server.url + path);
    await this.unlock();
  }

  async reload() {
    await this.page.reload();
    await this.unlock();
  }

  /** The app is killed: whatever was not stored is gone. */
  async kill() {
    await this.page.close({ runBeforeUnload: false });
  }

  /** A second tab of the same phone. */
  async tab(path = '/app/') {
    const other = new Phone(this.context, this.server);
    await other.open(path);
    return other;
  }

  async close() {
    await this.context.close();
  }
}

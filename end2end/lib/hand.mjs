// A phone whose browser is driven over WebDriver, and what a person does with it: looks for what stands there, taps it,
// types. Everything waits until it can be done, as people do. The same for Chromium is in phone.mjs.
import { Browser } from './engine.mjs';
import { PIN } from './phone.mjs';
import { PEOPLE } from './story.mjs';

const PATIENCE = 60_000;
/** What a page may do while somebody reaches for it: it is looked for again. */
const MOVED = ['stale element reference', 'element click intercepted', 'element not interactable', 'no such element'];

export class Hand {
  /** A new phone in the hands of a persona, after one visit online: signed in, copied, ready for offline. */
  static async of(engine, server, who) {
    const hand = new Hand(await Browser.start(engine), server);
    await hand.session.resize(430, 860);
    await hand.signIn(who);
    await hand.choosePin();
    await hand.ready();
    return hand;
  }

  constructor(browser, server) {
    this.browser = browser;
    this.session = browser.session;
    this.server = server;
  }

  async signIn(who) {
    await this.session.go(`${this.server.url}/demo`);
    await this.tap('button', PEOPLE[who].split(' ')[0]);
  }

  async choosePin(pin = PIN) {
    await this.type('Pinkode', pin);
    await this.type('Skriv den igen', pin);
    await this.tap('button', 'Gem pinkoden');
  }

  async unlock(pin = PIN) {
    await this.type('Pinkode', pin);
    await this.tap('button', 'Lås op');
  }

  /** Copied whole, and the service worker holds everything it needs to start with no network. */
  async ready() {
    await this.chip('Synkroniseret');
    await this.until('a service worker in charge', () => !!navigator.serviceWorker.controller);
  }

  async chip(text) {
    await this.sees('.sync', text);
  }

  async go(path, pin = PIN) {
    await this.session.go(this.server.url + path);
    await this.unlock(pin);
  }

  async reload() {
    await this.session.reload();
    await this.unlock();
  }

  /** Another tab of the same phone, locked as every new one. */
  async openTab(path = '/app/') {
    const tab = await this.session.newTab();
    await this.go(path);
    return tab;
  }

  /** The tab is closed while another is opened: whatever was not stored is gone. */
  async kill() {
    const old = await this.session.tab();
    const fresh = await this.session.newTab();
    await this.session.turnTo(old);
    await this.session.closeTab();
    await this.session.turnTo(fresh);
  }

  /** Taps the first element there that says so. */
  async tap(css, text = '') {
    await this.patiently(`tap ${css} "${text}"`, async () => {
      const [found] = await this.all(css, text);
      if (!found) return false;
      await this.session.run(toTheMiddle, found);
      await this.session.click(found);
      return true;
    });
  }

  /** Puts a text into the field of that label, key by key. */
  async type(label, text) {
    await this.patiently(`type into "${label}"`, async () => {
      const field = await this.field(label);
      if (!field) return false;
      await this.session.run(toTheMiddle, field);
      await this.session.clear(field);
      await this.session.type(field, text);
      return true;
    });
  }

  /** Types no more than the first keys into a field of several parts, such as a day. */
  async begin(label, keys) {
    const field = await this.field(label);
    await this.session.run(toTheMiddle, field);
    await this.session.click(field);
    await this.session.press(...keys);
  }

  async value(label) {
    const field = await this.field(label);
    return field && this.session.run((input) => input.value, field);
  }

  /** Waits until something there says so. */
  async sees(css, text = '') {
    await this.patiently(`see ${css} "${text}"`, async () => (await this.all(css, text)).length > 0);
  }

  /** Waits until nothing there says so any more. */
  async seesNo(css, text = '') {
    await this.patiently(`see no ${css} "${text}"`, async () => (await this.all(css, text)).length === 0);
  }

  async count(css, text = '') {
    return (await this.all(css, text)).length;
  }

  /** All that can be seen of the page, as text. */
  text() {
    return this.session.run(() => document.body.innerText);
  }

  /** Waits until a page stands there, whichever it is. */
  async settles() {
    await this.until('have a page', () => document.readyState === 'complete' && !document.documentElement.hidden
      && !document.getElementById('skeleton'));
  }

  async path() {
    return new URL(await this.session.url()).pathname;
  }

  /** Waits until a function says yes in the page. */
  async until(what, act, ...args) {
    await this.patiently(what, () => this.session.run(act, ...args));
  }

  all(css, text = '') {
    return this.session.run(seen, css, text);
  }

  field(label) {
    return this.session.run(labelled, label);
  }

  async patiently(what, act) {
    const deadline = Date.now() + PATIENCE;
    let why = '';
    for (;;) {
      const done = await act().catch((error) => {
        if (!MOVED.includes(error.code)) throw error;
        why = ` (${error.message})`;
      });
      if (done) return;
      if (Date.now() > deadline) {
        throw new Error(`${this.browser.engine.name}: could not ${what}${why}:\n${await this.text()}`);
      }
      await new Promise((again) => setTimeout(again, 50));
    }
  }

  async end() {
    await this.browser.end();
  }
}

/** WebKit's driver brings things no further than under the bar at the bottom. */
function toTheMiddle(element) {
  element.scrollIntoView({ block: 'center' });
}

function seen(css, text) {
  const says = (element) => element.innerText.replace(/\s+/g, ' ').includes(text);
  return [...document.querySelectorAll(css)].filter((element) => element.getClientRects().length && says(element));
}

function labelled(text) {
  const label = [...document.querySelectorAll('label')]
    .find((label) => label.getClientRects().length && label.innerText.trim().startsWith(text));
  return label?.control ?? null;
}

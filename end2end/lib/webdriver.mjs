// A client of WebDriver, as far as our stories need it: one session of one browser, asked over HTTP. It knows nothing
// of the app; whom it drives is in engine.mjs, what a person does there in hand.mjs.
// https://www.w3.org/TR/webdriver2/

/** What WebDriver calls an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class Session {
  /** Asks a driver at an address for a browser. */
  static async open(driver, capabilities, signal) {
    const wanted = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = await ask('POST', `${driver}/session`, wanted, signal);
    return new Session(`${driver}/session/${sessionId}`);
  }

  constructor(address) {
    this.address = address;
  }

  go(url) {
    return this.post('url', { url });
  }

  url() {
    return this.get('url');
  }

  back() {
    return this.post('back');
  }

  reload() {
    return this.post('refresh');
  }

  /** Runs a function in the page. What it is given and what it answers is JSON, or elements of the page. */
  run(act, ...args) {
    return this.post('execute/sync', { script: `return (${act}).apply(null, arguments)`, args });
  }

  /** The same for a function whose answer takes time. */
  async runSlowly(act, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${act}).apply(null, arguments)).then((is) => done({ is }), (error) => done({ error: String(error) }))`;
    const { is, error } = await this.post('execute/async', { script, args });
    if (error) throw new Error(error);
    return is;
  }

  click(element) {
    return this.post(`element/${element[ELEMENT]}/click`);
  }

  clear(element) {
    return this.post(`element/${element[ELEMENT]}/clear`);
  }

  /** Types as a keyboard does; for a file input, the path of the file. */
  type(element, text) {
    return this.post(`element/${element[ELEMENT]}/value`, { text });
  }

  /** Presses keys wherever the focus is. */
  press(...keys) {
    const actions = keys.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    return this.post('actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }

  /** A new tab in a window of its own, so that it is seen, which becomes the one that is driven. Answers its name. */
  async newTab() {
    const { handle } = await this.post('window/new', { type: 'window' });
    await this.turnTo(handle);
    return handle;
  }

  tab() {
    return this.get('window');
  }

  turnTo(handle) {
    return this.post('window', { handle });
  }

  /** Closes the tab that is driven; another must be turned to. */
  closeTab() {
    return ask('DELETE', `${this.address}/window`);
  }

  resize(width, height) {
    return this.post('window/rect', { width, height });
  }

  /** The page as it looks, a PNG. */
  async picture() {
    return Buffer.from(await this.get('screenshot'), 'base64');
  }

  /** The page on paper, a PDF. */
  async print() {
    return Buffer.from(await this.post('print', { background: true }), 'base64');
  }

  end() {
    return ask('DELETE', this.address);
  }

  get(what) {
    return ask('GET', `${this.address}/${what}`);
  }

  post(what, body = {}) {
    return ask('POST', `${this.address}/${what}`, body);
  }
}

async function ask(method, url, body, signal) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body), signal });
  const { value } = await answer.json();
  if (answer.ok) return value;
  throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
}

// Counts what goes over the line while a step runs: requests, and the bytes of both directions with their headers.
export class Traffic {
  constructor(page) {
    this.begun = [];
    this.ended = 0;
    page.on('request', (request) => this.begun.push(request));
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, () => { this.ended += 1; });
  }

  /** Runs a step and adds what it cost to its result. */
  async of(step) {
    this.begun = [];
    this.ended = 0;
    const ms = await step();
    await this.quiet();
    const sizes = await Promise.all(this.begun.map((request) => request.sizes().catch(() => null)));
    return { ms, requests: sizes.length, bytes: sizes.filter(Boolean).reduce((sum, size) => sum + bytes(size), 0) };
  }

  /** The browser tells of requests a little later than the page. */
  async quiet() {
    const deadline = Date.now() + 2_000;
    const pause = () => new Promise((done) => setTimeout(done, 50));
    await pause();
    while (this.ended < this.begun.length && Date.now() < deadline) await pause();
  }
}

function bytes(size) {
  return size.requestBodySize + size.requestHeadersSize + size.responseBodySize + size.responseHeadersSize;
}

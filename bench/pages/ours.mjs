// Our own phone: the app's store, copy and transport, compiled as they are shipped.
import start, { Bench } from 'asset:app.js';
import { expose, untilDone } from 'asset:page.mjs';
import { corrected, id, note } from 'asset:work.mjs';

await start({ module_or_path: 'asset:app.wasm' });
let phone;
let unge;

expose({
  async open(config) {
    unge = config.unge;
    phone = await Bench.open(config.person, config.kommune, config.sealed);
  },
  write(n) {
    const { id, ung, sket, tekst } = note(n, unge);
    return phone.write(id, ung, sket, tekst);
  },
  correct: (n) => phone.correct(id(n), unge[n % unge.length], corrected(n)),
  async push() {
    while (await untilDone(() => phone.exchange()) || phone.waiting() > 0);
  },
  async pull() {
    while (await phone.exchange());
    phone.count();
  },
  rebase: () => withoutCommands(() => phone.exchange()),
  list: (most) => phone.newest(most),
  count: () => phone.count(),
  waiting: () => phone.waiting(),
});

/** An exchange that only asks: what waits here stays, and is replayed over what comes. */
async function withoutCommands(step) {
  const { send } = XMLHttpRequest.prototype;
  const pack = globalThis.CompressionStream;
  globalThis.CompressionStream = undefined; // or there would be nothing to read here
  XMLHttpRequest.prototype.send = function (body) {
    return send.call(this, JSON.stringify({ ...JSON.parse(body), commands: [] }));
  };
  try {
    await step();
  } finally {
    XMLHttpRequest.prototype.send = send;
    globalThis.CompressionStream = pack;
  }
}

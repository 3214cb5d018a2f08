// A network that loses every third reply, beginning with the first: the server has done what was asked, and the phone does not hear of it.
import { createServer, request } from 'node:http';

const FILES = /\.(js|mjs|wasm|css)$|^\/app\/|^\/pouchdb$/;

export class Dropping {
  constructor(port) {
    this.dropping = false;
    this.count = 0;
    this.server = createServer((asked, answer) => this.pass(port, asked, answer));
  }

  async start() {
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://localhost:${this.server.address().port}`;
    return this;
  }

  pass(port, asked, answer) {
    const { method, url, headers } = asked;
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, async (reply) => {
      const parts = [];
      for await (const part of reply) parts.push(part);
      if (this.drops(url)) return asked.socket.destroy();
      answer.writeHead(reply.statusCode, reply.headers);
      return answer.end(Buffer.concat(parts));
    });
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  }

  drops(url) {
    if (!this.dropping || FILES.test(url)) return false;
    this.count += 1;
    return this.count % 3 === 1;
  }

  end() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

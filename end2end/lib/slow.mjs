// A slow line to the server: so many bytes a second each way, for everybody on it together, and so late.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const PIECE = 512;

export class SlowLine {
  static async to(server) {
    const line = new SlowLine(server);
    line.listener.listen(0, '127.0.0.1');
    await once(line.listener, 'listening');
    line.url = `http://localhost:${line.listener.address().port}`;
    return line;
  }

  constructor(server) {
    this.sockets = new Set();
    this.be(Infinity, 0);
    this.listener = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      for (const [from, to, way] of [[near, far, 'up'], [far, near, 'down']]) {
        this.sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => this.sockets.delete(from));
        this.carry(from, to, way).catch(() => {}).finally(() => to.end());
      }
    });
  }

  /** From now on as slow as this. */
  be(bytesPerSecond, delay) {
    this.rate = bytesPerSecond;
    this.delay = delay;
    this.free = { up: 0, down: 0 };
    this.carried = { up: 0, down: 0 };
  }

  async carry(from, to, way) {
    for await (const chunk of from) {
      const came = Date.now();
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        this.free[way] = Math.max(this.free[way], came) + (piece.length / this.rate) * 1000;
        this.carried[way] += piece.length;
        await until(this.free[way] + this.delay / 2);
        if (!to.write(piece)) await once(to, 'drain');
      }
    }
  }

  close() {
    this.listener.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

async function until(moment) {
  const wait = moment - Date.now();
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
}

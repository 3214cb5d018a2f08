// The real server on a port and a database of its own. Stopping it is the honest way to be offline; it
// starts again on the same port and database.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = process.env.OVERGANG_SERVER ?? 'target/debug/overgang';
export const SITE = process.env.OVERGANG_SITE ?? 'dist/site';
const READY_WITHIN = 60_000;

export class Server {
  static async start(options = {}) {
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), 'overgang-')), options);
    server.more = await options.more?.(server) ?? [];
    await server.run();
    return server;
  }

  constructor(port, folder, options) {
    this.port = port;
    this.folder = folder;
    this.site = options.site ?? SITE;
    this.url = `http://localhost:${port}`;
  }

  async run() {
    const listen = `127.0.0.1:${this.port}`;
    const database = join(this.folder, 'demo.sqlite');
    const args = ['serve', '--listen', listen, '--database', database, '--site', this.site, '--demo', ...this.more];
    this.output = '';
    this.child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (data) => { this.output += data; });
    }
    this.ended = new Promise((done) => this.child.once('exit', done));
    await this.ready();
  }

  async ready() {
    const deadline = Date.now() + READY_WITHIN;
    while (Date.now() < deadline && this.child.exitCode === null) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server did not get ready:\n${this.output}`);
  }

  /** Answers again, if it was stopped. */
  async again() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) await this.run();
  }

  /** Stops answering, as a phone sees it when the network goes. */
  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    await this.ended;
  }

  async end() {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

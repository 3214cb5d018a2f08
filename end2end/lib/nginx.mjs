// A real nginx before the server, as somebody has it who writes `proxy_pass` and nothing else.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './server.mjs';

const NGINX = process.env.OVERGANG_NGINX || 'nginx';

export class Nginx {
  static async before(server, port) {
    const nginx = new Nginx(server, port ?? await freePort());
    await nginx.ready();
    return nginx;
  }

  constructor(server, port) {
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.folder = mkdtempSync(join(tmpdir(), 'overgang-nginx-'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((what) => `${what}_temp_path ${this.folder}/${what};`).join('\n');
    writeFileSync(join(this.folder, 'nginx.conf'), `
      daemon off; pid ${this.folder}/pid; error_log ${this.folder}/log;
      events {}
      http {
        ${temporary}
        access_log off;
        server { listen 127.0.0.1:${port}; location / { proxy_pass http://127.0.0.1:${server.port}; } }
      }`);
    const args = ['-p', this.folder, '-c', join(this.folder, 'nginx.conf'), '-e', join(this.folder, 'log')];
    this.child = spawn(NGINX, args, { stdio: 'inherit' });
    this.ended = new Promise((done) => this.child.once('exit', done));
  }

  async ready() {
    for (let tries = 0; tries < 200; tries += 1) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('nginx did not get ready');
  }

  async end() {
    this.child.kill('SIGTERM');
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

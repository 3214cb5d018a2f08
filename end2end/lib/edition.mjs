// A copy of the built site that can be replaced by a newer edition of itself, as a deployment does it: the
// style sheet changes, and with it its name, the page that names it, and the service worker's list.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SITE } from './server.mjs';

export class Edition {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'overgang-site-'));
    cpSync(SITE, this.folder, { recursive: true });
    this.number = 0;
  }

  get build() {
    return JSON.parse(this.read('build.json')).build;
  }

  get css() {
    return JSON.parse(this.read('build.json')).css;
  }

  /** Puts the next edition in the place of this one; `half` leaves out the file that is new. */
  next({ half = false } = {}) {
    this.number += 1;
    const [build, css] = [this.build, this.css];
    const text = `${this.read(css)}\n/* ${this.number} */`;
    const named = css.replace(/\.[0-9a-f]+\.css$/, `.${fingerprint(text, 'hex').slice(0, 16)}.css`);
    const renamed = (file) => this.read(file)
      .replaceAll(fingerprint(this.read(css)), fingerprint(text))
      .replaceAll(css, named)
      .replaceAll(build, fingerprint(build, 'hex').slice(0, 16));
    const page = renamed('app/index.html');
    const worker = renamed('app/sw.js')
      .replace(fingerprint(this.read('app/index.html')), fingerprint(page));
    const list = renamed('build.json');
    this.missing = { file: named, text };
    if (!half) this.whole();
    this.write('app/index.html', page);
    this.write('app/sw.js', worker);
    this.write('build.json', list);
  }

  /** Takes away what the first screen does without. */
  withoutRest() {
    const { files } = JSON.parse(this.read('build.json'));
    const file = files.map(({ url }) => url).find((url) => url.includes('/later-'));
    this.missing = { file, text: readFileSync(join(this.folder, file)) };
    for (const form of ['', '.br', '.gz']) rmSync(join(this.folder, file + form), { force: true });
  }

  /** Brings what a half deployment left out. */
  whole() {
    if (this.missing) this.write(this.missing.file, this.missing.text);
    this.missing = null;
  }

  /** Tells every phone to take the service worker away. */
  kill() {
    this.write('app/kill', '');
  }

  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Writes a file, without the compressed forms that no longer fit it. */
  write(file, text) {
    writeFileSync(join(this.folder, file), text);
    for (const form of ['br', 'gz']) rmSync(join(this.folder, `${file}.${form}`), { force: true });
  }

  end() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function fingerprint(text, form = 'base64') {
  return createHash('sha256').update(text).digest(form);
}

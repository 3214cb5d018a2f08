// Makes one script of each peer's page and library, as an app's build would.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../package.json', import.meta.url));

export async function bundle() {
  const { build } = require('esbuild');
  await build({
    entryPoints: ['pouchdb', 'rxdb', 'raw'].map((name) => `bench/pages/${name}.mjs`),
    outdir: process.env.OVERGANG_PEERS,
    bundle: true,
    minify: true,
    format: 'esm',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
}

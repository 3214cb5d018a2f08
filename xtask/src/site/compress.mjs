// Compresses the files named on the command line, by brotli and by gzip at their best, to FILE.br and FILE.gz.
// Node's own zlib does it on all cores; the same work in an unoptimised Rust tool takes minutes.
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

async function compress(path) {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const small = [promisify(brotliCompress)(bytes, { params }), promisify(gzip)(bytes, { level: 9 })];
  const [br, gz] = await Promise.all(small);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

await Promise.all(process.argv.slice(2).map(compress));

// Serves the page that runs the store conformance suite, for whichever browser is to open it.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const FOLDER = process.env.OVERGANG_CONFORMANCE ?? 'dist/conformance';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** The page's address, and how to stop serving it. */
export async function serveConformance() {
  const files = createServer(serve);
  await new Promise((done) => files.listen(0, '127.0.0.1', done));
  const url = `http://localhost:${files.address().port}/index.html`;
  const end = () => {
    files.closeAllConnections();
    files.close();
  };
  return { url, end };
}

function serve(request, response) {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  const file = join(FOLDER, path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

// The least a server can do: it keeps documents in memory in the order they came. RxDB and raw IndexedDB talk to it.
import { createServer } from 'node:http';
import { served } from './files.mjs';

const databases = new Map();

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (!url.pathname.startsWith('/docs/')) return served(url.pathname, response);
  const kept = database(url.pathname);
  if (request.method === 'POST') {
    for (const document of JSON.parse(await text(request))) keep(kept, document);
    return response.end('[]');
  }
  const { after, limit } = Object.fromEntries(url.searchParams);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(changes(kept, Number(after), Number(limit))));
}).listen(0, '127.0.0.1', function told() { console.log(this.address().port); });

function database(path) {
  if (!databases.has(path)) databases.set(path, { last: 0, byId: new Map(), order: [] });
  return databases.get(path);
}

function keep(kept, document) {
  kept.last += 1;
  kept.byId.set(document.id, kept.last);
  kept.order.push({ no: kept.last, document });
}

function changes(kept, after, limit) {
  const newer = kept.order.slice(after).filter(({ no, document }) => kept.byId.get(document.id) === no);
  const page = newer.slice(0, limit);
  const last = page.length < limit ? kept.last : page.at(-1).no;
  return { documents: page.map(({ document }) => ({ ...document, _deleted: false })), last };
}

async function text(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

// The peers' pages, as esbuild left them: scripts by name, and one page that loads the script it is asked for.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = process.env.OVERGANG_PEERS;

export function served(path, response) {
  const name = basename(path, '.js');
  if (path.endsWith('.js')) {
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=31536000' });
    return response.end(readFileSync(join(FOLDER, `${name}.js`)));
  }
  response.writeHead(200, { 'content-type': 'text/html' });
  return response.end(page(name));
}

function page(name) {
  return '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Bench</title>\n'
    + `<link rel="icon" href="data:,">\n<script type="module" src="/${name}.js"></script>\n`;
}

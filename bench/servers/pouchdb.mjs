// PouchDB's own server, express-pouchdb over LevelDB, in a folder that the runner names.
import { createRequire } from 'node:module';
import { served } from './files.mjs';

const require = createRequire(import.meta.url);
const express = require('express');
const PouchDB = require('pouchdb').defaults({ prefix: `${process.argv[2]}/` });
const app = express();

app.use('/db', require('express-pouchdb')(PouchDB, {
  mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${process.argv[2]}/log.txt`,
}));
app.use((request, response) => served(request.path, response));
app.listen(0, '127.0.0.1', function told() { console.log(this.address().port); });

// What lies in a phone's own storage, read past the app: the text of every stored segment of records.

/** The segments of every database of the page's origin, unpacked. */
export async function segments(phone) {
  const rows = await phone.page.evaluate(rowsOf, 'records');
  return rows.map((row) => unpack(Uint8Array.from(row)));
}

async function rowsOf(table) {
  const answer = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    const rows = await answer(database.transaction(table).objectStore(table).getAll());
    all.push(...rows.map((row) => Array.from(row)));
    database.close();
  }
  return all;
}

/** A segment is one byte that says it is packed, its length in four, and a block of LZ4. */
function unpack(packed) {
  const bytes = [];
  let at = 5;
  const length = (four) => {
    let sum = four;
    if (four === 15) {
      let more;
      do {
        more = packed[at++];
        sum += more;
      } while (more === 255);
    }
    return sum;
  };
  while (at < packed.length) {
    const token = packed[at++];
    for (let left = length(token >> 4); left > 0; left--) bytes.push(packed[at++]);
    if (at >= packed.length) break;
    const back = packed[at] | (packed[at + 1] << 8);
    at += 2;
    for (let left = length(token & 15) + 4; left > 0; left--) bytes.push(bytes[bytes.length - back]);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

// What leaves the phone: unsent work in a file, and the plan on paper.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from '../lib/engines.mjs';
import { PEOPLE } from '../lib/story.mjs';
import { note, openYoung, writeNote } from './steps.mjs';

const EMMA = PEOPLE.young;
const TEXT = 'Taget med i en fil';

engines((world) => {
  world.story('unsent work is saved in a file, and another phone takes it in', async () => {
    const old = await world.phone('mentor');
    await world.server.stop();
    await writeNote(old, { about: EMMA, text: TEXT });
    await old.tap('.sync');
    await old.tap('button', 'Gem i en fil');
    await old.sees('.parcel-code');
    const file = await downloaded(old);
    assert.ok(!readFileSync(file).includes('Taget med'), 'it says nothing without its code');
    const [shown] = await old.all('.parcel-code');
    const code = await old.session.run((element) => element.innerText, shown);

    await world.server.run();
    const fresh = await world.phone('mentor');
    await fresh.tap('.sync');
    await fresh.tap('summary', 'Hent fra en fil');
    await fresh.session.type(await fresh.field('Filen'), file);
    await fresh.type('Koden til filen', code.toLowerCase());
    await fresh.tap('button', 'Hent ind');
    await fresh.sees('[role=alert], [role=status]', '1 ny ting er hentet ind');
    await fresh.chip('Synkroniseret');
    await openYoung(fresh, EMMA);
    assert.equal(await fresh.count(note, TEXT), 1);
  });

  world.story('a young person’s plan on paper has no buttons and nothing to navigate by', async () => {
    const young = await world.phone('young');
    const heading = await young.session.run(() => document.querySelector('main h1, .next h2, .next').innerText);
    if (young.browser.engine.prints) {
      const paper = await young.session.print();
      assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
    }
    assert.ok(await young.count('.mainnav') > 0);
    await young.session.run(asOnPaper);
    for (const gone of ['.mainnav', '.topbar', '.button']) assert.equal(await young.count(gone), 0, gone);
    assert.ok((await young.text()).includes(heading));
  });
});

/** The file that the browser has put down, once it is whole. */
async function downloaded(hand) {
  const { folder } = hand.browser;
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.parcel')).map((name) => join(folder, name));
  await hand.patiently('find the file', async () => files().some((file) => statSync(file).size > 0));
  return files()[0];
}

/** What is said of paper holds for the screen: not every driver prints. */
function asOnPaper() {
  for (const rule of [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])) {
    if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
  }
}

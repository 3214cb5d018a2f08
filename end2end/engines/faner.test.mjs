// Two tabs of one phone save at the same moment: nothing is lost, nothing is doubled, and both show it.
import assert from 'node:assert/strict';
import { engines } from '../lib/engines.mjs';
import { PEOPLE } from '../lib/story.mjs';
import { BOX, note, openForm, openYoung } from './steps.mjs';

const TEXTS = ['Fra den første fane', 'Fra den anden fane'];
/** Late enough for both tabs to be told, and the same moment for both. */
const LATER = 3000;

engines((world) => {
  world.story('two tabs save at the same moment, and both notes are there once', async () => {
    const phone = await world.phone('mentor');
    const tabs = [await phone.session.tab(), await phone.openTab()];
    await phone.chip('Synkroniseret');
    await world.server.stop();
    for (const [at, tab] of tabs.entries()) {
      await phone.session.turnTo(tab);
      // Two people: two notes about one would share a draft.
      await openForm(phone, [PEOPLE.young, PEOPLE.stranger][at]);
      await phone.tap('label.chip', 'Samtale');
      await phone.type(BOX, TEXTS[at]);
    }
    const moment = Date.now() + LATER;
    for (const tab of tabs) {
      await phone.session.turnTo(tab);
      await phone.session.run(saveAt, moment);
    }
    for (const tab of tabs) {
      await phone.session.turnTo(tab);
      await phone.until('leave the form', () => !location.pathname.endsWith('/notat'));
    }
    await phone.chip('2 gemt her');
    await world.server.run();
    for (const tab of tabs) {
      await phone.session.turnTo(tab);
      await phone.chip('Synkroniseret');
      for (const [at, young] of [PEOPLE.young, PEOPLE.stranger].entries()) {
        await openYoung(phone, young);
        await phone.sees(note, TEXTS[at]);
        assert.equal(await phone.count(note, TEXTS[at]), 1);
      }
    }
  });
});

function saveAt(moment) {
  const save = [...document.querySelectorAll('button')].find((button) => button.innerText.includes('Gem notat'));
  setTimeout(() => save.click(), moment - Date.now());
}

// Tells the stories of a file once in each engine: one server, and one browser a phone.
import { after, afterEach, before, describe, test } from 'node:test';
import { ENGINES } from './engine.mjs';
import { Hand } from './hand.mjs';
import { Server } from './server.mjs';

/** `tell` is called for every engine; what it is given makes phones there. */
export function engines(tell, options = {}) {
  for (const engine of ENGINES) {
    describe(engine.name, () => {
      const world = { engine, story: test };
      let phones = [];
      before(async () => {
        world.server = await Server.start(options);
      });
      world.phone = async (who) => {
        const phone = await Hand.of(engine, world.server, who);
        phones.push(phone);
        return phone;
      };
      // Browsers are large: none stays open longer than its story.
      afterEach(async () => {
        await Promise.all(phones.map((phone) => phone.end()));
        phones = [];
        await world.server.again();
      });
      after(() => world.server?.end());
      tell(world);
    });
  }
}

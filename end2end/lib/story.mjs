// What every story needs: one browser and one server, phones that are closed again, and a look at whether
// any page threw.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { Phone, launch } from './phone.mjs';
import { Server } from './server.mjs';

export const PEOPLE = {
  mentor: 'Test-Tine Demosen',
  otherMentor: 'Prøve-Jørgen Eksempelgaard',
  ambassador: 'Prøve-Palle Demosen',
  otherAmbassador: 'Eksempel-Astrid Prøvholm',
  counsellor: 'Eksempel-Vibeke Testensen',
  coordinator: 'Demo-Søren Prøvesen',
  networkCoordinator: 'Test-Torben Eksempelsen',
  host: 'Demo-Dorthe Testvært',
  school: 'Eksempel-Inge Testskov',
  otherSchool: 'Prøve-Poul Eksempelskov',
  young: 'Eksempel-Emma Prøvesen',
  // Whom the counsellor does not help.
  stranger: 'Prøve-Ali Testgaard',
  manager: 'Demo-Lene Prøvelund',
  administrator: 'Test-Tanja Prøvegaard',
};

/** One browser and one server for all stories of a file; `phone(persona)` makes a phone ready for offline. */
export function story(options = {}) {
  const world = { phones: [] };
  before(async () => {
    world.server = await Server.start(options);
    world.browser = await launch();
  });
  // A story that fails with the server stopped must not take the next ones with it.
  afterEach(() => world.server.again());
  after(async () => {
    for (const phone of world.phones) {
      assert.deepEqual(phone.faults, [], 'a page threw');
      await phone.close();
    }
    await world.browser?.close();
    await world.server?.end();
  });
  world.phone = async (who, options) => {
    const persona = PEOPLE[who].split(' ')[0];
    const phone = await Phone.of(world.browser, world.server, persona, options);
    world.phones.push(phone);
    return phone;
  };
  return world;
}

export function day(offset) {
  const date = new Date(Date.now() + offset * 86_400_000);
  return date.toISOString().slice(0, 10);
}

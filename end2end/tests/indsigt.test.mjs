// All that is written about a young person: asked for with no network, given out by the tovholder, read by the young
// person; to anybody else it is not there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { story } from '../lib/story.mjs';

const world = story();

test('asked for with one tap and no network, given out with a remark, read in full, and nobody else’s', async () => {
  const [young, coordinator] = [await world.phone('young'), await world.phone('coordinator')];
  await young.context.setOffline(true);
  await young.page.getByRole('button', { name: 'Bed om alt, der står om mig' }).click();
  await young.page.getByText('Kommunen har en måned til at svare').waitFor();
  await young.chip('Offline');
  await young.context.setOffline(false);
  await young.page.getByText('Du får svar senest').waitFor({ timeout: 60_000 });

  const task = coordinator.page.locator('.row-link').filter({ hasText: 'Vil se alt, der står om dem' });
  await task.first().click({ timeout: 60_000 });
  await coordinator.page.getByLabel('Bemærkning til den unge').fill('Opdigtet: Sig til, hvis noget er forkert.');
  await coordinator.page.getByRole('button', { name: 'Giv det ud' }).click();
  await coordinator.chip('Synkroniseret');
  await task.waitFor({ state: 'detached' });

  const link = young.page.getByRole('link', { name: 'Se det hele' });
  await link.waitFor({ timeout: 60_000 });
  const address = await link.getAttribute('href');
  await link.click();
  await young.page.waitForURL((url) => url.pathname === address);
  await young.page.getByRole('heading', { name: 'Alt, der står om dig' }).waitFor();
  const told = await young.page.locator('main').innerText();
  for (const words of ['Opdigtet: Sig til', 'Sådan kommer du ind', 'Hvem har set det', 'Demo-Søren (tovholder)']) {
    assert.ok(told.includes(words), words);
  }
  const answer = await coordinator.page.request.get(world.server.url + address);
  assert.equal(answer.status(), 404);
});

// What the law opens: a counsellor finds somebody, brings the case along and may read it; a manager opens a case in
// need; and those whose case it is hear of both.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PEOPLE, story } from '../lib/story.mjs';

const world = story();

test('a counsellor finds somebody by name, brings the case along, reads it with no network and writes nothing', async () => {
  const [young, counsellor] = [await world.phone('young'), await world.phone('counsellor')];
  await young.page.getByText('Kommunens vejledere må se din plan').waitFor();
  const { page } = counsellor;
  await counsellor.go('/app/unge');
  const search = page.getByLabel('Del af navnet');
  await search.fill('zzz');
  await search.press('Enter');
  await page.getByText('Ingen fundet').waitFor();
  await search.fill(PEOPLE.stranger.slice(0, 12));
  await search.press('Enter');
  const find = page.locator('section[aria-labelledby="find"]');
  await find.getByRole('button', { name: `Tag med: ${PEOPLE.stranger}` }).click();
  await find.getByText('På telefonen', { exact: true }).waitFor();
  await counsellor.chip('Synkroniseret');

  await counsellor.context.setOffline(true);
  await find.getByRole('link', { name: PEOPLE.stranger }).click();
  await page.getByText('Du kan læse, men ikke skrive').waitFor();
  for (const name of ['Notat', 'Nyt samtykke', 'Giv adgang til appen']) {
    assert.equal(await page.getByRole('link', { name, exact: true }).and(page.locator('main *')).count(), 0, name);
  }
  await counsellor.go('/app/unge');
  await search.fill('prøve');
  await search.press('Enter');
  await page.getByText('Der kom intet svar').waitFor();
  assert.equal(await search.inputValue(), 'prøve', 'what was typed stays');
  await counsellor.context.setOffline(false);
});

test('a manager opens a case with a reason, and the tovholder reads it and says so', async () => {
  const [manager, coordinator] = [await world.phone('manager'), await world.phone('coordinator')];
  const { page } = manager;
  await manager.go('/app/mere');
  await page.getByRole('link', { name: 'Nødadgang' }).click();
  await page.getByRole('heading', { name: 'Nødadgang' }).waitFor();
  const ask = async (navn, foedt, grund) => {
    await page.getByLabel('Den unges for- og efternavn').fill(navn);
    await page.getByLabel('Fødselsdag').fill(foedt);
    await page.getByLabel('Hvorfor kan det ikke vente?').fill(grund);
    await page.getByRole('button', { name: 'Åbn sagen i tre timer' }).click();
  };
  const born = `${new Date().getFullYear() - 15}-01-14`;
  const reason = 'Opdigtet: meldt savnet i nat.';
  await ask('En Helt Anden', born, reason);
  await page.getByText('Der er ingen med det navn').waitFor();
  await ask(PEOPLE.young, born, reason);
  await page.getByText('Sagen er åben').waitFor();
  await page.getByRole('link', { name: 'Åbn sagen i appen' }).click();
  await manager.unlock();
  await page.getByText('Du kan læse, men ikke skrive').waitFor({ timeout: 60_000 });

  const task = coordinator.page.locator('.row-link').filter({ hasText: 'åbnede sagen i tre timer' });
  await task.first().click({ timeout: 60_000 });
  await coordinator.page.getByText(reason).waitFor();
  await coordinator.page.getByRole('button', { name: 'Jeg har læst det' }).click();
  await coordinator.page.getByText(reason).waitFor({ state: 'detached' });
  await coordinator.chip('Synkroniseret');
});

// Asking for snusepraktik for a young person: from their page, choosing days of a place.

/** Asks for the n-th day on which the place is shown. Returns the taps from the young person's page. */
export async function askForDay(phone, place, day = 0) {
  const { page } = phone;
  let taps = 0;
  const tap = async (locator) => { taps += 1; await locator.click(); };
  await tap(page.getByRole('link', { name: 'Ønsk snusepraktik' }));
  const card = page.locator('article.place').filter({ hasText: place });
  await tap(card.locator('label.day').nth(day));
  await tap(page.getByRole('button', { name: /Spørg om 1 dag/ }));
  await page.waitForURL((url) => !url.pathname.endsWith('/snusepraktik'));
  return taps;
}

/** The booking of a place on the open page. */
export function booking(phone, place) {
  return phone.page.locator('li.row').filter({ hasText: place }).filter({ has: phone.page.locator('.tag') });
}

// The gate of the app after too many wrong PINs, and the way back in.
import { PEOPLE } from '../lib/story.mjs';

/** Ten wrong PINs, each after its pause; the page has a clock that the story moves. `each` comes before every one. */
export async function wrongUntilItIsGone(phone, each = async () => {}) {
  const { page } = phone;
  for (let wrong = 1; wrong <= 10; wrong += 1) {
    await each();
    await phone.enterPin('902145');
    if (wrong < 10) await page.getByText(wrong < 5 ? 'Det var ikke den rigtige' : 'Vent lidt').waitFor();
    if (wrong >= 5 && wrong < 10) {
      await page.clock.fastForward('01:00:01');
      await page.reload();
    } else if (wrong < 5) {
      await page.getByRole('button', { name: 'Lås op' }).and(page.locator(':enabled')).waitFor();
    }
  }
  await page.getByText('Pinkoden er lukket').waitFor();
}

/** Signs in anew and chooses another PIN. */
export async function signInAnew(phone, who, pin) {
  await phone.context.setOffline(false);
  await phone.open('/demo');
  await phone.signIn(PEOPLE[who].split(' ')[0]);
  await phone.page.getByRole('button', { name: 'Log ind igen' }).click();
  await phone.choosePin(pin);
  await phone.chip('Synkroniseret');
}

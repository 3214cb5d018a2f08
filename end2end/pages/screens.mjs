// Every screen of the app and every page of the server: whom it is for, its address, and how wide it is.
import { PEOPLE } from '../lib/story.mjs';

const EMMA = `.row-link:has-text("${PEOPLE.young}")`;
/** An address, and what is tapped from there on. */
export const SCREENS = {
  mentor: [
    '/app/', '/app/unge', '/app/notat', '/app/pladser', '/app/synk', '/app/mere',
    '/app/mere/aarshjul', '/app/mere/landkort', '/app/mere/hjemmeskaerm',
    ['/app/unge', EMMA, '.person'], ['/app/unge', EMMA, 'a:has-text("Notat")'],
    ['/app/pladser', 'a:has-text("Ønsk")'],
    ['/app/unge', EMMA, 'a:has-text("Nyt samtykke")'],
    ['/app/unge', EMMA, '#samtykker ~ .rows .row-link'],
    ['/app/unge', EMMA, '#samtykker ~ .rows .row-link', 'a:has-text("Fortæl noget")'],
    ['/app/unge', '.row-link:has-text("Prøve-Ali")', '#samtykker ~ .rows .row-link'],
  ],
  ambassador: ['/app/', '/app/besoeg', '/app/besoeg/nyt', ['/app/besoeg', '.row-link']],
  host: ['/app/', '/app/pladser'],
  young: ['/app/', '/app/mere', ['/app/', '#samtykker ~ .rows .row-link']],
  counsellor: [['/app/unge', 'input[aria-label="Del af navnet"]']],
  school: ['/app/', '/app/mere'],
  manager: ['/app/', '/app/mere'],
};

/** The server's own pages, each opened by whoever it is for, with what is tapped there. */
export const PAGES = {
  nobody: ['/ind', '/kode', '/ind?videre=/konto&igen'],
  administrator: [
    '/konto', '/konto/ny', '/admin', ['/admin/medarbejder/ny', 'label:has-text("Ambassadør")'],
    ['/admin', '.row-link:has-text("Test-Tine")', 'summary'], '/admin/organisation/ny', '/admin/telefoner',
    ['/admin/lov', 'summary'],
  ],
  manager: ['/noedadgang'],
};

/** How wide a page is beyond its window, in each of these windows: text of twice the size, and the smallest phone. */
export async function overflow(page) {
  const wire = await page.context().newCDPSession(page);
  const over = [];
  for (const [width, text] of [[360, 32], [320, 16]]) {
    await page.setViewportSize({ width, height: 4_000 });
    await wire.send('Page.setFontSizes', { fontSizes: { standard: text } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) over.push(`${wide} of ${width} px with text of ${text} px`);
  }
  await wire.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
  await wire.detach();
  return over;
}

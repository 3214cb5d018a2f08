// What people do in the app, in WebKit and Firefox. The same steps in Chromium are in end2end/pages.

export const note = 'article.note';
export const BOX = 'Hvad skete der?';

/** Opens the form for a note about somebody. */
export async function openForm(hand, about) {
  await hand.tap('a', 'Notat');
  await hand.tap('.row-link', about);
  await hand.sees('label', BOX);
}

export async function writeNote(hand, { about, kind = 'Samtale', text }) {
  await openForm(hand, about);
  await hand.tap('label.chip', kind);
  await hand.type(BOX, text);
  await saveNote(hand);
}

export async function saveNote(hand) {
  await hand.tap('button', 'Gem notat');
  await hand.until('leave the form', () => !location.pathname.endsWith('/notat'));
}

export async function openYoung(hand, name) {
  await hand.tap('a', 'Unge');
  await hand.tap('.row-link', name);
  await hand.sees('.person h1');
}

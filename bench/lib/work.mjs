// The records of the benchmarks: invented notes of about 600 bytes, the same for every peer. Note number n is
// always the same, wherever it is made.

const DAY_ONE = 1_735_689_600_000;
const SECOND = 1_000;
const TEXT = 'Opdigtet: Vi gik en tur på værkstedet og så på, hvad en dag på grundforløbet kræver. Æ, ø og å er '
  + 'med. Hun vil gerne prøve to dage hos en tømrer og spørge læreren om hjælp til matematik. Næste skridt: '
  + 'ring til vejlederen torsdag.';

/** In time order, as an app would make them. */
export function id(n) {
  return `0194206a-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** What a person types; it names its number. */
export function text(n) {
  return `Nr. ${n}. ${TEXT}`;
}

/** What a person types who corrects a note. */
export function corrected(n) {
  return `Rettet nr. ${n}. ${TEXT}`;
}

/** Which number a text names. */
export function number(text) {
  return Number(/nr\. (\d+)\./i.exec(text)?.[1] ?? NaN);
}

/** Note number n on one of these young people. */
export function note(n, unge) {
  return { id: id(n), ung: unge[n % unge.length], sket: DAY_ONE + n * SECOND, tekst: text(n) };
}

/** The same as a document with every field that our own record of it has. */
export function doc(n, unge, af) {
  const { id, ung, sket, tekst } = note(n, unge);
  return {
    id, ung, synlighed: 'journal', slags: 'samtale', sket, skrevet: sket + SECOND, modtaget: sket + 2 * SECOND,
    af, tekst, punkter: [], aftale: null, rettelser: [], foer_overdragelse: false,
  };
}

/** A document with a correction added, as our own record keeps it. */
export function withCorrection(doc, n) {
  const rettelse = { id: id(n), af: doc.af, skrevet: doc.skrevet, modtaget: doc.modtaget, tekst: corrected(n) };
  return { ...doc, rettelser: [...doc.rettelser, rettelse] };
}

/** The numbers from one on. */
export function numbers(from, count) {
  return Array.from({ length: count }, (_, at) => from + at);
}

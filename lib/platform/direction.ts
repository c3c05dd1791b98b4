/** Letters that are read from right to left, and the controls that turn or isolate what follows (UAX 9). */
const TURNS = /[\u0590-\u08FF\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFB1D-\uFDCF\uFDF0-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const ISOLATES = /[\u2066-\u2069]/g;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A typed text as it may stand in `<bdi>`, or between FSI and PDI: an isolate that it opens is closed, and one that it closes
 * without having opened it is not. What else it turns (U+202E) ends with the isolate around it.
 */
export function balanced(text: string): string {
  let open = 0;
  const kept = text.replace(ISOLATES, (control) => {
    if (control !== POP_ISOLATE) open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return control;
  });
  return kept + POP_ISOLATE.repeat(open);
}

/**
 * A typed text within a sentence that is plain text (an attribute, a page's title, a feed, a line of a command): isolated by
 * FSI and PDI where it could turn what stands beside it, else as it is.
 */
export function isolated(text: string): string {
  return TURNS.test(text) ? FIRST_STRONG_ISOLATE + balanced(text) + POP_ISOLATE : text;
}

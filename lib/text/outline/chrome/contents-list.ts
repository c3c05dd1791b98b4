import { foldText, wordsOf } from '../lines/characters';
import type { Content } from '../lines/content';
import { readMarker } from '../shapes/table';

/** How far into a document a contents list may reach, and how far its entries are looked for. */
const REACH = 300;
const SEARCH = 20_000;
const LONGEST_ENTRY = 80;
const TITLE = /^[【[(]?\s*(目\s*录|contents|本文目录|文章目录|目次)\s*[】\])]?\s*:?$/i;
/** The dots that lead from an entry to its page number. */
const LEADER = /(…|\.{3}|·{3}|[-—]{3})[\s.…·-]*\d{1,4}\s*$/;
/** Dots and a page number behind an entry. */
const PAGE_NUMBER = /[\s.…·]+\d{1,4}\s*$/;

interface Entry {
  whole: string;
  /** Without its number or marker; empty if nothing is left. */
  bare: string;
  paged: boolean;
  /** Dots lead to the page number: an entry for certain. */
  led: boolean;
}

/** Positions of a contents list at the head of a document: entries that come again further down. */
export function findContentsList(content: Content): Set<number> {
  const entries = headEntries(content);
  const titled = entries.findIndex((entry, i) => entry !== null && TITLE.test(foldText(content.slice(i))));
  const later = laterLines(content, entries);
  const listed = (i: number) => {
    const entry = entries[i];
    if (!entry) return false;
    return entry.led || (later.get(entry.whole) ?? -1) > i || (later.get(entry.bare) ?? -1) > i || (titled >= 0 && entry.paged);
  };
  const found = new Set<number>();
  if (titled >= 0) found.add(titled);
  // Without a title of its own the list stands before the first running text.
  const body = entries.indexOf(null);
  const led = entries.findIndex((entry, i) => entry?.led && entries[i + 1]?.led);
  if (titled < 0 && led >= 0) {
    for (let i = led; entries[i]?.led; i++) found.add(i);
    return found;
  }
  const end = titled >= 0 || body < 0 ? entries.length : body;
  for (let from = titled >= 0 ? titled + 1 : 1; from < end; from++) {
    let to = from;
    // What comes for the second time is no entry any more, but what an entry names.
    for (const seen = new Set<string>(); to < entries.length && listed(to) && !seen.has(entries[to]?.whole ?? ''); to++) seen.add(entries[to]?.whole ?? '');
    if (to - from >= (titled >= 0 ? 2 : 3)) {
      for (let i = from; i < to; i++) found.add(i);
      return found;
    }
    if (titled >= 0) return found;
    from = to;
  }
  return found;
}

/** The lines at the head of a document; null for running text. */
function headEntries(content: Content): (Entry | null)[] {
  const entries: (Entry | null)[] = [];
  for (let i = 0; i < Math.min(content.length, REACH); i++) {
    const length = content.end(i) - content.start(i);
    const line = content.slice(i);
    entries.push(length > LONGEST_ENTRY || line.endsWith('。') ? null : toEntry(content, i, line));
  }
  return entries;
}

function toEntry(content: Content, position: number, line: string): Entry {
  const paged = PAGE_NUMBER.test(line);
  const plain = paged ? line.replace(PAGE_NUMBER, '') : line;
  const reader = content.read(content.reader(), position);
  const marker = readMarker(reader);
  const bare = marker && marker.ordinal > 0 ? wordsOf(reader.slice(marker.headFrom, plain.length)) : '';
  return { whole: wordsOf(plain), bare: bare.length >= 4 ? bare : '', paged, led: LEADER.test(line) };
}

/** Where the words of an entry stand for the last time. */
function laterLines(content: Content, entries: readonly (Entry | null)[]): Map<string, number> {
  const wanted = new Set(entries.flatMap((entry) => (entry ? [entry.whole, entry.bare] : [])));
  wanted.delete('');
  const last = new Map<string, number>();
  const limit = Math.min(content.length, SEARCH);
  let previous = '';
  for (let i = 0; i < limit && wanted.size > 0; i++) {
    const words = content.end(i) - content.start(i) > LONGEST_ENTRY ? '' : wordsOf(content.slice(i));
    for (const key of [words, previous + words]) if (key && wanted.has(key)) last.set(key, i);
    const marker = words ? readMarker(content.read(content.reader(), i)) : null;
    if (marker && marker.ordinal > 0) {
      const bare = wordsOf(content.slice(i).slice(marker.headFrom));
      if (wanted.has(bare)) last.set(bare, i);
    }
    previous = words;
  }
  return last;
}

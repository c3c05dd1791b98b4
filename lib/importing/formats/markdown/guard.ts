import { neverClosed } from './open-html';

/** Deeper nesting than any document has; the parser recurses over it and its time grows with the square. */
const CONTAINERS = 40;
const INDENT = 200;
/** Brackets or emphases open at once, and delimiters in all, within lines that follow each other without a blank one. */
const OPEN = 30;
const DELIMITERS = 2_000;

const CONTAINER = /(?:>|[-+*](?=[ \t]|$)|\d{1,9}(?=[.)](?:[ \t]|$))|(?=\[\^[^\]]{1,200}\]:))/y;
const FOOTNOTE = /\[\^[^\]]{1,200}\]:/y;
const RULE = /^[-*_ \t]*$/;

/** Makes text of what stands behind the fortieth container mark of a line, and shortens an indentation without end. */
function tameLine(line: string): string {
  const blanks = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const cut = blanks > INDENT ? line.slice(blanks - INDENT) : line;
  if (RULE.test(cut)) return cut;
  let at = 0;
  for (let count = 0; ; count += 1) {
    while (cut[at] === ' ' || cut[at] === '\t') at += 1;
    CONTAINER.lastIndex = at;
    const mark = CONTAINER.exec(cut);
    if (!mark) return cut;
    FOOTNOTE.lastIndex = at;
    const footnote = FOOTNOTE.exec(cut);
    const digits = /\d/.test(mark[0]) ? mark[0].length : 0;
    if (count === CONTAINERS) return `${cut.slice(0, at + digits)}\\${cut.slice(at + digits)}`;
    at += footnote ? footnote[0].length : Math.max(1, digits + (digits ? 1 : 0));
  }
}

/** Whether the lines nest brackets or emphases so deep, or hold so many, that parsing them would take minutes. */
function isTangled(run: string): boolean {
  let brackets = 0;
  let emphases = 0;
  let all = 0;
  for (const match of run.matchAll(/[[\]]|\*+|_+|~+/g)) {
    all += 1;
    if (match[0] === '[') brackets += 1;
    else if (match[0] === ']') brackets = Math.max(0, brackets - 1);
    else {
      const opens = /\S/.test(run[match.index + match[0].length] ?? ' ');
      const closes = /\S/.test(run[match.index - 1] ?? ' ');
      if (opens && !(closes && emphases > 0)) emphases += match[0].length;
      else if (closes) emphases = Math.max(0, emphases - match[0].length);
    }
    if (brackets > OPEN || emphases > OPEN || all > DELIMITERS) return true;
  }
  return false;
}

/**
 * Stand-ins that mean nothing to the parser: noncharacters, which Unicode keeps for a program's own
 * use. (Backslashes would not do: thousands of escapes are as slow as what they avert.)
 */
const SPECIAL = '[]*_~!<';
const STAND_IN = 0xfdd0;

function hidden(run: string): string {
  return run.replace(/[[\]*_~!]/g, standIn);
}

function standIn(character: string): string {
  return String.fromCharCode(STAND_IN + SPECIAL.indexOf(character));
}

/** As many are looked at before a mark. */
const MOST_BACKSLASHES = 100;

/** Makes text of every comment, script and the like that never ends, which would swallow the rest of the document. */
function closed(source: string): string {
  // What a backslash escapes is text already.
  const places = new Set(neverClosed(source).filter((at) => /(\\*)$/.exec(source.slice(Math.max(0, at - MOST_BACKSLASHES), at))![1]!.length % 2 === 0));
  return places.size === 0 ? source : source.replace(/</g, (mark, at: number) => (places.has(at) ? standIn(mark) : mark));
}

/** The characters that this file uses for itself; a source must not hold them. */
const RESERVED = /[\uFDD0-\uFDD6]/g;

/** Puts back the characters that `tameMarkdown` has hidden from the parser. */
export function revealed(text: string): string {
  return text.replace(RESERVED, (found) => SPECIAL.charAt(found.charCodeAt(0) - STAND_IN));
}

/**
 * Markdown that the parser can read in time proportional to its length. micromark takes a minute
 * for 36 KB of nested images and overflows the stack on 8 KB of `- - - -`; so in lines that nest
 * like that the marks are kept from it as text, and so are comments and the like that never end. The source must hold
 * none of `RESERVED`.
 * @returns the source with as many lines as before, to be read back through `revealed`, and the
 * numbers (from 1) of the lines that were changed
 */
export function tameMarkdown(source: string): { source: string; tamed: number[] } {
  const lines = closed(source).split(/\r\n|\r|\n/);
  const tamed = new Set<number>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const tame = tameLine(line);
    if (tame === line) continue;
    lines[index] = tame;
    tamed.add(index + 1);
  }
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length && /\S/.test(lines[end] ?? '')) end += 1;
    const run = lines.slice(start, end).join('\n');
    if (isTangled(run)) {
      hidden(run)
        .split('\n')
        .forEach((line, offset) => {
          lines[start + offset] = line;
        });
      tamed.add(start + 1);
    }
    start = end + 1;
  }
  return { source: lines.join('\n'), tamed: [...tamed].sort((one, other) => one - other) };
}

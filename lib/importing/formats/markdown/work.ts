/** A block that holds others, by the mark that it began with. `content`: columns by which a line is indented that goes on in it. */
interface Container {
  kind: string;
  content: number;
}

/** What a line finds open, or leaves open. `isText`: whether it ends in a paragraph, in which the next one may go on. */
interface Place {
  open: readonly Container[];
  isText: boolean;
}

const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const MARK = /^(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]]{1,999}\]:)/;
/** What may begin a block of its own. */
const BLOCK = /^(?:[#`~<|=_*+>:[-]|$)/;
/** Whatever parts the text of a line into several pieces, which the parser joins again one by one. */
const PIECES = /`+|[\\&<]/g;
const ADDRESSES = /@|www\.|https?:/gi;
/** What begins or ends a piece of a line's inside; a link is several pieces. */
const PARTS = /[*_]+|[`|&<@]/g;
const LINKS = /\]\(/g;
/** A block, or a link, takes as long as so many marks. */
const HEAVY = 3;
/** Moving a line of blocks takes as long as moving that many pieces of text, or as looking at that many labels. */
const LIGHT = 32;
/** guard.ts leaves no line with more marks. */
const MOST_OPEN = 100;

/**
 * How often micromark will move what it has read before, in lines: what its time grows by beyond the length of the source.
 * At the end of every quotation, list, footnote and underlined heading it makes a new list of all that was read before
 * it; in lines that follow each other without a blank one it joins pieces by moving all that stand behind; and every
 * label in brackets is looked for among all that are defined. Counted generously where a line does not say it for certain.
 * @param lines of the source
 */
export function movesOf(lines: readonly string[]): number {
  let moves = 0;
  let definitions = 0;
  let labels = 0;
  let pieces = 0;
  let isBehindBlank = true;
  let place: Place = { open: [], isText: false };
  lines.forEach((line, index) => {
    if (!/\S/.test(line)) {
      // A blank line ends quotations, with all that they hold, and nothing else.
      const quote = place.open.findIndex(({ kind }) => kind === '>');
      if (quote >= 0) moves += (place.open.length - quote) * index;
      place = { open: quote < 0 ? place.open : place.open.slice(0, quote), isText: false };
      moves += (pieces * pieces) / LIGHT;
      pieces = 0;
      isBehindBlank = true;
      return;
    }
    const { ended, rest, ...next } = behind(place, line, isBehindBlank);
    moves += ended * index;
    if (!isBehindBlank && UNDERLINE.test(rest)) moves += index;
    definitions += count(line, ']:');
    labels += count(line, ']');
    // A line end and an address take the text around them apart at each of their ends.
    pieces += 2 + (line.match(PIECES)?.length ?? 0) + 2 * (line.match(ADDRESSES)?.length ?? 0);
    place = next;
    isBehindBlank = false;
  });
  return moves + (pieces * pieces + definitions * labels) / LIGHT;
}

/**
 * Of how many small pieces a source consists: what the parser's time grows by beside the mere length. Every line may be a
 * block of its own.
 * @param lines of the source
 */
export function partsOf(lines: readonly string[]): number {
  let parts = 0;
  for (const line of lines) {
    if (!/\S/.test(line)) continue;
    parts += HEAVY * (1 + (line.match(LINKS)?.length ?? 0)) + (line.match(PARTS)?.length ?? 0);
  }
  return parts;
}

/** Where a line leads: besides the place behind it how many containers it ended, and what stands behind its marks. */
function behind({ open: before, isText: wasText }: Place, line: string, isBehindBlank: boolean): Place & { ended: number; rest: string } {
  const cursor = new Cursor(line);
  let goesOn = 0;
  for (const { kind, content } of before) {
    if (!(kind === '>' ? cursor.take('>') : cursor.dedent(content))) break;
    goesOn += 1;
  }
  const left = before.slice(goesOn);
  // A line may go on in a paragraph of a list without its indentation.
  if (left.length > 0 && wasText && !BLOCK.test(cursor.rest) && !MARK.test(cursor.rest) && left.every(({ kind }) => kind !== '>')) {
    return { open: before, isText: true, ended: 0, rest: cursor.rest };
  }
  const open = before.slice(0, goesOn);
  let mark = MARK.exec(cursor.rest)?.[0];
  // The next item of a list, or a footnote behind another one, ends what the one before holds, and not itself.
  const isNext = left[0] !== undefined && left[0].kind !== '>' && left[0].kind === mark?.at(-1);
  let isNew = isBehindBlank || mark !== undefined;
  for (; mark && open.length < MOST_OPEN; mark = MARK.exec(cursor.rest)?.[0]) {
    const { indent } = cursor;
    cursor.take(mark);
    const kind = mark.at(-1)!;
    const blanks = cursor.indent > 4 || cursor.rest === '' ? 1 : Math.max(1, cursor.indent);
    if (kind !== '>' && !cursor.dedent(blanks)) isNew = false;
    open.push({ kind, content: kind === ':' ? 4 : indent + mark.length + blanks });
  }
  const isText = (wasText || isNew) && cursor.indent < 4 && !BLOCK.test(cursor.rest);
  return { open, isText, ended: left.length - (isNext ? 1 : 0), rest: cursor.rest };
}

/** Where a line is read: the columns of blanks before its next word, and the line from there on. */
class Cursor {
  rest: string;
  indent = 0;

  constructor(line: string) {
    this.rest = line;
    this.skipBlanks();
  }

  /** Goes behind a mark, where it stands next. */
  take(mark: string): boolean {
    if (!this.rest.startsWith(mark)) return false;
    this.rest = this.rest.slice(mark.length);
    this.indent = 0;
    this.skipBlanks();
    return true;
  }

  /** Takes columns from the indentation, where it has so many. */
  dedent(columns: number): boolean {
    if (this.indent < columns) return false;
    this.indent -= columns;
    return true;
  }

  private skipBlanks(): void {
    const blanks = /^[ \t]*/.exec(this.rest)![0];
    for (const blank of blanks) this.indent += blank === '\t' ? 4 - (this.indent % 4) : 1;
    this.rest = this.rest.slice(blanks.length);
  }
}

function count(line: string, words: string): number {
  return line.split(words).length - 1;
}

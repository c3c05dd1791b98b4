import { newBlockId } from '@/lib/content/ids';
import { isSafeHref } from '@/lib/content/links';
import type { Footnote, Inline, Mark } from '@/lib/content/schema';
import { LIMITS } from '@/lib/platform/limits';

/** Where a line stands: in a heading and in a cell a break is written `<br>`, in a cell a bar is escaped. */
export type Where = 'block' | 'heading' | 'cell';

const BOLD = 2;
const ITALIC = 1;
const STARS: Record<number, string> = { 1: '*', 2: '**', 3: '***' };
/** What a backslash makes literal; before all else it is a backslash. */
const ESCAPABLE = /[!-/:-@[-`{-~]|[^\S\n]/;

interface Style {
  href: string | null;
  stars: number;
}

function styleOf(marks: readonly Mark[] = []): Style {
  const style: Style = { href: null, stars: 0 };
  for (const mark of marks) {
    if (mark.type === 'link') style.href = mark.attrs.href;
    else style.stars |= mark.type === 'bold' ? BOLD : ITALIC;
  }
  return style;
}

function marksOf({ href, stars }: Style): Mark[] {
  return [
    ...(href === null ? [] : [{ type: 'link' as const, attrs: { href } }]),
    ...(stars & BOLD ? [{ type: 'bold' as const }] : []),
    ...(stars & ITALIC ? [{ type: 'italic' as const }] : []),
  ];
}

/**
 * A line of a body as text: `**bold**`, `*italic*`, `[text](address)`, `^[note]`, breaks as line feeds (`<br>` in
 * headings, cells and notes). Stars switch on and off wherever they stand, so Chinese needs no spaces around them; only what would be
 * read otherwise gets a backslash.
 */
export function writeInline(nodes: readonly Inline[] = [], where: Where = 'block'): string {
  return written(nodes, where, false);
}

function written(nodes: readonly Inline[], where: Where, noted: boolean): string {
  const bracketed = nodes.some((node) => node.type === 'text' && node.text.includes(']('));
  let line = '';
  let now: Style = { href: null, stars: 0 };
  const turnTo = (next: Style) => {
    const moved = next.href !== now.href;
    if (moved && now.href !== null) line += `](${escapeHref(now.href, where, noted)})`;
    line += STARS[next.stars ^ now.stars] ?? '';
    if (moved && next.href !== null) line += '[';
    now = next;
  };
  for (const node of nodes) {
    turnTo(styleOf(node.marks));
    if (node.type === 'hardBreak') line += where === 'block' ? '\n' : '<br>';
    else if (node.type === 'footnote') line += `^[${written(node.content ?? [], where === 'block' ? 'heading' : where, true)}]`;
    else line += escapeText(node.text, where, noted || now.href !== null, bracketed);
  }
  turnTo({ href: null, stars: 0 });
  return line;
}

/** `closed`: the text stands between brackets, of a link or a note. */
function escapeText(text: string, where: Where, closed: boolean, bracketed: boolean): string {
  let escaped = text.replace(/[\\*]/g, '\\$&').replace(/\^(?=\[|$)/g, '\\^');
  if (closed) escaped = escaped.replace(/[[\]]/g, '\\$&');
  else if (bracketed) escaped = escaped.replace(/\[/g, '\\[');
  if (where === 'cell') escaped = escaped.replace(/\|/g, '\\|');
  return where === 'block' ? escaped : escaped.replace(/<(?=br>)/g, '\\<');
}

function escapeHref(href: string, where: Where, noted: boolean): string {
  const escaped = href.replace(where === 'cell' ? /[\\()|]/g : /[\\()]/g, '\\$&');
  return noted ? escaped.replace(/[[\]]/g, '\\$&') : escaped;
}

type Token = { text: string } | { stars: number } | { href: string | null } | { note: string } | { pause: true };

/** The words of the note whose `[` stands at `start`, and where it ends; null for what nothing closes, or a note in a note. */
function noteAt(source: string, start: number): { words: string; end: number } | null {
  let open = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '[') {
      if (open > 0 && source[at - 1] === '^') return null;
      open += 1;
    } else if (source[at] === ']') {
      open -= 1;
      if (open === 0) return { words: source.slice(start + 1, at), end: at + 1 };
    }
  }
  return null;
}

/** What stands behind a `[`, where it is a link: its words, its address and where it ends. */
function linkAt(source: string, start: number): { words: string; href: string; end: number } | null {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') {
    if (source[at] === '[') return null;
    at += source[at] === '\\' ? 2 : 1;
  }
  if (source[at + 1] !== '(' || at === start + 1) return null;
  let href = '';
  const words = source.slice(start + 1, at);
  for (at += 2; at < source.length && href.length <= LIMITS.url; at += 1) {
    const character = source[at]!;
    if (character === ')') return isSafeHref(href) ? { words, href, end: at + 1 } : null;
    if (character === '\\' && ESCAPABLE.test(source[at + 1] ?? '')) href += source[++at]!;
    else href += character;
  }
  return null;
}

function scan(source: string, where: Where, noted: boolean): Token[] {
  const tokens: Token[] = [];
  let text = '';
  const push = (token: Token) => {
    if (text) tokens.push({ text });
    text = '';
    tokens.push(token);
  };
  for (let at = 0; at < source.length; ) {
    const character = source[at]!;
    const stars = character === '*' ? /^\**/.exec(source.slice(at, at + 5))![0].length : 0;
    const link = character === '[' ? linkAt(source, at) : null;
    const note = character === '^' && source[at + 1] === '[' && !noted ? noteAt(source, at + 1) : null;
    if (character === '\\' && ESCAPABLE.test(source[at + 1] ?? '')) {
      text += source[at + 1]!;
      at += 2;
    } else if (stars > 0) {
      if (stars <= 3) push({ stars });
      else text += '*'.repeat(stars);
      at += stars;
    } else if (link) {
      push({ href: link.href });
      tokens.push(...scan(link.words, where, noted), { href: null });
      at = link.end;
    } else if (note) {
      push({ note: note.words });
      at = note.end;
    } else if (character === '\n') {
      push({ pause: true });
      at += 1;
    } else if (where !== 'block' && source.startsWith('<br>', at)) {
      push({ pause: true });
      at += 4;
    } else {
      text += character;
      at += 1;
    }
  }
  if (text) tokens.push({ text });
  return tokens;
}

/** Stars that nothing closes are stars: of each kind the last one, where their number is odd. */
function withoutLoose(tokens: Token[]): Token[] {
  let result = tokens;
  for (const kind of [BOLD, ITALIC]) {
    const places = result.flatMap((token, index) => ('stars' in token && token.stars & kind ? [index] : []));
    const loose = places.length % 2 === 1 ? places.at(-1) : undefined;
    if (loose === undefined) continue;
    result = result.flatMap((token, index) =>
      index === loose && 'stars' in token ? [{ text: STARS[kind]! }, { stars: token.stars & ~kind }] : [token],
    );
  }
  return result;
}

/** The line that `writeInline` wrote, or what somebody typed in its stead; in canonical form (tidy.ts). Never throws. */
export function readInline(source: string, where: Where = 'block'): Inline[] {
  return read(source, where, false);
}

function read(source: string, where: Where, noted: boolean): Inline[] {
  const nodes: Inline[] = [];
  const style: Style = { href: null, stars: 0 };
  for (const token of withoutLoose(scan(source, where, noted))) {
    if ('stars' in token) style.stars ^= token.stars;
    else if ('href' in token) style.href = token.href;
    else if ('note' in token) nodes.push(footnote(token.note, where));
    else add(nodes, 'text' in token ? token.text : null, marksOf(style));
  }
  return nodes;
}

function footnote(source: string, where: Where): Footnote {
  const content = read(source, where === 'block' ? 'heading' : where, true) as NonNullable<Footnote['content']>;
  return { type: 'footnote', attrs: { id: newBlockId() }, ...(content.length > 0 ? { content } : {}) };
}

function add(nodes: Inline[], text: string | null, marks: Mark[]): void {
  const marked = marks.length > 0 ? { marks } : {};
  const last = nodes.at(-1);
  if (text === null) nodes.push({ type: 'hardBreak', ...marked });
  else if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text += text;
  else nodes.push({ type: 'text', text, ...marked });
}

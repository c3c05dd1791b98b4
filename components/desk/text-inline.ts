import { isSafeHref } from '@/lib/content/links';
import type { Inline, Mark } from '@/lib/content/schema';
import { LIMITS } from '@/lib/limits';

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
 * A line of a body as text: `**bold**`, `*italic*`, `[text](address)`, breaks as line feeds (`<br>` in headings and
 * cells). Stars switch on and off wherever they stand, so Chinese needs no spaces around them; only what would be
 * read otherwise gets a backslash.
 */
export function writeInline(nodes: readonly Inline[] = [], where: Where = 'block'): string {
  const bracketed = nodes.some((node) => node.type === 'text' && node.text.includes(']('));
  let written = '';
  let now: Style = { href: null, stars: 0 };
  const turnTo = (next: Style) => {
    const moved = next.href !== now.href;
    if (moved && now.href !== null) written += `](${escapeHref(now.href, where)})`;
    written += STARS[next.stars ^ now.stars] ?? '';
    if (moved && next.href !== null) written += '[';
    now = next;
  };
  for (const node of nodes) {
    turnTo(styleOf(node.marks));
    if (node.type === 'hardBreak') written += where === 'block' ? '\n' : '<br>';
    else written += escapeText(node.text, where, now.href !== null, bracketed);
  }
  turnTo({ href: null, stars: 0 });
  return written;
}

function escapeText(text: string, where: Where, linked: boolean, bracketed: boolean): string {
  let escaped = text.replace(/[\\*]/g, '\\$&');
  if (linked) escaped = escaped.replace(/[[\]]/g, '\\$&');
  else if (bracketed) escaped = escaped.replace(/\[/g, '\\[');
  if (where === 'cell') escaped = escaped.replace(/\|/g, '\\|');
  return where === 'block' ? escaped : escaped.replace(/<(?=br>)/g, '\\<');
}

function escapeHref(href: string, where: Where): string {
  return href.replace(where === 'cell' ? /[\\()|]/g : /[\\()]/g, '\\$&');
}

type Token = { text: string } | { stars: number } | { href: string | null } | { pause: true };

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

function scan(source: string, where: Where): Token[] {
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
    if (character === '\\' && ESCAPABLE.test(source[at + 1] ?? '')) {
      text += source[at + 1]!;
      at += 2;
    } else if (stars > 0) {
      if (stars <= 3) push({ stars });
      else text += '*'.repeat(stars);
      at += stars;
    } else if (link) {
      push({ href: link.href });
      tokens.push(...scan(link.words, where), { href: null });
      at = link.end;
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
  const nodes: Inline[] = [];
  const style: Style = { href: null, stars: 0 };
  for (const token of withoutLoose(scan(source, where))) {
    if ('stars' in token) style.stars ^= token.stars;
    else if ('href' in token) style.href = token.href;
    else add(nodes, 'text' in token ? token.text : null, marksOf(style));
  }
  return nodes;
}

function add(nodes: Inline[], text: string | null, marks: Mark[]): void {
  const marked = marks.length > 0 ? { marks } : {};
  const last = nodes.at(-1);
  if (text === null) nodes.push({ type: 'hardBreak', ...marked });
  else if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text += text;
  else nodes.push({ type: 'text', text, ...marked });
}

import { doc, heading } from '../content/build';
import { bodySchema, type Block, type Body } from '../content/schema';
import { LIMITS } from '../platform/limits';
import { BodyCutter } from './bodies/body';
import { readHtml } from './formats/html/read';
import { outlineOfRows } from './plan/outline-of-rows';

const LEVELS = [2, 3, 4] as const;
/** Pictures inside the HTML: they are many times the words, and not for a text. */
const EMBEDDED = /\bsrc\s*=\s*(?:"data:[^"]*"|'data:[^']*')/gi;

/**
 * HTML from the clipboard as a body, through the reader that imports use. Headings are headings of the body
 * (`<h1>` and `<h2>` the highest); pictures are left out. Browser-safe.
 * @throws DomainError unreadable_document for HTML that is nested too deep; ZodError for what is too large for a body
 */
export function pastedBody(html: string): Body {
  const document = readHtml(html.replace(EMBEDDED, ''));
  const { text, marks } = document;
  // One text without sections of its own: what is a heading, the page itself says.
  const whole = { from: 0, to: text.length };
  const body = new BodyCutter(document, outlineOfRows(text, [{ ...whole, core: whole, role: 'text', opens: false, continues: false }], false), () => null);
  const blocks: Block[] = [];
  let at = 0;
  for (const mark of marks) {
    if (!mark.heading || mark.from < at) continue;
    const { words } = body.heading(mark);
    if (mark.to - mark.from > LIMITS.heading || words.length === 0) continue;
    blocks.push(...body.blocks([{ from: at, to: mark.from }]), heading(LEVELS[Math.min(Math.max(mark.heading, 2), 4) - 2] ?? 4, words));
    at = mark.to;
  }
  return bodySchema.parse(doc([...blocks, ...body.blocks([{ from: at, to: text.length }])]));
}

import { bodySchema, type Body } from '../content/schema';
import { bodyOfDocument } from './document-body';
import { DocumentBuilder } from './formats/builder';
import { readHtmlInto } from './formats/html/read';

const LEVELS = [2, 3, 4] as const;
/** Pictures inside the HTML: they are many times the words, and not for a text. */
const EMBEDDED = /\bsrc\s*=\s*(?:"data:[^"]*"|'data:[^']*')/gi;

/**
 * HTML from the clipboard as a body, through the reader that imports use. Headings are headings of the body
 * (`<h1>` and `<h2>` the highest); pictures are left out. Browser-safe.
 * @throws DomainError unreadable_document for HTML that is nested too deep; ZodError for what is too large for a body
 */
export function pastedBody(html: string): Body {
  const builder = new DocumentBuilder('html');
  // A piece of a page: what of it is the article, whoever copied it has said.
  readHtmlInto(builder, html.replace(EMBEDDED, ''));
  const document = builder.finish();
  const headings = document.marks.flatMap(({ from, to, heading }) => (heading ? [{ from, to, level: LEVELS[heading - 2] ?? (heading < 2 ? 2 : 4) }] : []));
  return bodySchema.parse(bodyOfDocument(document, headings));
}

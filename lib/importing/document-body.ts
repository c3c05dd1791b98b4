import { doc, heading } from '../content/build';
import type { Block, Body } from '../content/schema';
import { LIMITS } from '../platform/limits';
import type { Span } from '../text/outline/source';
import { BodyCutter } from './bodies/body';
import type { ImportedDocument } from './formats/document';
import type { PictureOf } from './bodies/inline';
import { outlineOfRows } from './plan/outline-of-rows';

/** A line of a document that is a heading of the body. */
export interface BodyHeading extends Span {
  level: 2 | 3 | 4;
}

/**
 * A document that is one text, without sections of its own, as a body: what is a heading, the document itself says.
 * Browser-safe.
 * @param headings rising; one that is too long for a heading stays a paragraph
 * @param pictureOf the pictures that are in the store
 * @returns a body that the schema accepts, unless the whole is too large for it; not yet in canonical form
 */
export function bodyOfDocument(document: ImportedDocument, headings: readonly BodyHeading[], pictureOf: PictureOf = () => null): Body {
  const whole = { from: 0, to: document.text.length };
  const outline = outlineOfRows(document.text, [{ ...whole, core: whole, role: 'text', opens: false, continues: false }], false);
  const body = new BodyCutter(document, outline, pictureOf);
  const parts: Block[][] = [];
  let at = 0;
  for (const one of headings) {
    if (one.from < at || one.to - one.from > LIMITS.heading) continue;
    parts.push(body.blocks([{ from: at, to: one.from }]));
    const { words, pictures } = body.heading(one);
    parts.push(words.length > 0 ? [heading(one.level, words)] : [], pictures);
    at = one.to;
  }
  return doc([...parts, body.blocks([{ from: at, to: whole.to }])].flat());
}

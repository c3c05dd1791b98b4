import type { Body, Image } from '../content/schema';
import { bodyOfDocument } from './document-body';
import type { ImportedDocument, ImportedImage } from './formats/document';
import { firstBehind } from './bodies/inline';
import { readMarkdownText } from './formats/markdown/read';

const LEVELS = [2, 3, 4] as const;

/**
 * The Markdown of one section, as `toMarkdown` writes it, as a body: `###` and above become headings of level 2, `####` 3,
 * all below 4. Headings in lists and quotes are words there.
 * @param pictureOf the picture of the store that one of the source's is; null where it is none, and its words are left
 * @returns a body that the schema accepts, unless the whole is too large for it, and what was read, with its losses
 */
export function markdownBody(source: string, pictureOf: (picture: ImportedImage) => Image | null = () => null): { body: Body; document: ImportedDocument } {
  const document = readMarkdownText(source);
  const { blocks, images, marks } = document;
  const isInBlock = (at: number) => (blocks[firstBehind(blocks, at)]?.from ?? Infinity) <= at;
  const headings = marks.flatMap(({ from, to, heading }) => {
    if (!heading || isInBlock(from)) return [];
    return [{ from, to, level: LEVELS[heading - 3] ?? (heading < 3 ? 2 : 4) }];
  });
  const body = bodyOfDocument(document, headings, (number) => {
    const picture = images[number];
    return picture ? pictureOf(picture) : null;
  });
  return { body, document };
}

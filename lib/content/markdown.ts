import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { LIMITS } from '../platform/limits';
import { isStorable } from '../platform/plain-text';
import { doc, paragraphs } from './build';
import { blocksOf } from './markdown-blocks';
import { contextOf, type MarkdownFinding, type PictureAt } from './markdown-context';
import { RESERVED, revealed, tameMarkdown } from './markdown-guard';
import type { Body, BodyNode } from './schema';
import { tidyBody } from './tidy';

/** Text of a full body with half as much again for its markup; more than that cannot become a valid body anyway. */
const MAX_SOURCE = LIMITS.bodyText * 1.5;

/** Lines that open a list item; the parser's time grows with the square of a list's length. */
const ITEM = /^[ \t]{0,20}(?:[-+*]|\d{1,9}[.)])[ \t]/gm;

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkCjkFriendly).freeze();

/** Characters that no text of ours may hold become U+FFFD, as Markdown itself does with U+0000. */
function storable(source: string, findings: Set<MarkdownFinding>): string {
  if (isStorable(source) && source.search(RESERVED) === -1) return source;
  source.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (!isStorable(line) || line.search(RESERVED) !== -1) findings.add(`unstorable_text:${index + 1}`);
  });
  return source
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '\uFFFD')
    .replace(RESERVED, '\uFFFD');
}

function reveal(node: BodyNode): void {
  if (node.type === 'text') {
    node.text = revealed(node.text);
    for (const mark of node.marks ?? []) if (mark.type === 'link') mark.attrs.href = revealed(mark.attrs.href);
  }
  if (node.type === 'image') {
    if (node.attrs.alt) node.attrs.alt = revealed(node.attrs.alt);
    if (node.attrs.caption) node.attrs.caption = revealed(node.attrs.caption);
  }
  if ('content' in node) node.content?.forEach(reveal);
}

/**
 * The Markdown (CommonMark with GFM) of one section as a body. `###` becomes a heading of level 2,
 * `####` 3, `#####` 4. All words are kept: what a body cannot hold leaves its text as a paragraph.
 * A note stands where it is first referred to. Pictures are those that `pictureAt` finds in the store; a picture in a
 * line stands behind the block around it, and its title becomes the caption.
 * @returns a body that the schema accepts, unless the whole is too large for it (text, blocks), and
 * a finding `code:line` for everything that is not as it was written, in reading order by line
 */
export function fromMarkdown(source: string, pictureAt: PictureAt = () => undefined): { body: Body; findings: MarkdownFinding[] } {
  const findings = new Set<MarkdownFinding>();
  const text = storable(source, findings);
  if (text.length > MAX_SOURCE || (text.match(ITEM)?.length ?? 0) > LIMITS.bodyBlocks) {
    findings.add('too_long:1');
    return { body: doc(paragraphs(text)), findings: [...findings] };
  }
  const tame = tameMarkdown(text);
  for (const line of tame.tamed) findings.add(`too_deep:${line}`);
  const root = parser.parse(tame.source);
  const context = contextOf(root, tame.source, findings, pictureAt);
  const body = tidyBody(doc(blocksOf(root.children, context)));
  if (tame.tamed.length > 0) body.content.forEach(reveal);
  for (const [label, definition] of context.definitions) if (!context.used.has(label)) context.note('definition', definition);
  const lineOf = (finding: string) => Number(finding.slice(finding.indexOf(':') + 1));
  return { body, findings: [...findings].sort((one, other) => lineOf(one) - lineOf(other)) };
}

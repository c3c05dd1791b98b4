import type { Body, BodyNode, Image, Inline, Mark } from './nodes';

const MARK_ORDER: Record<Mark['type'], number> = { link: 0, bold: 1, italic: 2 };

function sameMarks(one: Mark[] = [], other: Mark[] = []): boolean {
  return (
    one.length === other.length &&
    one.every((mark, index) => {
      const twin = other[index];
      if (mark.type === 'link') return twin?.type === 'link' && twin.attrs.href === mark.attrs.href;
      return twin?.type === mark.type;
    })
  );
}

/** Texts that follow each other with the same marks become one, as the editor makes them anyway. */
function joined(nodes: Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text' && sameMarks(last.marks, node.marks)) last.text += node.text;
    else result.push(node);
  }
  return result;
}

function tidyInline(node: Inline): void {
  if (node.type === 'footnote') {
    delete node.marks;
    return tidyLine(node);
  }
  if (!node.marks) return;
  if (node.marks.length === 0) delete node.marks;
  else node.marks.sort((one, other) => MARK_ORDER[one.type] - MARK_ORDER[other.type]);
}

/** What holds a line of words: its texts joined, and no list where there are none. */
function tidyLine(node: { content?: Inline[] | undefined }): void {
  if (!node.content) return;
  node.content.forEach(tidyInline);
  node.content = joined(node.content);
  if (node.content.length === 0) delete node.content;
}

/** Words for a picture are worth more than the claim that it needs none. */
function tidyImage({ attrs }: Image): void {
  if (!attrs.alt) delete attrs.alt;
  if (!attrs.caption) delete attrs.caption;
  if (!attrs.decorative || attrs.alt) delete attrs.decorative;
  dropUnset(attrs);
}

function dropUnset(attrs: object): void {
  for (const [key, value] of Object.entries(attrs)) if (value === undefined) Reflect.deleteProperty(attrs, key);
}

function tidyNode(node: BodyNode): void {
  switch (node.type) {
    case 'text':
    case 'hardBreak':
    case 'footnote':
      return tidyInline(node);
    case 'image':
      return tidyImage(node);
    case 'paragraph':
    case 'heading':
      dropUnset(node.attrs);
      return tidyLine(node);
    case 'tableHeader':
    case 'tableCell':
      if (node.attrs) {
        if (node.attrs.colspan === 1) delete node.attrs.colspan;
        if (node.attrs.rowspan === 1) delete node.attrs.rowspan;
        dropUnset(node.attrs);
        if (Object.keys(node.attrs).length === 0) delete node.attrs;
      }
      return node.content.forEach(tidyNode);
    case 'tableRow':
      if (node.content?.length === 0) delete node.content;
      return node.content?.forEach(tidyNode);
    case 'orderedList':
      if (node.attrs.start === 1) delete node.attrs.start;
  }
  dropUnset(node.attrs);
  node.content.forEach(tidyNode);
}

/**
 * Gives a body that the schema has just made its one canonical form, in place: what says nothing
 * (empty content and marks, spans of 1, unset attributes) goes, marks get a fixed order, texts with
 * the same marks are joined. So the same words have the same hash, whether they come from the
 * editor, the API or an import.
 */
export function tidyBody(body: Body): Body {
  body.content.forEach(tidyNode);
  return body;
}

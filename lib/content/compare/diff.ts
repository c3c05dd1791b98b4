import { canonicalJson } from '../../platform/canonical-json';
import type { AnyNode } from '../nodes/node';
import type { Body, BodyNode } from '../schema';
import { inlineText } from '../text';
import { pairsOf } from './pairs';
import { diffWords, Effort, wholly, type Piece, type Run } from './words';

/** What became of a block, or of an item, a row or a cell in one. */
export interface NodeDiff {
  /** One of its own among those beside it. */
  key: string;
  change: 'same' | 'added' | 'removed' | 'changed';
  moved: 'up' | 'down' | null;
  /** Something else than its words is another: form, a link, which picture. */
  restyled: boolean;
  /** As it is now, or was. */
  node: BodyNode;
  /** Of what holds words. */
  runs?: Run[];
  /** Of what holds blocks, items, rows or cells. */
  parts?: NodeDiff[];
}

const text = (node: AnyNode) => inlineText([node]);
const isSame = (one: unknown, other: unknown) => one === other || canonicalJson(one) === canonicalJson(other);
/** Whether two blocks differ in nothing that a reader would see. */
const looksSame = (one: AnyNode, other: AnyNode) => isSame(one, other) || canonicalJson(withoutIds(one)) === canonicalJson(withoutIds(other));

function withoutIds({ attrs, content, ...rest }: AnyNode): unknown {
  const { id: _id, ...said } = (attrs ?? {}) as Record<string, unknown>;
  return { ...rest, attrs: said, content: content?.map(withoutIds) ?? [] };
}

/** Its id; rows and cells have none and go by the first block in them, which keeps its own when it is written in. */
function keyOf(node: AnyNode, at: number): string {
  let inside: AnyNode | undefined = node;
  while (inside) {
    const id = (inside.attrs as { id?: string } | undefined)?.id;
    if (id !== undefined) return id;
    inside = inside.content?.[0];
  }
  return `#${at}`;
}

const INLINE = new Set(['text', 'hardBreak', 'footnote']);

/** Whether what stands in it is compared part by part; else its words are. */
function holdsParts(node: AnyNode): boolean {
  return node.content !== undefined && node.content.length > 0 && !INLINE.has(node.content[0]!.type);
}

/** The words of a node that holds none of the others: a line with its notes, the words of a picture, or what a node says of itself. */
function pieces(node: AnyNode): Piece[] {
  if (!node.content) return [{ text: text(node) }];
  const line = node.content.map((part): Piece => (part.type === 'footnote' ? { text: inlineText(part.content), note: true } : { text: text(part) }));
  const { number } = (node.attrs ?? {}) as { number?: string };
  return number === undefined ? line : [{ text: `${number} ` }, ...line];
}

/** A node that is on one side only, or the same on both. */
function whole(node: AnyNode, at: number, change: 'same' | 'added' | 'removed'): NodeDiff {
  const own = { key: keyOf(node, at), change, moved: null, restyled: false, node: node as BodyNode };
  if (holdsParts(node)) return { ...own, parts: node.content!.map((part, index) => whole(part, index, change)) };
  return { ...own, runs: wholly(pieces(node), change) };
}

/** What a node says of itself beside its words and what stands in it. */
function manner({ attrs, type }: AnyNode): unknown {
  const { alt: _alt, caption: _caption, id: _id, ...rest } = (attrs ?? {}) as Record<string, unknown>;
  return { type, ...rest };
}

function changed(before: AnyNode, after: AnyNode, at: number, effort: Effort): NodeDiff[] {
  if (holdsParts(before) !== holdsParts(after)) return [whole(before, at, 'removed'), { ...whole(after, at, 'added'), key: `${keyOf(after, at)} now` }];
  const own = { key: keyOf(after, at), change: 'changed' as const, moved: null, node: after as BodyNode };
  if (holdsParts(after)) {
    const [was, is] = [captionOf(before), captionOf(after)];
    return [{ ...own, ...(was || is ? { runs: diffWords([{ text: was }], [{ text: is }], effort) } : {}), restyled: !isSame(manner(before), manner(after)), parts: diffNodes(before.content!, after.content!, effort) }];
  }
  const runs = diffWords(pieces(before), pieces(after), effort);
  return [{ ...own, restyled: runs.every(({ change }) => change === 'same') || !isSame(manner(before), manner(after)), runs }];
}

/** What stands above a table. */
function captionOf({ attrs }: AnyNode): string {
  const { caption } = (attrs ?? {}) as { caption?: string };
  return caption ?? '';
}

function diffNodes(before: readonly AnyNode[], after: readonly AnyNode[], effort: Effort): NodeDiff[] {
  const pairs = pairsOf(before, after, { key: keyOf, likeness: (node) => text(node) && `${node.type} ${text(node)}` });
  return pairs.flatMap(({ before: old, after: now, moved }, at): NodeDiff[] => {
    if (old && now) {
      const nodes = looksSame(old, now) ? [whole(now, at, 'same')] : changed(old, now, at, effort);
      return moved ? nodes.map((node) => ({ ...node, moved: node.change === 'removed' ? null : moved })) : nodes;
    }
    return old ? [{ ...whole(old, at, 'removed'), key: `${keyOf(old, at)} was` }] : now ? [whole(now, at, 'added')] : [];
  });
}

/**
 * What a reader of both bodies would tell of them: which blocks came, went, moved and changed, and in those that changed which words;
 * lists by item, tables by cell, pictures and notes by their words. Takes no more than a moment, whatever the bodies are.
 * @param effort where several bodies are compared for one page, what all of them may take
 */
export function diffBodies(before: Body, after: Body, effort: Effort = new Effort()): NodeDiff[] {
  return diffNodes(before.content, after.content, effort);
}

/** Whether nothing is another. */
export function isUnchanged(diffs: readonly NodeDiff[]): boolean {
  return diffs.every(({ change, moved }) => change === 'same' && moved === null);
}

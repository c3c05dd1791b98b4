import type { Definition, Link, Nodes } from 'mdast';
import { isSafeHref } from '../../../content/links';
import { LIMITS } from '../../../platform/limits';
import type { Style } from '../builder';
import type { LossCode } from '../document';
import { revealed } from './guard';
import { htmlText } from './html-text';

/** What stands in a line of Markdown, in reading order. */
export type Piece =
  | { type: 'text'; text: string; style: Style }
  | { type: 'break' }
  | { type: 'image'; url: string; alt: string; title: string }
  | { type: 'note'; identifier: string; label: string };

/** What the lines of a document need of its whole. */
export interface LineContext {
  source: string;
  /** Of links and pictures, by their labels. */
  definitions: ReadonlyMap<string, Definition>;
  /** The labels that something refers to. */
  used: Set<string>;
  lose(code: LossCode): void;
}

/** Chinese and its punctuation, and any half of a surrogate pair: between two of them a line break is no space. */
const WIDE = /[\u2E80-\u303F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\uD800-\uDFFF]/;

/** The style of a link, where its address may stand in a body; the link around it holds, where there is one. */
function linked(style: Style, href: string): Style {
  return style.href === undefined && href.length <= LIMITS.url && isSafeHref(revealed(href)) ? { ...style, href } : style;
}

/**
 * A bare address in running text ends where Chinese begins: GFM only knows the end marks of Western
 * sentences and would take all that follows into the link.
 */
function bareLink(node: Link, style: Style, context: LineContext): Piece[] | undefined {
  const start = node.position?.start.offset ?? 0;
  const [child] = node.children;
  if (child?.type !== 'text' || /[[<]/.test(context.source.charAt(start))) return undefined;
  // The range at the end are the stand-ins of guard.ts.
  const end = child.value.search(/[^\u0021-\u007E\uFDD0-\uFDD5]/);
  if (end < 1 || !node.url.endsWith(child.value)) return undefined;
  const address = child.value.slice(0, end);
  const href = node.url.slice(0, node.url.length - child.value.length) + address;
  return [
    { type: 'text', text: address, style: linked(style, href) },
    { type: 'text', text: child.value.slice(end), style },
  ];
}

/** Line breaks of the source that are no breaks of the text: a space, or nothing between Chinese characters. */
function unwrapped(pieces: Piece[]): Piece[] {
  // A note between two characters does not part them.
  const spoken = pieces.filter(({ type }) => type !== 'note');
  const textAt = (index: number) => {
    const piece = spoken[index];
    return piece?.type === 'text' ? piece.text : '';
  };
  let index = -1;
  return pieces.map((piece): Piece => {
    if (piece.type !== 'note') index += 1;
    if (piece.type !== 'text') return piece;
    const text = piece.text.replace(/\n/g, (_, at: number) => {
      const before = piece.text.charAt(at - 1) || textAt(index - 1).slice(-1);
      const after = piece.text.charAt(at + 1) || textAt(index + 1).charAt(0);
      return WIDE.test(before) && WIDE.test(after) ? '' : ' ';
    });
    return { ...piece, text };
  });
}

/** The same with the characters that were hidden from the parser. */
function shown(piece: Piece): Piece {
  switch (piece.type) {
    case 'text':
      return { ...piece, text: revealed(piece.text), style: piece.style.href === undefined ? piece.style : { ...piece.style, href: revealed(piece.style.href) } };
    case 'image':
      return { ...piece, url: revealed(piece.url), alt: revealed(piece.alt), title: revealed(piece.title) };
    case 'note':
      return { ...piece, label: revealed(piece.label) };
    case 'break':
      return piece;
  }
}

/**
 * Phrasing content as the pieces of a line. Marks that the product does not know leave their text and a loss. Works with
 * a stack, not by recursion, since marks may nest as deep as the source is long.
 */
export function piecesOf(children: Nodes[], context: LineContext): Piece[] {
  const result: Piece[] = [];
  const stack: { node: Nodes; style: Style }[] = [];
  const push = (nodes: Nodes[], style: Style) => {
    for (const node of [...nodes].reverse()) stack.push({ node, style });
  };
  const say = (text: string, style: Style) => {
    if (text) result.push({ type: 'text', text, style });
  };
  const definitionOf = (identifier: string) => {
    context.used.add(identifier);
    return context.definitions.get(identifier);
  };
  push(children, {});
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { node, style } = item;
    switch (node.type) {
      case 'text':
        say(node.value, style);
        break;
      case 'break':
        result.push({ type: 'break' });
        break;
      case 'strong':
        push(node.children, { ...style, bold: true });
        break;
      case 'emphasis':
        push(node.children, { ...style, italic: true });
        break;
      case 'delete':
        context.lose('strikethrough');
        push(node.children, style);
        break;
      case 'inlineCode':
        context.lose('code');
        say(node.value, style);
        break;
      case 'link':
      case 'linkReference': {
        const target = node.type === 'link' ? node : definitionOf(node.identifier);
        if (target?.title) context.lose('link_title');
        const bare = node.type === 'link' ? bareLink(node, style, context) : undefined;
        if (bare) result.push(...bare);
        else if (node.children.length === 0) say(target?.url ?? '', linked(style, target?.url ?? ''));
        else push(node.children, linked(style, target?.url ?? ''));
        break;
      }
      case 'image':
      case 'imageReference': {
        const target = node.type === 'image' ? node : definitionOf(node.identifier);
        result.push({ type: 'image', url: target?.url ?? '', alt: node.alt ?? '', title: target?.title ?? '' });
        break;
      }
      case 'footnoteReference':
        result.push({ type: 'note', identifier: node.identifier, label: node.label ?? node.identifier });
        break;
      case 'html':
        if (/^<br\s{0,9}\/?>$/i.test(node.value)) result.push({ type: 'break' });
        else say(htmlText(node.value), style);
        break;
      default:
        if ('children' in node) push(node.children, style);
        else if ('value' in node) say(node.value, style);
    }
  }
  return unwrapped(result).map(shown);
}

import type { FootnoteReference, Link, Nodes } from 'mdast';
import { LIMITS } from '../platform/limits';
import { bold, footnote, italic, link, words } from './build';
import { isSafeHref } from './links';
import { htmlText } from './markdown-html';
import type { MarkdownContext } from './markdown-context';
import type { Footnote, Inline, Mark } from './schema';

/** Chinese and its punctuation, and any half of a surrogate pair: between two of them a line break is no space. */
const WIDE = /[\u2E80-\u303F\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\uD800-\uDFFF]/;

function withMark(marks: Mark[], mark: Mark): Mark[] {
  return marks.some((other) => other.type === mark.type) ? marks : [...marks, mark];
}

/** The link mark of an address, or nothing and a finding where a body may not hold it. */
function linked(marks: Mark[], href: string, node: Nodes, context: MarkdownContext): Mark[] {
  if (href.length <= LIMITS.url && isSafeHref(href)) return withMark(marks, link(href));
  context.note('bad_link', node);
  return marks;
}

/**
 * A bare address in running text ends where Chinese begins: GFM only knows the end marks of Western
 * sentences and would take all that follows into the link.
 */
function bareLink(node: Link, marks: Mark[], context: MarkdownContext): Inline[] | undefined {
  const start = node.position?.start.offset ?? 0;
  const [child] = node.children;
  if (child?.type !== 'text' || /[[<]/.test(context.source.charAt(start))) return undefined;
  // The range at the end are the stand-ins of markdown-guard.ts.
  const end = child.value.search(/[^\u0021-\u007E\uFDD0-\uFDD5]/);
  if (end < 1 || !node.url.endsWith(child.value)) return undefined;
  const address = child.value.slice(0, end);
  const href = node.url.slice(0, node.url.length - child.value.length) + address;
  return [...words(address, linked(marks, href, node, context)), ...words(child.value.slice(end), marks)];
}

/** Line breaks of the source that are no breaks of the text: a space, or nothing between Chinese characters. */
function unwrapped(nodes: Inline[]): Inline[] {
  // A note between two characters does not part them.
  const spoken = nodes.filter((node) => node.type !== 'footnote').map((node) => ({ node, text: node.type === 'text' ? node.text : '' }));
  const place = new Map(spoken.map(({ node }, index) => [node, index]));
  return nodes.flatMap((node): Inline[] => {
    if (node.type !== 'text') return [node];
    const index = place.get(node) ?? 0;
    const text = node.text.replace(/\n/g, (_, at: number) => {
      const before = node.text.charAt(at - 1) || (spoken[index - 1]?.text ?? '').slice(-1);
      const after = node.text.charAt(at + 1) || (spoken[index + 1]?.text ?? '').charAt(0);
      return WIDE.test(before) && WIDE.test(after) ? '' : ' ';
    });
    return text ? [{ ...node, text }] : [];
  });
}

/**
 * The note that a reference means, with the words of its definition, a break between its paragraphs; undefined where
 * the reference has to stay text. Other blocks than paragraphs leave their words and a finding.
 */
function footnoteOf(node: FootnoteReference, context: MarkdownContext): Footnote | undefined {
  const definition = context.footnotes.get(node.identifier);
  if (!definition || context.inFootnote || context.placed.has(node.identifier)) return undefined;
  context.placed.add(node.identifier);
  context.inFootnote = true;
  const lines: Inline[][] = [];
  const stack: Nodes[] = [...definition.children].reverse();
  for (let child = stack.pop(); child; child = stack.pop()) {
    if (child.type !== 'paragraph') context.note('nested_block', child);
    if (child.type === 'footnoteDefinition') lines.push(words(`[${child.label ?? child.identifier}]`));
    if (child.type === 'paragraph' || child.type === 'heading' || child.type === 'tableCell') lines.push(inlineNodes(child.children, context));
    else if ('children' in child) stack.push(...[...child.children].reverse());
    else lines.push(inlineNodes([child], context));
  }
  context.inFootnote = false;
  const spoken = lines.filter((line) => line.length > 0);
  return footnote(spoken.flatMap((line, index): Inline[] => [...(index > 0 ? [{ type: 'hardBreak' as const }] : []), ...line]));
}

/**
 * Phrasing content as the inline nodes of a body. Marks a body does not know leave their text and a
 * finding; images that are no pictures of the store leave their alternative text. Works with a stack, not by recursion, since marks
 * may nest as deep as the source is long.
 */
export function inlineNodes(children: Nodes[], context: MarkdownContext): Inline[] {
  const result: Inline[] = [];
  const stack: { node: Nodes; marks: Mark[] }[] = [];
  const push = (nodes: Nodes[], marks: Mark[]) => {
    for (const node of [...nodes].reverse()) stack.push({ node, marks });
  };
  const say = (text: string, marks: Mark[]) => {
    if (text) result.push({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) });
  };
  push(children, []);
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { node, marks } = item;
    switch (node.type) {
      case 'text':
        say(node.value, marks);
        break;
      case 'break':
        result.push({ type: 'hardBreak', ...(marks.length > 0 ? { marks } : {}) });
        break;
      case 'strong':
        push(node.children, withMark(marks, bold));
        break;
      case 'emphasis':
        push(node.children, withMark(marks, italic));
        break;
      case 'delete':
        context.note('strikethrough', node);
        push(node.children, marks);
        break;
      case 'inlineCode':
        context.note('code', node);
        say(node.value, marks);
        break;
      case 'link':
      case 'linkReference': {
        const target = node.type === 'link' ? node : context.definitions.get(node.identifier);
        if (node.type === 'linkReference') context.used.add(node.identifier);
        if (target?.title) {
          context.note('link_title', node);
        }
        const bare = node.type === 'link' ? bareLink(node, marks, context) : undefined;
        if (bare) result.push(...bare);
        else if (node.children.length === 0) say(target?.url ?? '', linked(marks, target?.url ?? '', node, context));
        else push(node.children, linked(marks, target?.url ?? '', node, context));
        break;
      }
      case 'image':
      case 'imageReference':
        if (node.type === 'imageReference') context.used.add(node.identifier);
        if (context.picture(node)) break;
        context.note('image', node);
        say(node.alt ?? '', marks);
        break;
      case 'footnoteReference': {
        const note = footnoteOf(node, context);
        if (note) result.push(note);
        else {
          context.note('footnote', node);
          say(`[${node.label ?? node.identifier}]`, marks);
        }
        break;
      }
      case 'html':
        if (/^<br\s{0,9}\/?>$/i.test(node.value)) result.push({ type: 'hardBreak' });
        else {
          context.note('html', node);
          say(htmlText(node.value), marks);
        }
        break;
      default:
        if ('children' in node) push(node.children, marks);
        else if ('value' in node) say(node.value, marks);
    }
  }
  return unwrapped(result);
}

import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { cardHtml, field, isPayload, list, type Payload } from './cards';
import { escapeHtml } from '../../../content/escape-html';

const BOLD = 1;
const ITALIC = 2;
const TAGS: Record<string, string> = { paragraph: 'p', quote: 'blockquote', 'extended-quote': 'blockquote', aside: 'blockquote', listitem: 'li' };

/**
 * What Ghost's present editor (Lexical) keeps a post in, as HTML; empty for what is none.
 * @throws DomainError unreadable_document too_deep
 */
export function lexicalHtml(state: unknown): string {
  return isPayload(state) && isPayload(state.root) ? inside(state.root, 1) : '';
}

function inside(node: Payload, depth: number): string {
  if (depth > LIMITS.markup.depth) throw unreadable('too_deep');
  return list(node.children).map((one) => nodeHtml(one, depth)).join('');
}

function nodeHtml(node: Payload, depth: number): string {
  const type = field(node, 'type');
  if (type === 'text' || type === 'extended-text') return styled(escapeHtml(field(node, 'text')), Number(node.format) || 0);
  if (type === 'linebreak') return '<br>';
  if (type === 'link' || type === 'autolink') return `<a href="${escapeHtml(field(node, 'url'))}">${inside(node, depth + 1)}</a>`;
  const tag = tagOf(node, type);
  if (tag) return `<${tag}>${inside(node, depth + 1)}</${tag}>`;
  return cardHtml(type, node) + inside(node, depth + 1);
}

function tagOf(node: Payload, type: string): string | undefined {
  if (type === 'heading' || type === 'extended-heading') return /^h[1-6]$/.test(field(node, 'tag')) ? field(node, 'tag') : 'h2';
  if (type === 'list') return field(node, 'listType') === 'number' ? 'ol' : 'ul';
  return Object.hasOwn(TAGS, type) ? TAGS[type] : undefined;
}

function styled(words: string, format: number): string {
  const bold = format & BOLD ? `<b>${words}</b>` : words;
  return format & ITALIC ? `<i>${bold}</i>` : bold;
}

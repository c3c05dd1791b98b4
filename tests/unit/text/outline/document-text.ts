import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { wordsOnly } from '../../../outline-corpus/compare';
import type { LabelledDocument } from '../../../outline-corpus/label';

type Node = DefaultTreeAdapterTypes.Node;

const INLINE = new Set(['a', 'b', 'button', 'em', 'font', 'i', 'span', 'strong']);
const NO_TEXT = new Set(['script', 'style', 'title']);

function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (NO_TEXT.has(node.nodeName) || !('childNodes' in node)) return '';
  const text = node.childNodes.map(textOf).join('');
  return INLINE.has(node.nodeName) ? text : `\n${text}\n`;
}

function plain(text: string): string {
  return text
    .replace(/\[\^\w+\]/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/^#+ /gm, '');
}

/** A labelled document as lines of text, without the code of its format. */
export function documentText({ label: { format }, bytes }: LabelledDocument): string {
  const text = new TextDecoder().decode(bytes);
  if (format === 'html') return textOf(parse(text));
  return format === 'md' ? plain(text) : text;
}

/** The words of a document's own text in one run: without its labelled chrome, marks and spaces. */
export function ownWords(document: LabelledDocument): string {
  const noise = new Set(document.label.noise.map(wordsOnly));
  const lines = documentText(document).split(/[\n\f]/).filter((line) => !noise.has(wordsOnly(line)));
  return wordsOnly(lines.join(''));
}

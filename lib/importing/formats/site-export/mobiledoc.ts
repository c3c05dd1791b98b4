import { cardHtml, isPayload } from './cards';
import { escapeHtml } from '../../../content/escape-html';

/** Kinds of sections and of markers in a Mobiledoc (0.3). */
const MARKUP = 1;
const IMAGE = 2;
const LIST = 3;
const CARD = 10;
const TEXT = 0;

const TAGS = /^(?:p|h[1-6]|blockquote|aside|ul|ol)$/;

/** What Ghost's editor before the present one (Mobiledoc) keeps a post in, as HTML; empty for what is none. */
export function mobiledocHtml(state: unknown): string {
  if (!isPayload(state) || !Array.isArray(state.sections)) return '';
  const document = { markups: array(state.markups), atoms: array(state.atoms), cards: array(state.cards) };
  return array(state.sections).map((section) => sectionHtml(array(section), document)).join('');
}

interface Parts {
  markups: readonly unknown[];
  atoms: readonly unknown[];
  cards: readonly unknown[];
}

const array = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function sectionHtml([kind, first, second]: readonly unknown[], document: Parts): string {
  const named = TAGS.test(words(first)) ? words(first) : '';
  if (kind === MARKUP) return `<${named || 'p'}>${markersHtml(second, document)}</${named || 'p'}>`;
  if (kind === IMAGE) return `<p><img src="${escapeHtml(words(first))}"></p>`;
  if (kind === LIST) return `<${named || 'ul'}>${array(second).map((item) => `<li>${markersHtml(item, document)}</li>`).join('')}</${named || 'ul'}>`;
  const [name, payload] = kind === CARD ? array(document.cards[Number(first)]) : [];
  return cardHtml(words(name), isPayload(payload) ? payload : {});
}

/** Pieces of text, and what begins and ends with each: bold, links. An atom is a piece that something stands for. */
function markersHtml(markers: unknown, { markups, atoms }: Parts): string {
  const open: string[] = [];
  return array(markers)
    .map((marker) => {
      const [type, begins, ends, value] = array(marker);
      const opened = array(begins).map((number) => {
        const [tag, attributes] = array(markups[Number(number)]);
        const name = /^(?:a|b|strong|i|em|s|u|code|sub|sup)$/.test(words(tag)) ? words(tag) : 'span';
        open.push(name);
        const target = name === 'a' ? words(array(attributes)[1 + array(attributes).indexOf('href')]) : '';
        return `<${name}${target ? ` href="${escapeHtml(target)}"` : ''}>`;
      });
      const [atom, said] = array(atoms[Number(value)]);
      const piece = type === TEXT ? escapeHtml(words(value)) : words(atom) === 'soft-return' ? '<br>' : escapeHtml(words(said));
      const closed = open.splice(Math.max(0, open.length - (Number(ends) || 0))).reverse();
      return opened.join('') + piece + closed.map((name) => `</${name}>`).join('');
    })
    .join('');
}

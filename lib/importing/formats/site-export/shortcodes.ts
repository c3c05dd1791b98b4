import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { escapeHtml } from '../../../content/escape-html';

/** Shortcodes that show something of their own, by what they stand for. */
const EMBEDDED = new Set(['audio', 'video', 'playlist', 'embed', 'contact-form-7', 'youtube', 'wpforms', 'gravityform', 'rev_slider']);
const CODE = /\[(\/?)([a-z][a-z0-9_-]{1,40})((?:\s[^[\]]{0,2000})?)\]/gi;
const ATTRIBUTE = /([a-z_-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gi;

/** The pictures that a gallery shows, by their addresses. */
export type Gallery = (ids: readonly string[]) => readonly string[];

const CAPTION = /^(?:wp_)?caption$/;

interface Code {
  from: number;
  to: number;
  name: string;
  closes: boolean;
  attributes: Record<string, string>;
}

/**
 * WordPress content with its shortcodes as HTML: captions and galleries as figures, embedded things as such; of others, which
 * plugins would fill in, the words between them stay. What stands in brackets and is none (`[1]`, `[sic]`) stays as it is.
 * @throws DomainError unreadable_document too_complex for more codes than a document may have small pieces
 */
export function withoutShortcodes(content: string, gallery: Gallery): string {
  const codes = codesIn(content);
  const closed = new Set(codes.filter(({ closes }) => closes).map(({ name }) => name));
  let html = '';
  let at = 0;
  for (const [index, code] of codes.entries()) {
    if (code.from < at) continue;
    const next = codes[index + 1];
    if (CAPTION.test(code.name) && !code.closes && next?.closes && CAPTION.test(next.name)) {
      html += content.slice(at, code.from) + figure(content.slice(code.to, next.from), code.attributes.caption ?? '');
      at = next.to;
      continue;
    }
    const known = CAPTION.test(code.name) || code.name === 'gallery' || EMBEDDED.has(code.name);
    if (!known && !closed.has(code.name) && Object.keys(code.attributes).length === 0) continue;
    html += content.slice(at, code.from) + htmlOf(code, gallery);
    at = code.to;
  }
  return html + content.slice(at);
}

/** A picture with its caption, whose words are an attribute in old content and stand behind the picture in newer. */
function figure(inside: string, attribute: string): string {
  const [, picture = '', words = inside] = /^(\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?)([^]*)$/i.exec(inside) ?? [];
  const caption = [escapeHtml(attribute.replace(/<[^<>]*>/g, '')), words.trim()].filter(Boolean).join(' ');
  return `\n\n<figure>${picture}${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>\n\n`;
}

function codesIn(content: string): Code[] {
  const codes: Code[] = [];
  for (const { index, 0: whole, 1: slash, 2: name = '', 3: words = '' } of content.matchAll(CODE)) {
    if (codes.length >= LIMITS.markup.parts) throw unreadable('too_complex');
    const attributes = Object.create(null) as Record<string, string>;
    for (const [, key = '', double, single, bare] of words.matchAll(ATTRIBUTE)) attributes[key.toLowerCase()] = double ?? single ?? bare ?? '';
    codes.push({ from: index, to: index + whole.length, name: name.toLowerCase(), closes: slash === '/', attributes });
  }
  return codes;
}

function htmlOf({ name, closes, attributes }: Code, gallery: Gallery): string {
  switch (name) {
    case 'gallery':
      return closes ? '' : gallery((attributes.ids ?? attributes.include ?? '').split(',').map((id) => id.trim()).filter(Boolean)).map((source) => `<p><img src="${escapeHtml(source)}"></p>`).join('');
    case 'embed':
      // The address between its ends stays as text.
      return '';
    default:
      return closes || !EMBEDDED.has(name) ? '' : `<object title="${escapeHtml(attributes.src ?? attributes.mp4 ?? attributes.mp3 ?? attributes.title ?? name)}"></object>`;
  }
}

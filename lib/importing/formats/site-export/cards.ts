import { escapeHtml } from '../../../content/escape-html';

/** What an editor's card holds, whatever its kind. */
export type Payload = Readonly<Record<string, unknown>>;

/** Fields in which the cards of Ghost's editors keep words of an author, in the order in which they are shown. */
const WORDS = ['heading', 'header', 'subheader', 'title', 'content', 'calloutText', 'textValue', 'text', 'description', 'buttonText', 'productTitle', 'productDescription', 'caption'];

export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that is a text; else nothing. */
export function field(payload: Payload, name: string): string {
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** A card of Ghost's editors as HTML: pictures, code and HTML as what they are, of all others their words. */
export function cardHtml(kind: string, payload: Payload): string {
  switch (kind) {
    case 'html':
      return field(payload, 'html');
    case 'markdown':
    case 'card-markdown':
      return lines(field(payload, 'markdown'));
    case 'code':
    case 'codeblock':
      return `<pre>${escapeHtml(field(payload, 'code'))}</pre>`;
    case 'hr':
    case 'horizontalrule':
    case 'paywall':
      return '<hr>';
    case 'image':
      return figure(payload);
    case 'gallery':
      return list(payload.images).map(figure).join('') + caption(payload);
    case 'embed':
    case 'video':
    case 'audio':
    case 'file':
      return `<object title="${escapeHtml(field(payload, 'url') || field(payload, 'src') || field(payload, 'title'))}"></object>${caption(payload)}`;
    case 'bookmark': {
      const about = isPayload(payload.metadata) ? payload.metadata : {};
      const address = field(payload, 'url');
      return `<p><a href="${escapeHtml(address)}">${escapeHtml(field(about, 'title') || address)}</a></p>${caption(payload)}`;
    }
    default:
      return WORDS.map((name) => field(payload, name)).filter(Boolean).map((words) => `<div>${words}</div>`).join('');
  }
}

function figure(payload: Payload): string {
  const source = field(payload, 'src');
  return source ? `<figure><img src="${escapeHtml(source)}" alt="${escapeHtml(field(payload, 'alt'))}">${caption(payload)}</figure>` : caption(payload);
}

/** Captions are HTML in both editors. */
function caption(payload: Payload): string {
  const words = field(payload, 'caption');
  return words ? `<figcaption>${words}</figcaption>` : '';
}

function lines(words: string): string {
  return words.split(/\n+/).map((line) => `<p>${escapeHtml(line)}</p>`).join('');
}

export function list(value: unknown): Payload[] {
  return Array.isArray(value) ? value.filter(isPayload) : [];
}

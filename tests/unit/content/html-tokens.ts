const ID = /^[A-Za-z0-9_-]+$/;
const FILE = String.raw`/[a-z/]+/[0-9a-f]{64}(?:-\d+)?\.webp`;

/** The tags and attributes that a body may become, and no others. */
const ALLOWED: Record<string, Record<string, RegExp>> = {
  p: {},
  strong: {},
  em: {},
  br: {},
  ul: {},
  ol: { start: /^\d+$/, class: /^notes$/, 'aria-label': /^.+$/s },
  li: { id: ID },
  blockquote: {},
  table: {},
  caption: {},
  thead: {},
  tbody: {},
  tr: {},
  td: { class: /^numeric$/, colspan: /^\d+$/, rowspan: /^\d+$/ },
  th: { class: /^numeric$/, colspan: /^\d+$/, rowspan: /^\d+$/, scope: /^(col|row)$/ },
  h3: { id: ID },
  h4: { id: ID },
  h5: { id: ID },
  span: { class: /^(number|address)$/, 'data-number': /^\d+$/ },
  div: { class: /^table( wide( turned( dense)?)?)?$/, tabindex: /^0$/, role: /^group$/, 'aria-label': /^.+$/s },
  a: { href: /^(https?:\/\/[^/]|mailto:|\/(?!\/)|#[A-Za-z0-9_-]+$)/, rel: /^noopener nofollow$/, id: ID, role: /^doc-(noteref|backlink)$/, 'aria-label': /^.+ \d+$/ },
  sup: { class: /^note$/ },
  figure: {},
  figcaption: {},
  img: {
    src: new RegExp(`^${FILE}$`),
    srcset: new RegExp(`^${FILE} \\d+w(?:, ${FILE} \\d+w)+$`),
    sizes: /^[a-z0-9():, -]+$/,
    width: /^\d+$/,
    height: /^\d+$/,
    loading: /^lazy$/,
    decoding: /^async$/,
    alt: /^.*$/s,
  },
};

const DECODED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

function decode(text: string): string {
  const bare = text.replace(/&(amp|lt|gt|quot|#39);/g, '');
  if (/[&<>]/.test(bare)) throw new Error(`Not escaped: ${text}`);
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => DECODED[entity] ?? '');
}

/**
 * Reads HTML as strictly as it should have been written, and throws at the first thing that is not:
 * an unknown tag or attribute, a value out of form, a tag not closed, a character not escaped.
 * @returns the decoded text between the tags
 */
export function readHtml(html: string): string {
  const open: string[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const end = html.indexOf('<', at);
    text += decode(html.slice(at, end === -1 ? html.length : end));
    if (end === -1) break;
    const tag = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/.exec(html.slice(end));
    if (!tag) throw new Error(`No tag: ${html.slice(end, end + 60)}`);
    const [whole, closing, name = '', attributes = ''] = tag;
    const allowed = ALLOWED[name];
    if (!allowed) throw new Error(`Tag not allowed: ${name}`);
    if (closing) {
      if (open.pop() !== name || attributes) throw new Error(`Closed out of order: ${name}`);
    } else if (name !== 'br' && name !== 'img') open.push(name);
    const seen = new Set<string>();
    for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (seen.has(key) || !allowed[key]?.test(decode(value))) throw new Error(`Attribute not allowed: ${name} ${key}="${value}"`);
      seen.add(key);
    }
    at = end + whole.length;
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join(' ')}`);
  return text;
}

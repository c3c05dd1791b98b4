import { isDomainError, type DocumentReason } from '../../../platform/errors';
import { child, elements, readElements, textOf, type XmlElement } from '../docx/xml';
import { withParagraphs } from './paragraphs';
import { pictureHtml, type Post } from './post';
import { withoutShortcodes, type Gallery } from './shortcodes';

/** What stands in an export beside the articles: files, menus, settings, and the parts that themes and blocks are made of. */
const NO_ARTICLE =
  /^(?:attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_(?:block|template|template_part|global_styles|navigation|font_family|font_face)|acf-field|acf-field-group|elementor_library|wpcf7_contact_form|feedback|jp_.*|shop_order|scheduled-action)$/;
/** Characters that XML forbids and WordPress writes all the same. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

interface Item {
  id: string;
  parent: string;
  address: string;
  element: XmlElement;
}

/**
 * Reads a WordPress export (WXR): RSS with WordPress's own elements. Its pages, drafts and trash are there with why they are left
 * out; comments, menus and settings are not.
 * @throws DomainError unreadable_document: xml_doctype, too_deep, too_complex, damaged
 */
export function readWxr(text: string): Post[] {
  const items: Item[] = [];
  const pictures = new Map<string, Item>();
  const authors = new Map<string, string>();
  readElements(
    new TextEncoder().encode(text.toWellFormed().replace(FORBIDDEN, ' ').replace(/^\s+/, '')),
    (name, parent) => parent === 'channel' && (name === 'item' || name === 'wp:author'),
    (element) => {
      if (element.name === 'wp:author') authors.set(said(element, 'wp:author_login'), said(element, 'wp:author_display_name'));
      else {
        const item = { id: said(element, 'wp:post_id'), parent: said(element, 'wp:post_parent'), address: said(element, 'wp:attachment_url') || said(element, 'guid'), element };
        if (said(element, 'wp:post_type') === 'attachment') pictures.set(item.id, { ...item, element: { ...element, children: [] } });
        else if (!NO_ARTICLE.test(said(element, 'wp:post_type'))) items.push(item);
      }
    },
  );
  const children = new Map<string, string[]>();
  for (const { parent, address } of pictures.values()) {
    const known = children.get(parent);
    if (known) known.push(address);
    else children.set(parent, [address]);
  }
  return items.map((item) => postOf(item, authors, pictures.get(meta(item.element, '_thumbnail_id'))?.address ?? '', (ids) => (ids.length > 0 ? ids.flatMap((id) => pictures.get(id)?.address ?? []) : (children.get(item.id) ?? []))));
}

function postOf({ element }: Item, authors: ReadonlyMap<string, string>, cover: string, gallery: Gallery): Post {
  const login = said(element, 'dc:creator');
  const { html, failed } = htmlOf(said(element, 'content:encoded'), gallery);
  const reason = leftOut(element) ?? failed;
  return {
    title: plain(said(element, 'title')),
    authors: [authors.get(login) || login],
    date: said(element, 'wp:post_date'),
    labels: elements(element).flatMap((one) => (one.name === 'category' && /^(?:category|post_tag|)$/.test(one.attributes.domain ?? '') ? [plain(textOf(one).trim())] : [])),
    excerpt: plain(said(element, 'excerpt:encoded')),
    html: pictureHtml(cover) + html,
    ...(reason ? { leftOut: reason } : {}),
  };
}

/** The text of an article; one that cannot be read spoils no other. */
function htmlOf(content: string, gallery: Gallery): { html: string; failed?: DocumentReason } {
  try {
    return { html: withParagraphs(withoutShortcodes(content.replace(/\r\n?/g, '\n'), gallery)) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { html: '', failed: 'too_complex' };
  }
}

function leftOut(element: XmlElement): DocumentReason | null {
  const status = said(element, 'wp:status');
  if (status === 'trash') return 'trashed';
  if ((status !== '' && status !== 'publish') || said(element, 'wp:post_password') !== '') return 'unpublished';
  return said(element, 'wp:post_type') === 'page' ? 'site_page' : null;
}

/** A field that plugins and themes, and WordPress itself, keep with an article. */
function meta(element: XmlElement, name: string): string {
  const found = elements(element).find((one) => one.name === 'wp:postmeta' && said(one, 'wp:meta_key') === name);
  return found ? said(found, 'wp:meta_value') : '';
}

function said(element: XmlElement, name: string): string {
  const found = child(element, name);
  return found ? textOf(found).trim() : '';
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', mdash: '—', ndash: '–', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', middot: '·' };

/** Titles are HTML: their words without marks. */
function plain(html: string): string {
  const words = html.replace(/<\/?[a-z][^<>]*>/gi, '');
  return words.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import type { Archive } from '../archive/archive';
import { relativePath } from '../archive/relative-path';
import { descendants, elements, readRoot, textOf, type XmlElement } from '../docx/xml';

/** A page of the book, in the order in which it is read. */
export interface SpineItem {
  /** Its path in the archive. */
  path: string;
  /** What the book says that it is: nav, cover, toc, titlepage, copyright-page, colophon … */
  kinds: ReadonlySet<string>;
}

export interface BookPackage {
  title: string;
  authors: string[];
  date: string;
  spine: SpineItem[];
}

/**
 * Reads what an EPUB says of itself: META-INF/container.xml, the package that it names, and what is encrypted.
 * @throws DomainError unreadable_document: protected, damaged, too_complex, xml_doctype
 */
export async function readPackage(archive: Archive): Promise<BookPackage> {
  const container = await root(archive, 'META-INF/container.xml');
  const named = all(container, 'rootfile').map(({ attributes }) => attributes['full-path'] ?? '');
  const path = named.find((one) => archive.has(one));
  if (path === undefined) throw unreadable('damaged');
  const opf = await root(archive, path);
  const manifest = new Map(all(opf, 'item').map(({ attributes }) => [attributes.id ?? '', attributes]));
  const guide = new Map(all(opf, 'reference').map(({ attributes: { href = '', type = '' } }) => [pathFrom(path, href), type.toLowerCase()]));
  const known = new Set<string>();
  const items = all(opf, 'itemref').flatMap(({ attributes }) => {
    const item = manifest.get(attributes.idref ?? '');
    const at = item?.href && isPage(item) ? pathFrom(path, item.href) : '';
    if (!item || at === '' || known.has(at)) return [];
    known.add(at);
    return [{ item, at, aside: attributes.linear === 'no' }];
  });
  if (items.length === 0) throw unreadable('empty');
  if (items.length > LIMITS.archive.entries) throw unreadable('too_complex');
  await refuseEncrypted(archive, new Set(items.map(({ at }) => at)));
  // What stands beside the order of reading (notes, large tables) comes behind it.
  const ordered = [...items.filter(({ aside }) => !aside), ...items.filter(({ aside }) => aside)];
  return {
    title: said(opf, 'dc:title')[0] ?? '',
    authors: said(opf, 'dc:creator'),
    date: said(opf, 'dc:date')[0] ?? '',
    spine: ordered.map(({ item, at }) => ({ path: at, kinds: new Set([...(item.properties ?? '').split(/\s+/), guide.get(at) ?? ''].filter(Boolean)) })),
  };
}

/** Where an address in a file of the book leads, without its fragment. */
export function pathFrom(from: string, address: string): string {
  return relativePath(from, unescaped(address.replace(/[?#].*$/s, ''))).path;
}

function unescaped(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function isPage({ 'media-type': type = '', href = '' }: Readonly<Record<string, string>>): boolean {
  return /xhtml|html|x-dtbook/i.test(type) || /\.x?html?$/i.test(href);
}

async function refuseEncrypted(archive: Archive, pages: ReadonlySet<string>): Promise<void> {
  const bytes = await archive.read('META-INF/encryption.xml');
  if (!bytes) return;
  for (const data of all(readRoot(plainXml(bytes)), 'EncryptedData')) {
    const encrypted = all(data, 'CipherReference').map(({ attributes }) => pathFrom('', attributes.URI ?? ''));
    // Most books disguise fonts alone, which hides no text.
    if (encrypted.some((one) => pages.has(one))) throw unreadable('protected');
  }
}

async function root(archive: Archive, name: string): Promise<XmlElement> {
  const bytes = await archive.read(name);
  if (!bytes) throw unreadable('damaged');
  return readRoot(plainXml(bytes));
}

/** Old books name their DTD, which declares nothing that we need; a declaration of their own stays, and is refused. */
function plainXml(bytes: Uint8Array): Uint8Array {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const doctype = /<!DOCTYPE\s[^[\]<>]*>/.exec(head);
  return doctype ? Buffer.concat([bytes.subarray(0, doctype.index), bytes.subarray(doctype.index + doctype[0].length)]) : bytes;
}

/** All elements of that name below, whatever their prefix. */
function all(parent: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const one of elements(parent)) {
    if (one.name.slice(one.name.indexOf(':') + 1) === name) found.push(one);
    found.push(...all(one, name));
  }
  return found;
}

function said(opf: XmlElement, name: string): string[] {
  return [...descendants(opf, name)].map((one) => textOf(one).replace(/\s+/g, ' ').trim()).filter(Boolean);
}

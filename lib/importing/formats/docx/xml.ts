import { SaxesParser } from 'saxes';
import { isDomainError, unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';

/** An element of a part of the package; names have the prefix that the standard uses, whatever the file calls it. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** What a namespace is called in the standard; ISO strict and transitional are one language here. */
const PREFIXES: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/drawingml/2006/picture': 'pic',
  'http://purl.oclc.org/ooxml/drawingml/picture': 'pic',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://www.w3.org/XML/1998/namespace': 'xml',
  'http://schemas.microsoft.com/office/2006/xmlPackage': 'pkg',
  'http://schemas.microsoft.com/office/word/2003/wordml': 'w',
  'http://schemas.microsoft.com/office/word/2003/auxHint': 'wx',
  'http://schemas.microsoft.com/aml/2001/core': 'aml',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
  'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0': 'svg',
  'urn:oasis:names:tc:opendocument:xmlns:meta:1.0': 'meta',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
  'http://www.w3.org/1999/xlink': 'xlink',
};

const NONE: Readonly<Record<string, string>> = Object.freeze({});
const NOTHING: readonly string[] = [];
/** Characters given to the parser at once. */
const SLICE = 1 << 16;

/** Names that have been read where the same prefixes hold, and the prefixes that are declared there. */
interface Scope {
  names: Map<string, string>;
  declared: readonly string[];
}

/**
 * Reads the names of one file in terms of the standard's; declarations hold for the element that they stand on and below
 * it. A declaration costs one step, whatever is declared around it: a file may declare thousands on every paragraph.
 */
class Namespaces {
  private readonly scopes: Scope[] = [{ names: new Map(), declared: [] }];
  /** What each prefix means, from the outermost declaration that holds to the innermost. */
  private readonly meanings = new Map<string, string[]>([['xml', ['xml']]]);

  open(attributes: Record<string, string>): void {
    let declared: string[] | undefined;
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      const meaning = PREFIXES[attributes[name] ?? ''] ?? prefix;
      const known = this.meanings.get(prefix);
      if (known) known.push(meaning);
      else this.meanings.set(prefix, [meaning]);
      (declared ??= []).push(prefix);
    }
    this.scopes.push(declared ? { names: new Map(), declared } : { names: this.scopes.at(-1)!.names, declared: NOTHING });
  }

  close(): void {
    for (const prefix of this.scopes.pop()?.declared ?? NOTHING) {
      const meanings = this.meanings.get(prefix);
      meanings?.pop();
      if (meanings?.length === 0) this.meanings.delete(prefix);
    }
  }

  element(name: string): string {
    const { names } = this.scopes.at(-1)!;
    const known = names.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(':');
    const standard = this.meanings.get(colon < 0 ? '' : name.slice(0, colon))?.at(-1);
    const read = standard ? `${standard}:${name.slice(colon + 1)}` : name;
    // A file of nothing but new names would fill the memory.
    if (names.size < 1_000) names.set(name, read);
    return read;
  }

  attributes(raw: Record<string, string>): Readonly<Record<string, string>> {
    let named: Record<string, string> | null = null;
    for (const name in raw) {
      if (name.startsWith('xmlns')) continue;
      named ??= Object.create(null) as Record<string, string>;
      // An attribute without prefix is in no namespace, whatever the element is in.
      named[name.includes(':') ? this.element(name) : name] = raw[name] ?? '';
    }
    return named ?? NONE;
  }
}

/** The text of a part: UTF-8, or UTF-16 where a byte order mark says so. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Reads a part of the package element by element: each one that `isWhole` names is handed over with all that is in it,
 * and forgotten. So a document of any length takes the memory of its largest paragraph or table.
 * @param isWhole told the element's name and its parent's; elements inside a whole one are not asked about
 * @throws DomainError unreadable_document: xml_doctype, too_deep, too_complex, damaged
 */
export function readElements(bytes: Uint8Array, isWhole: (name: string, parent: string) => boolean, take: (element: XmlElement) => void): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const namespaces = new Namespaces();
  const open: XmlElement[] = [];
  /** Names of the elements around the whole one. */
  const around: string[] = [];
  let elements = 0;
  let attributes = 0;
  let inWhole = 0;
  const addText = (text: string) => open.at(-1)?.children.push(text);
  parser.on('doctype', () => {
    throw unreadable('xml_doctype');
  });
  parser.on('error', () => {
    throw unreadable('damaged');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('attribute', () => {
    if (++attributes > LIMITS.markup.attributes) throw unreadable('too_complex');
  });
  parser.on('opentag', ({ name: raw, attributes: all }) => {
    if (++elements > LIMITS.markup.elements) throw unreadable('too_complex');
    if (open.length + around.length >= LIMITS.markup.depth) throw unreadable('too_deep');
    namespaces.open(all);
    const name = namespaces.element(raw);
    if (open.length === 0 && !isWhole(name, around.at(-1) ?? '')) {
      around.push(name);
      return;
    }
    if (++inWhole > LIMITS.markup.block) throw unreadable('too_complex');
    const element: XmlElement = { name, attributes: namespaces.attributes(all), children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    namespaces.close();
    const element = open.pop();
    if (!element) around.pop();
    else if (open.length === 0) {
      inWhole = 0;
      take(element);
    }
  });
  try {
    const text = decode(bytes);
    for (let at = 0; at < text.length; at += SLICE) parser.write(text.slice(at, at + SLICE));
    parser.close();
  } catch (error) {
    throw isDomainError(error) ? error : unreadable('damaged');
  }
}

/** The root element of a small part, with all that is in it; limits and errors as `readElements`. */
export function readRoot(bytes: Uint8Array): XmlElement {
  let root: XmlElement | undefined;
  readElements(bytes, () => true, (element) => {
    root = element;
  });
  if (!root) throw unreadable('damaged');
  return root;
}

/** The child elements, text between them left out. */
export function elements(parent: XmlElement | undefined): XmlElement[] {
  return parent ? parent.children.filter((child): child is XmlElement => typeof child !== 'string') : [];
}

/** The first child of that name. */
export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((one): one is XmlElement => typeof one !== 'string' && one.name === name);
}

/** The `w:val` of a child, the usual way in which WordprocessingML says a property. */
export function childValue(parent: XmlElement | undefined, name: string): string | undefined {
  return child(parent, name)?.attributes['w:val'];
}

/** A property that is on or off: undefined where it is not there, on where it is there without a value. */
export function toggle(parent: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(parent, name);
  if (!found) return undefined;
  const value = found.attributes['w:val'];
  return value === undefined || !['0', 'false', 'off', 'none'].includes(value);
}

/** All elements of that name below, outermost first, in reading order. */
export function* descendants(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const one of elements(parent)) {
    if (one.name === name) yield one;
    yield* descendants(one, name);
  }
}

/** The text of an element and all below it. */
export function textOf(element: XmlElement): string {
  return element.children.map((one) => (typeof one === 'string' ? one : textOf(one))).join('');
}

import { unreadable } from '../../../platform/errors';
import type { Archive } from '../archive/archive';
import { elements, readRoot, textOf, type XmlElement } from '../docx/xml';

/** Points in a millimetre, which OFD measures in. */
export const MILLIMETRE = 72 / 25.4;

/** The name of an element whatever prefix the file gives its namespace. */
export function local({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}

export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return elements(parent).find((one) => local(one) === name);
}

export function children(parent: XmlElement | undefined, name: string): XmlElement[] {
  return elements(parent).filter((one) => local(one) === name);
}

/** All elements of that name below, in reading order. */
export function* below(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const one of elements(parent)) {
    if (local(one) === name) yield one;
    yield* below(one, name);
  }
}

/** The trimmed text of a child; empty where there is none. */
export function words(parent: XmlElement | undefined, name: string): string {
  const found = child(parent, name);
  return found ? textOf(found).trim() : '';
}

/** Numbers parted by spaces. */
export function numbers(text: string | undefined): number[] {
  return (text ?? '').trim().split(/\s+/).map(Number).filter(Number.isFinite);
}

/** The files of one OFD package, found as its own files name them. */
export class OfdPackage {
  constructor(private readonly archive: Archive) {}

  /** Where a name leads, seen from a file: from the root of the package, or from the folder of that file. */
  resolve(from: string, target: string): string {
    const plain = target.trim().replaceAll('\\', '/');
    const parts = plain.startsWith('/') ? [] : from.split('/').slice(0, -1);
    for (const step of plain.split('/')) {
      if (step === '..') parts.pop();
      else if (step !== '.' && step !== '') parts.push(step);
    }
    const name = parts.join('/');
    // Some programs write every name from the root, without saying so.
    const fromRoot = plain.replace(/^\/+/, '');
    return !this.archive.has(name) && this.archive.has(fromRoot) ? fromRoot : name;
  }

  bytes(name: string): Promise<Uint8Array | null> {
    return this.archive.read(name);
  }

  /** A file as XML; null where there is none. @throws DomainError unreadable_document */
  async xml(name: string): Promise<XmlElement | null> {
    const bytes = await this.archive.read(name);
    return bytes ? readRoot(bytes) : null;
  }

  /** As `xml`. @throws DomainError unreadable_document damaged where there is no such file */
  async need(name: string): Promise<XmlElement> {
    const found = await this.xml(name);
    if (!found) throw unreadable('damaged');
    return found;
  }
}

export interface OfdFont {
  bold: boolean;
  italic: boolean;
}

/** What the pages of a document refer to by numbers. */
export interface Resources {
  fonts: Map<string, OfdFont>;
  /** The names of the files of pictures. */
  pictures: Map<string, string>;
  /** Drawings that several places show. */
  drawings: Map<string, XmlElement>;
}

const BOLD = /bold|black|heavy|simhei|黑体/i;

/** Adds what a file of resources tells. */
export async function readResources(pack: OfdPackage, name: string, into: Resources): Promise<void> {
  const root = await pack.xml(name);
  if (!root) return;
  for (const font of below(root, 'Font')) {
    const { ID: id, FontName: own = '', FamilyName: family = '', Bold: bold, Italic: italic } = font.attributes;
    if (id) into.fonts.set(id, { bold: bold === 'true' || BOLD.test(`${own} ${family}`), italic: italic === 'true' || /italic|oblique/i.test(own) });
  }
  const base = root.attributes.BaseLoc ?? '';
  for (const media of below(root, 'MultiMedia')) {
    const { ID: id, Type: type = '' } = media.attributes;
    const file = words(media, 'MediaFile');
    if (!id || file === '' || type.toLowerCase() !== 'image') continue;
    const folder = base === '' ? name : `${pack.resolve(name, base)}/.`;
    into.pictures.set(id, pack.resolve(folder, file));
  }
  for (const unit of below(root, 'CompositeGraphicUnit')) if (unit.attributes.ID) into.drawings.set(unit.attributes.ID, unit);
}

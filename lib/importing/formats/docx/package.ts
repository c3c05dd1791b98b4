import { unreadable } from '../../../platform/errors';
import type { Archive } from '../archive/archive';
import { relativePath } from '../archive/relative-path';
import { elements, readElements, readRoot, type XmlElement } from './xml';

export interface Relation {
  /** The last part of the relationship's type: image, hyperlink, header, footnotes … */
  type: string;
  /** A part's name, or an address where it is external. */
  target: string;
  external: boolean;
}

/** The parts of one document, out of a DOCX file or made from a document of another word processor. */
export interface DocxPackage {
  /** Hands over the children of the body one after the other; each may be forgotten then. */
  body(take: (block: XmlElement) => void): void;
  relations: ReadonlyMap<string, Relation>;
  /** The core properties: title, creator … */
  properties: XmlElement | undefined;
  /** A part by the type of its relationship to the document, parsed; undefined where there is none. */
  part(type: string): Promise<XmlElement | undefined>;
  /** A part by its name, parsed. */
  root(name: string): Promise<XmlElement | undefined>;
  /** The bytes of a part. */
  bytes(name: string): Promise<Uint8Array | null>;
  /** The relationships of another part (a header, the footnotes). */
  relationsOf(name: string): Promise<ReadonlyMap<string, Relation>>;
}

async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const bytes = await archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
  const relations = new Map<string, Relation>();
  if (!bytes) return relations;
  for (const { attributes } of elements(readRoot(bytes))) {
    const { Id: id, Type: type = '', Target: target = '', TargetMode: mode } = attributes;
    const external = mode === 'External';
    if (id) relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), external, target: external ? target : relativePath(part, target).path });
  }
  return relations;
}

/** The name of the main part of a word processing document; null where the archive is none. */
export async function mainPart(archive: Archive): Promise<string | null> {
  if (!archive.has('_rels/.rels')) return archive.has('word/document.xml') ? 'word/document.xml' : null;
  const relations = [...(await readRelations(archive, '')).values()];
  const named = relations.find(({ type }) => type === 'officeDocument')?.target;
  return named ?? (archive.has('word/document.xml') ? 'word/document.xml' : null);
}

/**
 * Opens the package of a DOCX file.
 * @throws DomainError unreadable_document
 */
export async function openPackage(archive: Archive): Promise<DocxPackage> {
  const name = (await mainPart(archive)) ?? '';
  const main = await archive.read(name);
  if (!main) throw unreadable('damaged');
  const relations = await readRelations(archive, name);
  const root = async (part: string) => {
    const bytes = await archive.read(part);
    return bytes ? readRoot(bytes) : undefined;
  };
  return {
    body: (take) => readElements(main, (_, parent) => parent === 'w:body', take),
    relations,
    properties: await root('docProps/core.xml'),
    root,
    bytes: (part) => archive.read(part),
    relationsOf: (part) => readRelations(archive, part),
    async part(type) {
      const found = [...relations.values()].find((one) => one.type === type && !one.external);
      return found && root(found.target);
    },
  };
}

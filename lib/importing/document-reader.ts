import type { NewArticle } from '../domains/articles/schema';
import type { TextFinding } from '../text/checks/rule';
import type { DomainError } from '../platform/errors';
import type { Proposal } from '../text/metadata/proposal';
import type { LineMark } from '../text/outline/source';
import type { PrintedOutline } from '../text/outline/surface';
import type { Outline } from '../text/outline/types';
import { shared } from '../platform/registry';
import type { Beside } from './beside';
import type { DocumentFormat, ImportedImage, Loss } from './formats/document';
import type { ImportOptions } from './plan/plan';
import type { ShownImage, ShownTable } from './shown';

/** A file as it comes in. */
export interface IncomingFile {
  fileName: string;
  bytes: Uint8Array;
  beside?: Beside;
}

/** What a document holds, for an editor to look at; nothing of it is stored. */
export interface Reading {
  format: DocumentFormat;
  /** Of the text, whatever its encoding, spacing and width of characters: the same text is the same document. */
  hash: string;
  text: string;
  marks: readonly LineMark[];
  outline: Outline;
  losses: Loss[];
  /** What the checks say of the text, with offsets in it; `more` counts those that are left out. */
  findings: { items: TextFinding[]; more: number };
  /** Facets that the document says of its cases, by their order. */
  proposals: Proposal[][];
  /** Of the pictures beside the document, those that it shows, by their paths. */
  pictures: string[];
  /** Tables and pictures by their places in the text. */
  tables: ShownTable[];
  images: ShownImage[];
}

/** Everything that an import stores, ready but for its pictures: bodies hold placeholders (placeholders.ts). */
export interface Prepared {
  hash: string;
  outline: PrintedOutline;
  losses: Loss[];
  articles: NewArticle[];
  /** Null where the document becomes a single article. */
  collection: { title: string; lead: string } | null;
  pictures: ImportedImage[];
}

/** A document in an archive, or what is wrong with it. */
export type Entry = { name: string; bytes: Uint8Array } | { name: string; problem: DomainError };

/** An archive that was taken apart; pictures by their paths, where its documents may show them. */
export interface Unpacked {
  entries: Entry[];
  pictures: { name: string; bytes: Uint8Array }[];
}

/**
 * Reads documents. Whoever may be kept waiting does it in his own thread (local-document-reader.ts); the server has a thread for it,
 * with bounds for time and memory, because the largest document takes seconds. Work whose `signal` is aborted is not begun,
 * or ends soon; it throws busy then, which nobody is there to read. `owner`, the account that asks, takes turns with the others.
 */
export interface Reader {
  /** @throws DomainError unreadable_document, too_large */
  read(file: IncomingFile, signal?: AbortSignal, owner?: string): Promise<Reading>;
  /** @throws DomainError unreadable_document, too_large; invalid where the plan or the text does not fit */
  prepare(file: IncomingFile, options: ImportOptions, signal?: AbortSignal, owner?: string): Promise<Prepared>;
  /** What is in an archive; null for a file that is none. @throws DomainError unreadable_document */
  unpack(file: IncomingFile, signal?: AbortSignal, owner?: string): Promise<Unpacked | null>;
}

/** Says who reads in this process; once, before the first document. */
export function provideDocumentReader(reader: Reader): void {
  shared(READER, () => reader);
}

/** Who reads in this process. */
export function documentReader(): Reader {
  return shared<Reader>(READER, () => {
    throw new Error('nobody reads documents in this process');
  });
}

const READER = 'document-reader';

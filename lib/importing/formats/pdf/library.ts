import { readFile } from 'node:fs/promises';
import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { isDomainError, unreadable } from '../../../platform/errors';
import type { PictureFile } from './pictures';

/** How Chinese fonts that are not in the file call their characters; packed by the authors of pdf.js, see the licence beside them. */
const CMAPS = new URL('./cmaps/', import.meta.url);
const CMAP_NAME = /^[A-Za-z0-9-]{1,40}\.bcmap$/;

/** Gives the library nothing but the tables beside this file: no address, no other file. */
class Tables {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl' || !CMAP_NAME.test(filename)) throw new Error(`no ${kind}`);
    return new Uint8Array(await readFile(new URL(filename, CMAPS)));
  }
}

/**
 * What browsers decode pictures with. This one hands over the bytes of the JPEG: they are stored as they are, and nothing
 * is decoded where text is read.
 */
class UndecodedJpeg {
  private readonly data: Uint8Array;

  constructor({ data }: { data: Uint8Array }) {
    this.data = data;
  }

  static isTypeSupported(type: string): Promise<boolean> {
    return Promise.resolve(type === 'image/jpeg');
  }

  decode(): Promise<{ image: ArrayBuffer }> {
    return Promise.resolve({ image: new Uint8Array(this.data).buffer });
  }

  close(): void {
    // There is nothing to let go of.
  }
}

/** What the library uses of a browser or of a Node newer than the oldest that is supported here. */
function complete(): void {
  if (!('transferToFixedLength' in ArrayBuffer.prototype)) {
    Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
      value(this: ArrayBuffer, length: number) {
        return this.slice(0, length);
      },
      configurable: true,
      writable: true,
    });
  }
  if (!('ImageDecoder' in globalThis)) Object.defineProperty(globalThis, 'ImageDecoder', { value: UndecodedJpeg, configurable: true, writable: true });
}

export interface OpenPdf {
  document: PDFDocumentProxy;
  /** The library's names for what pages draw. */
  operators: Readonly<Record<string, number>>;
  /** The files of the pictures that have been taken out, by the library's names for them: a page may paint one many times. */
  pictures: Map<string, PictureFile | null>;
  close(): Promise<void>;
}

/**
 * Opens a PDF without scripts, network, files or a worker.
 * @param pixels the largest picture that is taken out of it; 0 for none
 * @throws DomainError unreadable_document: password, damaged
 */
export async function openPdf(bytes: Uint8Array, pixels: number): Promise<OpenPdf> {
  complete();
  const { getDocument, OPS } = await import('unpdf/pdfjs');
  const task = getDocument({
    // The library keeps what it is given.
    data: new Uint8Array(bytes),
    BinaryDataFactory: Tables,
    cMapUrl: 'tables/',
    cMapPacked: true,
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    isImageDecoderSupported: true,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: pixels,
    verbosity: 0,
  });
  // Of a page that could not be read it may still hold pictures, which it cannot close.
  const close = () => task.destroy().catch(() => undefined);
  try {
    return { document: await task.promise, operators: OPS as unknown as Record<string, number>, pictures: new Map(), close };
  } catch (error) {
    await close();
    throw refusal(error);
  }
}

/** What the library's errors mean for whoever sent the file. */
export function refusal(error: unknown): Error {
  if (isDomainError(error)) return error;
  return unreadable(error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged');
}

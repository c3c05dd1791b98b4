import { isDomainError } from '../platform/errors';
import { LIMITS } from '../platform/limits';
import { lossText, MOST_TEXTS } from './formats/builder';
import type { ImportedImage, Loss } from './formats/document';

/** What has to be known of a picture. */
type Picture = Pick<ImportedImage, 'bytes' | 'beside' | 'alt' | 'name'>;
/** A picture's bytes, or where it lies beside the document. */
type Source = Uint8Array | string;

/** What has become of the pictures of a document. */
interface Shown<T> {
  /** What `take` made of each, by its place in the document. */
  taken: Map<number, T>;
  /** Those that the store does not take; null where there are none. */
  refused: Loss | null;
}

/**
 * Goes through the pictures of a document as an import stores them: one that is shown many times is tried once, and no more
 * are tried, or shown, than a document may have. One that lies elsewhere is not looked at.
 * @param take what is to be done with one; null refuses the picture
 */
export async function eachPicture<T>(pictures: readonly Picture[], take: (source: Source) => Promise<T | null>): Promise<Shown<T>> {
  const taken = new Map<number, T>();
  const tried = new Map<Source, T | null>();
  const refused: Loss = { code: 'image_refused', count: 0, at: [], texts: [] };
  for (const [number, picture] of pictures.entries()) {
    const source = picture.bytes ?? picture.beside;
    if (!source) continue;
    if (!tried.has(source) && tried.size < LIMITS.import.pictures) tried.set(source, await take(source));
    const found = taken.size < LIMITS.import.pictures ? (tried.get(source) ?? null) : null;
    if (found !== null) {
      taken.set(number, found);
      continue;
    }
    refused.count += 1;
    if (refused.texts.length < MOST_TEXTS) refused.texts.push(nameOf(picture));
  }
  return { taken, refused: refused.count > 0 ? refused : null };
}

/** What the store refuses is no picture of the document, and no error of it. */
export function nullIfRefused(error: unknown): null {
  if (!isDomainError(error)) throw error;
  return null;
}

/** Endings of what the store takes: such a name does not say why a picture was refused. */
const TAKEN = /^(?:JPE?G|PNG|GIF|WEBP|APNG)$/;

/** What an editor knows a picture by: its words and, where that is why, the kind of its file; else the file's name. */
function nameOf({ alt, name }: Picture): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).slice(0, 200);
  const kind = /\.([a-z]{2,4})$/i.exec(file)?.[1]?.toUpperCase();
  return lossText(alt && kind && !TAKEN.test(kind) ? `${alt} (${kind})` : alt || file);
}

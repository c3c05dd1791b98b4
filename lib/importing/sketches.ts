import { measurePicture, sketchPicture } from '../domains/assets/encode';
import { isDomainError } from '../platform/errors';
import { LIMITS } from '../platform/limits';
import { stopIfLeft } from '../platform/semaphore';
import { lossText, MOST_TEXTS } from './formats/builder';
import type { Loss } from './formats/document';
import type { ShownImage } from './shown';

/** A picture as a preview shows it. */
export type PreviewImage = Omit<ShownImage, 'bytes' | 'name'> & {
  /** A small one of it, as a data URL, with its size in px. */
  sketch?: { url: string; width: number; height: number };
  /** The media store will not take it. */
  refused?: true;
};

type Seen = Pick<PreviewImage, 'sketch' | 'refused'>;

/**
 * The pictures of a document as its preview shows them: small ones of the first, as many as LIMITS.import.sketches allow, and
 * which of all will be refused when the document is imported. A picture that is shown many times is looked at once.
 * @param signal aborted when nobody waits any more
 * @returns with the loss that an import would tell; null where none is refused
 */
export async function sketched(images: readonly ShownImage[], signal?: AbortSignal): Promise<{ images: PreviewImage[]; refused: Loss | null }> {
  const seen = new Map<Uint8Array, Seen>();
  const work = { left: LIMITS.import.sketches.count as number, pixels: LIMITS.import.sketches.pixels as number };
  const refused: Loss = { code: 'image_refused', count: 0, at: [], texts: [] };
  const shown: PreviewImage[] = [];
  for (const { bytes, name, ...image } of images) {
    if (bytes && !seen.has(bytes)) {
      stopIfLeft(signal);
      seen.set(bytes, await look(bytes, work));
    }
    const one = bytes ? seen.get(bytes) : undefined;
    shown.push({ ...image, ...one });
    if (!one?.refused) continue;
    refused.count += 1;
    if (refused.texts.length < MOST_TEXTS) refused.texts.push(image.alt || lossText(name.slice(0, 200)));
  }
  return { images: shown, refused: refused.count > 0 ? refused : null };
}

async function look(bytes: Uint8Array, work: { left: number; pixels: number }): Promise<Seen> {
  try {
    // What a JPEG is made smaller by while it is read needs no time.
    const { width, height, type } = await measurePicture(bytes);
    const pixels = type === 'image/jpeg' ? (width * height) / 8 : width * height;
    if (work.left === 0 || pixels > work.pixels) return {};
    work.left -= 1;
    work.pixels -= pixels;
    const { data, ...size } = await sketchPicture(bytes, LIMITS.import.sketches.side);
    return { sketch: { url: `data:image/webp;base64,${data.toString('base64')}`, ...size } };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { refused: true };
  }
}

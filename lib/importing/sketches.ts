import { acceptPicture } from '../domains/assets/acceptance';
import { sketchPicture } from '../domains/assets/encode';
import { LIMITS } from '../platform/limits';
import { stopIfLeft } from '../platform/semaphore';
import { MOST_PLACES } from './formats/builder';
import type { Loss } from './formats/document';
import { eachPicture, nullIfRefused } from './pictures';
import type { ShownImage } from './shown';

/** A picture as a preview shows it. */
export type PreviewImage = Omit<ShownImage, 'bytes' | 'name'> & {
  /** A small one of it, as a data URL, with its size in px. */
  sketch?: { url: string; width: number; height: number };
  /** The media store will not take it. */
  refused?: true;
};

type Sketch = Pick<PreviewImage, 'sketch'>;

/**
 * The pictures of a document as its preview shows them: small ones of the first, as many as LIMITS.import.sketches allow, and
 * which of all an import could not store, by the store's own rule. Only what breaks off in the middle of its pixels may show
 * itself later. A picture that is shown many times is looked at once; one beside the document is not here to be looked at.
 * @param signal aborted when nobody waits any more
 * @returns with the loss that an import would tell; null where none is refused
 */
export async function sketched(images: readonly ShownImage[], signal?: AbortSignal): Promise<{ images: PreviewImage[]; refused: Loss | null }> {
  const work = { left: LIMITS.import.sketches.count as number, pixels: LIMITS.import.sketches.pixels as number };
  const { taken, refused } = await eachPicture(images, async (source): Promise<Sketch | null> => {
    stopIfLeft(signal);
    return typeof source === 'string' ? {} : sketch(source, work).catch(nullIfRefused);
  });
  const refusals = new Set(images.filter(({ bytes, beside }, number) => (bytes ?? beside) && !taken.has(number)));
  return {
    images: images.map((image, number) => {
      const { bytes: _bytes, name: _name, ...shown } = image;
      return { ...shown, ...taken.get(number), ...(refusals.has(image) ? { refused: true } : {}) };
    }),
    refused: refused && { ...refused, at: [...refusals].slice(0, MOST_PLACES).map(({ from }) => from) },
  };
}

async function sketch(bytes: Uint8Array, work: { left: number; pixels: number }): Promise<Sketch> {
  // What a JPEG is made smaller by while it is read needs no time.
  const { width, height, type } = await acceptPicture(bytes);
  const pixels = type === 'image/jpeg' ? (width * height) / 8 : width * height;
  if (work.left === 0 || pixels > work.pixels) return {};
  work.left -= 1;
  work.pixels -= pixels;
  const { data, ...size } = await sketchPicture(bytes, LIMITS.import.sketches.side);
  return { sketch: { url: `data:image/webp;base64,${data.toString('base64')}`, ...size } };
}

import sharp, { type WebpOptions } from 'sharp';
import { LIMITS } from '../../platform/limits';
import { shared } from '../../platform/registry';
import { sha256 } from '../../platform/sha256';
import { semaphore } from '../../platform/semaphore';
import { WIDEST, variantWidths } from '../../content/picture-files';
import { acceptPicture, openPicture, unlessBroken } from './acceptance';
import { flatness } from './flatness';

/** A picture as the store keeps it. */
export interface EncodedPicture {
  /** SHA-256 of the largest file. */
  hash: string;
  /** SHA-256 of what came in. */
  sourceHash: string;
  /** Of the largest file, in px. */
  width: number;
  height: number;
  /** Only the first frame of what came in was kept: a case is read, and what moves beside it keeps from reading. */
  animated: boolean;
  /** WebP files by their width in px. */
  files: { width: number; bytes: Buffer }[];
}

/** Not the leavings of a camera: worth more bytes. */
const DRAWN = new Set(['image/png', 'image/apng', 'image/gif']);
// What libvips would keep of one picture for the next is never asked for again: with its cache four large pictures one
// after the other held 1.1 GB, without it 0.4. And one thread at a file leaves the other cores to readers.
sharp.cache(false);
sharp.concurrency(1);

/** Seconds; libvips ends what takes longer. */
const TIMEOUT = 30;

/** Plain areas with letters and lines in them: without loss they take fewer bytes, and less time, than with it. */
const DRAWING: WebpOptions = { lossless: true, effort: 1 };
/** The letters and edges of a screenshot with photos in it keep their colours; that costs as much time as all else. */
const MIXED: WebpOptions = { quality: 90, smartSubsample: true, effort: 2 };
const PHOTO: WebpOptions = { quality: 80, effort: 2 };
/** Above these shares of pixels like their neighbour a drawn picture is a drawing, and has anything drawn in it. */
const PLAIN = 0.7;
const PARTLY = 0.3;

/**
 * A picture as WebP in the widths of the store: upright, in sRGB, and with nothing else of the file that came in, so
 * that no place, name or program goes along and nothing hides behind the pixels. One at a time in a process, since a
 * picture at the limit takes some hundred megabytes.
 * @param bytes of a JPEG, PNG, WebP or GIF file (`LIMITS.picture`)
 * @throws DomainError as `acceptPicture`, and invalid picture_broken for what cannot be read to its end
 */
export async function encodePicture(bytes: Uint8Array): Promise<EncodedPicture> {
  const { type, frames } = await acceptPicture(bytes);
  return shared('encoding', () => semaphore(1))(() => unlessBroken(() => encode(bytes, type, frames > 1)));
}

/**
 * A small WebP of a picture that `acceptPicture` has let in, to look at before anything is stored.
 * @param side the longest, in px
 * @throws DomainError invalid picture_broken
 */
export async function sketchPicture(bytes: Uint8Array, side: number): Promise<{ data: Buffer; width: number; height: number }> {
  return shared('encoding', () => semaphore(1))(() =>
    unlessBroken(async () => {
      const small = openPicture(bytes, LIMITS.picture.pixels).autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
      const { data, info } = await small.webp({ quality: 60 }).timeout({ seconds: TIMEOUT }).toBuffer({ resolveWithObject: true });
      return { data, width: info.width, height: info.height };
    }),
  );
}

async function encode(bytes: Uint8Array, type: string, animated: boolean): Promise<EncodedPicture> {
  const { data, info } = await openPicture(bytes, LIMITS.picture.pixels)
    .autoOrient()
    .resize({ width: WIDEST, height: LIMITS.picture.side, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: TIMEOUT })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const form = formOf(type, data, channels);
  const file = async (target: number) => {
    const made = await sharp(data, { raw: { width, height, channels } }).resize({ width: target }).webp(form).timeout({ seconds: TIMEOUT }).toBuffer();
    return { width: target, bytes: made };
  };
  // The largest takes as long as all others together: two threads, and no more, whatever the machine has.
  const widths = variantWidths(width);
  const [smaller, largest] = await Promise.all([
    widths.slice(0, -1).reduce(async (files, target) => [...(await files), await file(target)], Promise.resolve<EncodedPicture['files']>([])),
    file(widths.at(-1)!),
  ]);
  return { hash: sha256(largest.bytes), sourceHash: sha256(bytes), width, height, animated, files: [...smaller, largest] };
}

/** What of a picture has to be kept by its looks: what came as PNG or GIF may be a drawing, or a photo all the same. */
function formOf(type: string, pixels: Uint8Array, channels: number): WebpOptions {
  if (!DRAWN.has(type)) return PHOTO;
  const plain = flatness(pixels, channels);
  if (plain >= PLAIN) return DRAWING;
  return plain >= PARTLY ? MIXED : { ...PHOTO, quality: 90 };
}

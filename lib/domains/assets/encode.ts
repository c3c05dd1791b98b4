import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { DomainError, invalid } from '../../platform/errors';
import { finding, type FindingCode, type Finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { shared } from '../../platform/registry';
import { sha256 } from '../../platform/sha256';
import { semaphore } from '../../platform/semaphore';
import { isUnavailable } from '../../platform/unavailable';
import { WIDEST, variantWidths } from '../../content/picture-files';

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

const ACCEPTED = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif']);
/** Drawn in lines and letters rather than taken by a camera: worth more bytes. */
const DRAWN = new Set(['image/png', 'image/apng', 'image/gif']);
const HEIC = /^image\/(heic|heif|avif)/;
const SVG = /<svg[\s>]/i;
// What libvips would keep of one picture for the next is never asked for again: with its cache four large pictures one
// after the other held 1.1 GB, without it 0.4. And one thread at a picture leaves the other cores to readers.
sharp.cache(false);
sharp.concurrency(1);

/** Seconds; libvips ends what takes longer. */
const TIMEOUT = 30;

function refused(code: FindingCode): DomainError {
  const findings: Finding[] = [finding([], code)];
  return new DomainError('unsupported_media_type', { findings });
}

/** The type by the first bytes; what they are called by whoever sent them says nothing. */
async function typeOf(bytes: Uint8Array): Promise<string> {
  if (bytes.byteLength === 0) throw invalid([finding([], 'file_empty')]);
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (ACCEPTED.has(mime)) return mime;
  if (HEIC.test(mime)) throw refused('picture_heic');
  if (SVG.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))) throw refused('picture_svg');
  throw refused('picture_type');
}

function open(bytes: Uint8Array, limitInputPixels: number | false): Sharp {
  // Small faults, which many programs leave in JPEG files, are passed over; a file that ends too early is not.
  return sharp(bytes, { limitInputPixels, failOn: 'error', sequentialRead: true });
}

/**
 * A picture as WebP in the widths of the store: upright, in sRGB, and with nothing else of the file that came in, so
 * that no place, name or program goes along and nothing hides behind the pixels. One at a time in a process, since a
 * picture at the limit takes some hundred megabytes.
 * @param bytes of a JPEG, PNG, WebP or GIF file (`LIMITS.picture`)
 * @throws DomainError too_large; unsupported_media_type picture_svg, picture_heic or picture_type; invalid
 *   picture_too_many_pixels, file_empty, or picture_broken for what cannot be read to its end
 */
export async function encodePicture(bytes: Uint8Array): Promise<EncodedPicture> {
  if (bytes.byteLength > LIMITS.picture.bytes) throw new DomainError('too_large');
  const type = await typeOf(bytes);
  return shared('encoding', () => semaphore(1))(async () => {
    try {
      return await encode(bytes, type);
    } catch (error) {
      if (error instanceof DomainError || isUnavailable(error)) throw error;
      throw invalid([finding([], 'picture_broken')]);
    }
  });
}

/**
 * Size and type of a picture by its header alone.
 * @throws DomainError as `encodePicture` for all that the header tells
 */
export async function measurePicture(bytes: Uint8Array): Promise<{ width: number; height: number; type: string }> {
  if (bytes.byteLength > LIMITS.picture.bytes) throw new DomainError('too_large');
  const type = await typeOf(bytes);
  const { width = 0, height = 0 } = await open(bytes, false).metadata().catch(broken);
  if (width * height > LIMITS.picture.pixels) throw invalid([finding([], 'picture_too_many_pixels')]);
  return { width, height, type };
}

/**
 * A small WebP of a picture that `measurePicture` has let in, to look at before anything is stored.
 * @param side the longest, in px
 * @throws DomainError invalid picture_broken
 */
export async function sketchPicture(bytes: Uint8Array, side: number): Promise<{ data: Buffer; width: number; height: number }> {
  return shared('encoding', () => semaphore(1))(async () => {
    const small = open(bytes, LIMITS.picture.pixels).autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await small.webp({ quality: 60 }).timeout({ seconds: TIMEOUT }).toBuffer({ resolveWithObject: true }).catch(broken);
    return { data, width: info.width, height: info.height };
  });
}

function broken(): never {
  throw invalid([finding([], 'picture_broken')]);
}

async function encode(bytes: Uint8Array, type: string): Promise<EncodedPicture> {
  // The header alone, which no number of pixels makes larger: so too many have a name of their own.
  const { width = 0, height = 0, pages = 1 } = await open(bytes, false).metadata();
  if (width * height > LIMITS.picture.pixels) throw invalid([finding([], 'picture_too_many_pixels')]);
  const upright = await open(bytes, LIMITS.picture.pixels)
    .autoOrient()
    .resize({ width: WIDEST, height: LIMITS.picture.side, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: TIMEOUT })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width: wide, height: high, channels } = upright.info;
  const files: EncodedPicture['files'] = [];
  for (const target of variantWidths(wide)) {
    const file = await sharp(upright.data, { raw: { width: wide, height: high, channels } })
      .resize({ width: target })
      .webp({ quality: DRAWN.has(type) ? 90 : 80, smartSubsample: true })
      .timeout({ seconds: TIMEOUT })
      .toBuffer();
    files.push({ width: target, bytes: file });
  }
  return { hash: sha256(files.at(-1)!.bytes), sourceHash: sha256(bytes), width: wide, height: high, animated: pages > 1 || type === 'image/apng', files };
}

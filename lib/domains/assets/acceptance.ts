import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { DomainError, invalid } from '../../platform/errors';
import { finding, type FindingCode, type Finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { isUnavailable } from '../../platform/unavailable';

/** What the store takes. */
interface Accepted {
  /** By the first bytes, as IANA calls it. */
  type: string;
  /** In px, as the header says. */
  width: number;
  height: number;
  /** Frames of a picture that moves. */
  frames: number;
}

const ACCEPTED = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif']);
const HEIC = /^image\/(heic|heif|avif)/;
const SVG = /<svg[\s>]/i;

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

/** A picture for libvips to read. @param limitInputPixels false for its header alone */
export function openPicture(bytes: Uint8Array, limitInputPixels: number | false): Sharp {
  // Small faults, which many programs leave in JPEG files, are passed over; a file that ends too early is not.
  return sharp(bytes, { limitInputPixels, failOn: 'error', sequentialRead: true });
}

/** What is none of ours says that the picture cannot be read. */
export async function unlessBroken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError || isUnavailable(error)) throw error;
    throw invalid([finding([], 'picture_broken')]);
  }
}

/**
 * Whether the store will take a picture, as far as its size, type and header tell: the rule by which pictures are refused, asked
 * before they are encoded, and by whoever says beforehand what will become of them.
 * @param bytes of a JPEG, PNG, WebP or GIF file (`LIMITS.picture`)
 * @throws DomainError too_large; unsupported_media_type picture_svg, picture_heic or picture_type; invalid
 *   picture_too_many_pixels, file_empty, or picture_broken for a header that cannot be read
 */
export async function acceptPicture(bytes: Uint8Array): Promise<Accepted> {
  if (bytes.byteLength > LIMITS.picture.bytes) throw new DomainError('too_large');
  const type = await typeOf(bytes);
  return unlessBroken(async () => {
    // The header alone, which no number of pixels makes larger: so too many have a name of their own.
    const { width = 0, height = 0, pages = 1 } = await openPicture(bytes, false).metadata();
    if (width * height > LIMITS.picture.pixels) throw invalid([finding([], 'picture_too_many_pixels')]);
    return { type, width, height, frames: type === 'image/apng' ? 2 : pages };
  });
}

import { DomainError } from '../errors';
import { shared } from '../registry';
import { turns } from '../turns';
import { readCapped } from './json-body';

/** A request whose body is a file. */
export interface Upload {
  bytes: number;
  /** What its Content-Type may be. What the file is, its content says. */
  types: RegExp;
}

/** Files are read into memory, so only so many at once; the others wait unread. */
const AT_ONCE = 2;
/** Bytes of a document from which one at a time is enough: the largest takes two hundred megabytes while it is read. */
const LARGE = 4 * 1024 * 1024;

/** Lets a request with a file have its turn; an import, which may take minutes, holds up no picture, and a large one no small one. */
export function uploads(of: 'pictures' | 'documents', { headers }: Request): ReturnType<typeof turns> {
  const isLarge = of === 'documents' && Number(headers.get('content-length') ?? Infinity) > LARGE;
  return isLarge ? shared('uploads of large documents', () => turns(1)) : shared(`uploads of ${of}`, () => turns(AT_ONCE));
}

/**
 * The bytes of an uploaded file.
 * @throws DomainError unsupported_media_type; too_large; malformed where there are none
 */
export async function readUpload(request: Request, { bytes: most, types }: Upload): Promise<Uint8Array> {
  if (!types.test(request.headers.get('content-type') ?? '')) throw new DomainError('unsupported_media_type');
  const bytes = await readCapped(request, most);
  if (bytes.byteLength === 0) throw new DomainError('malformed');
  return bytes;
}

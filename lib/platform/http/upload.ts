import { DomainError, invalid } from '../errors';
import { finding } from '../findings';
import { LIMITS } from '../limits';
import { shared } from '../registry';
import { semaphore, type Patience, type Turn } from '../semaphore';
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

/**
 * Lets a request with a file have its turn; an import, which may take minutes, holds up no picture, and a large one no
 * small one, and accounts are served in turn. With a document nobody waits until his connection is cut for not having sent: `LIMITS.uploads` bounds the
 * queue. Pictures take a moment each, and the desk sends as many as were dropped.
 * @param owner the account that sends it
 */
export function uploads(of: 'pictures' | 'documents', { headers, signal }: Request, owner: string): <T>(work: () => Promise<T>) => Promise<T> {
  const isLarge = of === 'documents' && Number(headers.get('content-length') ?? Infinity) > LARGE;
  const turn = isLarge ? queue('large documents', 1, LIMITS.uploads) : queue(of, AT_ONCE, of === 'documents' ? LIMITS.uploads : undefined);
  return (work) => turn(work, { signal, owner });
}

function queue(of: string, atOnce: number, patience?: Patience): Turn {
  return shared(`uploads of ${of}`, () => semaphore(atOnce, patience));
}

/**
 * The bytes of an uploaded file.
 * @throws DomainError unsupported_media_type; too_large; invalid file_empty where there are none
 */
export async function readUpload(request: Request, { bytes: most, types }: Upload): Promise<Uint8Array> {
  if (!types.test(request.headers.get('content-type') ?? '')) throw new DomainError('unsupported_media_type');
  const bytes = await readCapped(request, most);
  if (bytes.byteLength === 0) throw invalid([finding([], 'file_empty')]);
  return bytes;
}

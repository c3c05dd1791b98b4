import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync, gzip, type BrotliOptions } from 'node:zlib';
import type { Encoding } from '../http/encoding';
import type { Tag } from '../commit-clock/tags';

/** An answer as the renderer gave it. */
export interface Rendered {
  status: number;
  /** Content-Type. */
  type: string;
  /** Further headers, as name and value in turn. */
  headers: readonly string[];
  cacheControl: string;
  body: Buffer;
  /** What it depends on. */
  tags: ReadonlySet<Tag>;
  /** The state of the database that all of it was read in, where it was made in a snapshot. */
  tick?: number;
}

/** When an answer was made: in which state of the database, and not before which moment here. */
export interface Moment {
  tick: number;
  /** `performance.now()` before the first of it was read. */
  began: number;
  /** The clock's epoch; a tick means nothing in another one. */
  epoch: number;
}

/** An answer that is ready to be sent, any number of times. */
export interface Made extends Moment {
  status: number;
  tags: readonly Tag[];
  /** Null where nobody may keep it. */
  etag: string | null;
  /** All headers but those of the single request, as name and value in turn. */
  headers: Record<Encoding, readonly string[]>;
  /** Headers of a 304. */
  unchanged: readonly string[];
  /** Too small to be compressed: both buffers hold it as it is. */
  small: boolean;
  br: Buffer;
  gzip: Buffer;
}

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);
/** Half as dear as 6 and 2 % larger; 11 takes fifteen times as long for another 8 %, which a reader would wait for. */
const BROTLI_QUALITY = 5;
/** Below this compression saves nothing that a reader could tell. */
const SMALL = 256;

/** To nginx alone, which takes it out: it may keep the answer if it asks at each request whether that still stands (docs/nginx). */
const KEPT_BUT_OUTDATED = ['X-Accel-Expires', '@1'] as const;

/** Compresses a body both ways, once, and writes its headers. @param common headers of every answer at such an address */
export async function makeReady(rendered: Rendered, moment: Moment, common: readonly string[]): Promise<Made> {
  const { status, type, body, tags, cacheControl } = rendered;
  const small = body.length < SMALL;
  const [gzipped, brotli] = small ? [body, body] : await Promise.all([toGzip(body, { level: 9 }), toBrotli(body, brotliOptions(body))]);
  // Weak, since one tag stands for the body in each of its encodings.
  // What nobody may keep has no tag by which it would be known again.
  const keepable = status === 200 && !cacheControl.includes('no-store');
  const etag = !keepable ? null : `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const shared = [...common, ...rendered.headers, 'Cache-Control', cacheControl, 'Vary', 'Accept-Encoding', ...(etag === null ? [] : ['ETag', etag, ...KEPT_BUT_OUTDATED])];
  const headersFor = (sent: Buffer, encoding: Encoding) => [
    ...shared, 'Content-Type', type, 'Content-Length', String(sent.length), ...(encoding === 'identity' || small ? [] : ['Content-Encoding', encoding]),
  ];
  return {
    ...moment,
    status,
    tags: [...tags],
    etag,
    small,
    br: brotli,
    gzip: gzipped,
    headers: { br: headersFor(brotli, 'br'), gzip: headersFor(gzipped, 'gzip'), identity: headersFor(body, 'identity') },
    unchanged: shared,
  };
}

function brotliOptions(body: Buffer): BrotliOptions {
  return { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } };
}

/** The body in one encoding. Few clients want it uncompressed, so that is not kept. */
export function bodyOf(made: Made, encoding: Encoding): Buffer {
  return encoding === 'identity' && !made.small ? gunzipSync(made.gzip) : made[encoding === 'br' ? 'br' : 'gzip'];
}

/** What an answer takes in memory, in bytes, about. */
export function sizeOf({ br, gzip: gzipped, tags }: Made): number {
  return br.length + gzipped.length + tags.length * 64 + 4096;
}

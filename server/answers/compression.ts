import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { preferredEncoding, type Encoding } from '../../lib/platform/http/encoding';

/** Below this many bytes an answer fits into one packet either way. */
const WORTH_IT = 1024;
const TEXT = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|image\/svg\+xml)/;

const FORMS: Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>> = {
  // Made for one answer: these levels cost about a millisecond for a page of the desk, the highest ones fifty.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
};

/** Whether answers of this media type leave compressed to those who take it, and so vary by Accept-Encoding. */
export function isCompressible(type: string): boolean {
  return TEXT.test(type);
}

/**
 * The form in which a personal answer, made for this request alone, leaves. Compressing happens on threads of its own.
 * @param body as it is, of a compressible type
 */
export async function compressed(request: IncomingMessage, body: Buffer): Promise<{ encoding: Encoding; bytes: Buffer }> {
  const encoding = body.length < WORTH_IT || isAskedForByAnotherSite(request) ? 'identity' : preferredEncoding(request.headers['accept-encoding']);
  return { encoding, bytes: encoding === 'identity' ? body : await FORMS[encoding](body) };
}

/**
 * A page of another site can make a browser open an address of ours with words of its choice in it. Where those stand in the
 * answer beside something private, the length of the compressed answer tells who listens how alike the two are (BREACH).
 */
function isAskedForByAnotherSite(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

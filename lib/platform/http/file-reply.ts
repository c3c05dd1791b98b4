import { log } from '../log';
import { contentDisposition } from './content-disposition';
import { namesTag } from './entity-tag';
import { PRIVATE, STREAMED } from './headers';

/**
 * Makes a file piece by piece. It is asked for the next piece when the client has taken the last, its `finally` runs when
 * he leaves, and the signal tells it so while it waits for something. What it throws before its first piece is answered
 * like any error of a handler; after that the answer breaks off, so that nobody takes half a file for a whole one.
 * Nothing of it runs in the transaction of a handler.
 */
type Pieces = (signal: AbortSignal) => AsyncIterable<Uint8Array>;

export interface FileAnswer {
  /** All of it, or what makes it; that is not called where the client has the file already. */
  body: Uint8Array | Pieces;
  /** Content-Type. */
  type: string;
  /** The name under which it is saved, in any language; without one it is shown where it was asked for. */
  name?: string;
  /** `attachment` where nothing is said: with a name, a browser saves it. */
  disposition?: 'attachment' | 'inline';
  /** For its asker alone, and not to be kept, where nothing is said. */
  cacheControl?: string;
  /** With its quotes; another one for every content. */
  etag?: string;
  lastModified?: Date;
  /** Bytes of what comes in pieces, where they are known: the client can tell how much is to come. */
  length?: number;
}

/** What a handler returns that answers a file and not `{ data }`. */
export class FileReply {
  constructor(readonly file: FileAnswer) {}
}

/** No script, frame or form could run in it, whatever a browser takes it for. */
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * The answer that is a file: 304 where the client has it, else 200 with all of it. Parts of a file (Range) are not
 * answered, and where it is to be saved the answer says so.
 * @param requestId under which it is logged that an answer broke off
 * @throws whatever keeps the first piece from being made
 */
export async function fileResponse(request: Request, file: FileAnswer, requestId: string): Promise<Response> {
  const { body, type, length } = file;
  const headers = lastingHeaders(file);
  if (isKnown(request.headers, file)) return new Response(null, { status: 304, headers });
  headers.set('content-type', type);
  if (file.name !== undefined) {
    headers.set('content-disposition', contentDisposition(file.name, file.disposition));
    headers.set('accept-ranges', 'none');
  }
  if (typeof body !== 'function') {
    headers.set('content-length', String(body.byteLength));
    return new Response(new Uint8Array(body), { headers });
  }
  headers.set(STREAMED, length === undefined ? '' : String(length));
  return new Response(await begun(counted(body(request.signal), length), request.signal, requestId), { headers });
}

function lastingHeaders({ cacheControl = PRIVATE, etag, lastModified }: FileAnswer): Headers {
  const headers = new Headers({ 'cache-control': cacheControl, 'content-security-policy': NOTHING_RUNS, 'x-content-type-options': 'nosniff' });
  if (etag !== undefined) headers.set('etag', etag);
  if (lastModified) headers.set('last-modified', lastModified.toUTCString());
  return headers;
}

/** Whether what the client has is still the file; a tag says more than a time (RFC 9110, 13.2.2). */
function isKnown(headers: Headers, { etag, lastModified }: FileAnswer): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null) return etag !== undefined && namesTag(tags, etag);
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  // Times travel in whole seconds.
  return lastModified !== undefined && Math.floor(lastModified.getTime() / 1_000) * 1_000 <= since;
}

/** The pieces; too many or too few bytes are a fault, since the client would wait for them or take them for another answer. */
async function* counted(pieces: AsyncIterable<Uint8Array>, length: number | undefined): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  let last: Uint8Array | null = null;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    if (length !== undefined && bytes > length) break;
    if (piece.byteLength === 0) continue;
    // With this one the client has all that he was told of: it goes when nothing is known to come behind it.
    if (bytes === length) last = piece;
    else yield piece;
  }
  if (length !== undefined && bytes !== length) throw new Error(`A file of ${length} bytes was to come, and ${bytes > length ? 'more' : bytes} came.`);
  if (last) yield last;
}

/** A stream that makes a piece when it is asked for one. Its first is there already, so that what fails at once is no file yet. */
async function begun(pieces: AsyncGenerator<Uint8Array, void>, signal: AbortSignal, requestId: string): Promise<ReadableStream<Uint8Array>> {
  let first: IteratorResult<Uint8Array, void> | null = await pieces.next();
  let left = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = first ?? (await pieces.next());
          first = null;
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (!left && !signal.aborted) log().error({ err: error, requestId }, 'a file broke off');
          throw error;
        }
      },
      async cancel() {
        left = true;
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}

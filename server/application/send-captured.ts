import type { IncomingMessage, ServerResponse } from 'node:http';
import { STREAMED } from '../../lib/platform/http/headers';
import { compressed, isCompressible } from '../answers/compression';
import type { CapturedResponse } from './captured-response';

/** Headers of an answer that speak of Next's own transport and cache, and to us. */
const OWN_TRANSPORT = new RegExp(`^(vary|transfer-encoding|connection|${STREAMED})$`);
const OWN_CACHE = /^x-nextjs-/;

interface Kept {
  request: IncomingMessage;
  response: ServerResponse;
  captured: CapturedResponse;
  body: Buffer;
  head: boolean;
}

/** Sends what was kept, compressed for who takes it, without the headers that speak of Next's own transport. */
export async function sendCaptured({ request, response, captured, body, head }: Kept, strips = true): Promise<void> {
  copyHeaders(captured, response, strips);
  if (captured.statusCode === 304 || captured.statusCode === 204) {
    response.writeHead(captured.statusCode).end();
    return;
  }
  let bytes = body;
  if (isCompressible(String(captured.getHeader('content-type') ?? ''))) {
    const form = await compressed(request, body);
    bytes = form.bytes;
    response.setHeader('Vary', 'Accept-Encoding');
    if (form.encoding !== 'identity') {
      response.setHeader('Content-Encoding', form.encoding);
      weaken(response);
    }
  }
  response.writeHead(captured.statusCode, { 'Content-Length': bytes.length });
  response.end(head ? undefined : bytes);
}

/** A strong tag names bytes (RFC 9110, 8.8.3), and these are others by now; what is asked with it is compared weakly anyway. */
function weaken(response: ServerResponse): void {
  const tag = String(response.getHeader('etag') ?? '');
  if (tag.startsWith('"')) response.setHeader('ETag', `W/${tag}`);
}

/**
 * Sends the head of an answer that comes in pieces, and nothing more where the head was asked for. Pieces are not
 * compressed: what is long enough to be streamed is packed in its own way.
 * @returns where the pieces go
 */
export function beginStream(response: ServerResponse, captured: CapturedResponse, head: boolean): ServerResponse {
  copyHeaders(captured, response, true);
  const length = String(captured.getHeader(STREAMED));
  response.writeHead(captured.statusCode, length === '' ? {} : { 'Content-Length': length });
  if (head) response.end();
  return response;
}

function copyHeaders(captured: CapturedResponse, response: ServerResponse, strips: boolean): void {
  for (const [name, value] of Object.entries(captured.getHeaders())) {
    if (value === undefined || OWN_TRANSPORT.test(name) || (strips && OWN_CACHE.test(name))) continue;
    // Cookies that are taken away stand there already; one that is set anew comes after them, and counts.
    if (name === 'set-cookie') response.appendHeader(name, [value].flat().map(String));
    else response.setHeader(name, value);
  }
}

import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { cookieRemoval } from '../../lib/platform/http/remove-cookie';
import { plainPage } from './plain-page';
import { commonHeaders, contentSecurityPolicy } from './security-headers';

/** What Node's parser says of a request that it gives up, and the bytes that it looked at then. */
interface ClientError extends Error {
  code?: string;
  rawPacket?: Buffer;
}

const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
/** From this length on it is the cookies that make headers too long, and not the address, which another site can choose. */
const MANY_COOKIES = 4_096;
const REQUEST_LINE = /^[A-Z]+ \S+ HTTP\/1\.[01]\r\n/;
/** As many as a browser keeps for one host. */
const MOST = 180;
const SESSION = /next-auth\.session-token$/;

/**
 * Answers what is no request that can be read, and ends its connection, as Node itself would; but where cookies are too many
 * to be read, a page says so and the browser is told to forget them: else nobody could come back before they expire.
 */
export function answerUnreadable(error: ClientError, socket: Duplex & { _httpMessage?: ServerResponse | null }): void {
  // An answer has begun: what is written now would become part of it.
  if (!socket.writable || socket._httpMessage?.headersSent) return void socket.destroy();
  const status = STATUS[error.code ?? ''] ?? '400 Bad Request';
  const removals = error.code === 'HPE_HEADER_OVERFLOW' ? removalsFor(error.rawPacket?.toString('latin1') ?? '') : [];
  const head = [`HTTP/1.1 ${status}`, 'Connection: close'];
  if (removals.length === 0) return void socket.end(`${head.join('\r\n')}\r\n\r\n`);
  const page = plainPage(431);
  const headers = { ...commonHeaders(false), 'Content-Security-Policy': contentSecurityPolicy('page', '', false), 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Length': Buffer.byteLength(page) };
  const lines = [...head, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...removals.map((line) => `Set-Cookie: ${line}`)];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${page}`);
}

/** @param text of the part of a request that was just read: it may begin in the midst of the cookies */
function removalsFor(text: string): string[] {
  const cookies = /^cookie:[ \t]*(.*)$/im.exec(text)?.[1] ?? (REQUEST_LINE.test(text) ? '' : text);
  if (cookies.length < MANY_COOKIES) return [];
  const names = new Set(cookies.split(';').map((pair) => pair.split('=', 1)[0]!.trim()));
  // Whether the session's is sound is looked at when the others have gone.
  const lines = [...names].filter((name) => !SESSION.test(name)).map((name) => cookieRemoval(name));
  return lines.filter((line) => line !== null).slice(0, MOST);
}

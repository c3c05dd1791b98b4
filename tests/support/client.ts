import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { signIn, type Person } from './people';
import { site } from './site';

/** What came back. `body` is the parsed JSON of a JSON answer, else undefined. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  body: unknown;
  /** What was sent, before any decoding. */
  bytes: Buffer;
}

type Headers = Record<string, string>;

interface Sent {
  origin?: string;
  headers?: Headers | undefined;
  /** Bytes or text as they are; anything else goes as JSON. */
  body?: unknown;
  /** Connections to use; `false` is a new one for this request. */
  agent?: Agent | false;
}

/** Lets go of a connection before the server does (5 s, server/answers/time-outs.ts): else a request may meet its end on the way. */
const kept = new Agent({ keepAlive: true, timeout: 2_000 });

/** Sends exactly this request: node:http adds no header of its own that a browser would, and takes any method and path. */
export function send(method: string, path: string, { origin = site.origin, headers = {}, body, agent = kept }: Sent = {}): Promise<Answer> {
  const bytes = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const length: Headers = bytes === undefined ? {} : { 'content-length': String(Buffer.byteLength(bytes)) };
  const { hostname: host, port } = new URL(origin);
  // As node:http takes it, which knows no brackets around IPv6.
  const hostname = host.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const out = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } }, (response) => {
      answerOf(response).then(resolve, reject);
    });
    out.on('error', reject);
    out.end(bytes);
  });
}

/** Reads an answer to its end; its bytes are as they came, its body is parsed where it is JSON. */
export async function answerOf(response: IncomingMessage): Promise<Answer> {
  const bytes = await buffer(response);
  const text = bytes.toString('utf8');
  const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '' && !response.headers['content-encoding'];
  return { status: response.statusCode ?? 0, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined, bytes };
}

/** Sends requests as somebody. */
export interface Client {
  send(method: string, path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  get(path: string, headers?: Headers): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  put(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  delete(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
}

function client(cookie: () => Promise<string | null>, origin?: string): Client {
  const sendAs: Client['send'] = async (method, path, body, headers = {}) => {
    const signedIn = await cookie();
    const own: Headers = {
      ...(signedIn ? { cookie: signedIn } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return send(method, path, { ...(origin ? { origin } : {}), headers: { ...own, ...headers }, body });
  };
  return {
    send: sendAs,
    get: (path, headers) => sendAs('GET', path, undefined, headers),
    post: (path, body, headers) => sendAs('POST', path, body, headers),
    put: (path, body, headers) => sendAs('PUT', path, body, headers),
    patch: (path, body, headers) => sendAs('PATCH', path, body, headers),
    delete: (path, body, headers) => sendAs('DELETE', path, body, headers),
  };
}

/** A visitor: nobody is signed in. */
export const visitor: Client = client(async () => null);

/** This person, signed in (the session is made on first use and kept). */
export function as(person: Person): Client {
  return client(() => signIn(person));
}

/** Somebody who shows this cookie, whatever it is worth. */
export function withCookie(cookie: string, origin?: string): Client {
  return client(async () => cookie, origin);
}

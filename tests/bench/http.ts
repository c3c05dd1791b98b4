import { Agent, request as send, type IncomingHttpHeaders } from 'node:http';

/** An answer with all that came. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Names and values in turn, as sent. */
  rawHeaders: string[];
  body: Buffer;
  /** Milliseconds from the first byte out to the last byte in. */
  took: number;
}

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** How long any one answer may take. */
const PATIENCE = 20_000;

/**
 * A client of one server, over connections that stay open. Node's own `http` rather than `fetch`, since it costs
 * less than what it measures and hides no header.
 */
export class Client {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(readonly address: string) {}

  /** @throws the error of the connection when no whole answer comes */
  call(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const length: Record<string, string> = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const request = send(`${this.address}${path}`, { method, agent: this.agent, headers: { ...length, ...headers }, timeout: PATIENCE });
      request.on('error', reject);
      request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer in ${PATIENCE / 1000} s`)));
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        // The connection may break in the middle of an answer; that is no answer.
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headers: received, rawHeaders } = response;
          resolve({ status, headers: received, rawHeaders, body: Buffer.concat(parts), took: performance.now() - began });
        });
      });
      request.end(body);
    });
  }

  /** One call of the JSON API as the owner of `cookie`. */
  api(method: string, path: string, cookie: string, input?: unknown): Promise<Answer> {
    const headers = { cookie, 'content-type': 'application/json' };
    return this.call(path, input === undefined ? { method, headers } : { method, headers, body: JSON.stringify(input) });
  }

  /** Closes what is open. */
  close(): void {
    this.agent.destroy();
  }
}

/** The `data` of a successful answer. @throws Error with status and body of any other */
export function dataOf<T>({ status, body }: Answer): T {
  if (status < 200 || status > 299) throw new Error(`unexpected answer ${status}: ${body.toString().slice(0, 500)}`);
  return (JSON.parse(body.toString()) as { data: T }).data;
}

/**
 * Signs in as a browser does: token first, then the form of next-auth.
 * @returns the Cookie header of the session
 */
export async function signIn(client: Client, email: string, password: string): Promise<string> {
  const token = await client.call('/api/auth/csrf');
  const { csrfToken } = JSON.parse(token.body.toString()) as { csrfToken: string };
  const answer = await client.call('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { cookie: cookiesOf(token), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }).toString(),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.includes('session-token=')) throw new Error(`${email} could not sign in: ${answer.status} ${answer.body.toString().slice(0, 300)}`);
  return cookies;
}

function cookiesOf({ headers }: Answer): string {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

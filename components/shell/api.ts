import { newBlockId } from '@/lib/content/ids';
import { PAGE_ACCOUNT } from '@/lib/platform/page-account';
import type { WordedFinding } from '@/lib/i18n/findings';

/** What a refused request answered (RFC 9457); status 0 where there was no answer at all. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  reason?: string;
  detail?: string;
  errors?: WordedFinding[];
  current?: unknown;
  requestId?: string;
  /** Seconds. */
  retryAfter?: number;
}

export type Outcome<T> = { ok: true; data: T } | { ok: false; problem: Problem };

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** There was no answer: the browser has no network, or the server could not be reached. */
export function noAnswer(): Problem {
  return { status: 0, code: navigator.onLine ? 'unreachable' : 'offline', title: '' };
}

/** Whose page this is (AppDocument.tsx): the server refuses what another account would save. */
export function ofThisPage(): Record<string, string> {
  const { account } = document.documentElement.dataset;
  return account ? { [PAGE_ACCOUNT]: account } : {};
}

async function read(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}

/**
 * Sends a request to our own API. Never throws: what went wrong is a problem.
 * @param body a file as it is; anything else goes as JSON
 * @param key Idempotency-Key of a create, so that trying again after a lost answer makes nothing twice
 */
export async function send<T>(method: Method, path: string, body?: unknown, key?: string): Promise<Outcome<T>> {
  const type = body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json';
  return answered<T>(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
  });
}

/** A file with its name, in which folders may stand. */
export interface NamedFile {
  name: string;
  file: Blob;
}

/**
 * Sends a file with its name, and what is said about it, as a form. Never throws.
 * @param options go as JSON
 * @param pictures that lie beside the file
 */
export function sendForm<T>(path: string, { file, name }: NamedFile, options?: object, pictures: readonly NamedFile[] = []): Promise<Outcome<T>> {
  const form = new FormData();
  form.append('file', file, name);
  for (const picture of pictures) form.append('picture', picture.file, picture.name);
  if (options) form.append('options', JSON.stringify(options));
  return answered<T>(path, { method: 'POST', body: form });
}

async function answered<T>(path: string, { headers, ...request }: RequestInit & { headers?: Record<string, string> }): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(path, { ...request, headers: { ...headers, ...ofThisPage() } });
  } catch {
    return { ok: false, problem: noAnswer() };
  }
  const answer = await read(response);
  if (response.ok && answer !== null) return { ok: true, data: (answer as { data: T }).data };
  return { ok: false, problem: problemOf(response, answer) };
}

/** The problem that an answer describes; an answer in no form of ours (a proxy's, say) is one without words. */
export function problemOf(response: Response, answer: unknown): Problem {
  const wait = Number(response.headers.get('retry-after') ?? 0);
  const described = typeof answer === 'object' && answer !== null && 'code' in answer ? (answer as Problem) : { status: response.status, code: 'unreachable', title: '' };
  return { ...described, ...(wait > 0 ? { retryAfter: wait } : {}) };
}

/** A new Idempotency-Key. (crypto.randomUUID is missing where the site is reached without TLS.) */
export function newKey(): string {
  return newBlockId() + newBlockId() + newBlockId();
}

import { DomainError } from '../errors';
import { MOST_FINDINGS, finding } from '../findings';
import { LIMITS } from '../limits';

/** The key itself, or a Latin letter written as an escape, behind which it could hide; the walk is only made then. */
const MAY_HOLD_PROTO = /__proto__|\\u00/i;

/** What a request's Content-Type says when it holds JSON. */
export const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * The JSON of a request, read no further than the cap and no deeper than the schemas can go.
 * @throws DomainError unsupported_media_type (a form of another site can send text/plain, but not this without
 *   asking first), too_large, malformed for what is no UTF-8 JSON, invalid too_deep or forbidden_key
 */
export async function readJson(request: Request): Promise<unknown> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) throw new DomainError('unsupported_media_type');
  return checkedJson(decodeUtf8(await readCapped(request, LIMITS.request.bytes)));
}

/**
 * Text as JSON that a schema may look at.
 * @throws DomainError malformed; invalid too_deep or forbidden_key
 */
export function checkedJson(text: string): unknown {
  const value = parseJson(text);
  if (deeperThan(value, LIMITS.request.depth)) throw new DomainError('invalid', { findings: [finding([], 'too_deep')] });
  const forbidden = MAY_HOLD_PROTO.test(text) ? forbiddenKeys(value) : [];
  if (forbidden.length > 0) throw new DomainError('invalid', { findings: forbidden.slice(0, MOST_FINDINGS).map((path) => finding(path, 'forbidden_key')) });
  return value;
}

/**
 * The bytes of a request's body. @throws DomainError too_large as soon as the cap is passed, whatever Content-Length says
 */
export async function readCapped(request: Request, cap: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > cap) throw new DomainError('too_large');
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > cap) {
      await reader.cancel();
      throw new DomainError('too_large');
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}

/** Bytes as text. @throws DomainError malformed for what is no UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError('malformed');
  }
}

/** Text as JSON. @throws DomainError malformed */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new DomainError('malformed');
  }
}

/** Whether a JSON value nests deeper than `limit`; level by level, since recursion is what must not be relied on. */
export function deeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const child of Array.isArray(item) ? item : Object.values(item)) next.push(child);
    }
    level = next;
  }
  return false;
}

/** Paths of every own key `__proto__`: schemas pass over it in silence, and it must not travel further. */
function forbiddenKeys(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => forbiddenKeys(item, [...path, index]));
  const own = Object.hasOwn(value, '__proto__') ? [[...path, '__proto__']] : [];
  return [...own, ...Object.entries(value).flatMap(([key, item]) => (key === '__proto__' ? [] : forbiddenKeys(item, [...path, key])))];
}

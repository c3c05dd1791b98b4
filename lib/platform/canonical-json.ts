/**
 * JSON with a form of its own for each value (after RFC 8785): keys sorted by UTF-16 code units, no
 * spaces, numbers and strings as `JSON.stringify` writes them. PostgreSQL's jsonb reorders keys, so
 * only this form may be hashed or compared. Keys set to undefined are left out, as in JSON.
 * Recursive: the value must have passed a limit of depth before.
 * @throws TypeError for what JSON cannot hold: undefined (but as a key's value), functions, symbols,
 * bigints, NaN, infinities, and objects that are no plain records
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw new TypeError('JSON has no such object');
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  throw new TypeError(`JSON has no ${typeof value}`);
}

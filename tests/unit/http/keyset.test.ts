import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDomainError } from '../../../lib/errors';
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../../../lib/keyset';
import { LIMITS } from '../../../lib/limits';

const ID = '019a0000-0000-7000-8000-000000000000';
const base64 = (text: string) => Buffer.from(text).toString('base64url');

function codesOf(cursor: string): string[] {
  try {
    decodeCursor(cursor);
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return (error.details.findings ?? []).map(({ path, code }) => `${path} ${code}`);
  }
}

describe('a cursor', () => {
  test('comes back as it was made, and needs no escaping in an address', () => {
    const year = (text: string) => new Date(`${text}Z`);
    fc.assert(
      fc.property(fc.date({ min: year('0001-01-01T00:00:00'), max: year('9999-12-31T23:59:59'), noInvalidDate: true }), fc.uuid(), (at, id) => {
        const cursor = encodeCursor({ at, id });
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,200}$/);
        expect(decodeCursor(cursor)).toEqual({ at, id });
      }),
    );
  });

  test('that is not given names no place', () => {
    expect(decodeCursor(undefined)).toBeUndefined();
  });

  test.each(['', 'x', '[]', base64('[]'), base64('null'), base64('{}'), base64(`["2026-01-01",${JSON.stringify(ID)}]`), base64(`["2026-01-01T00:00:00Z","x"]`), base64(`["2026-01-01T00:00:00Z",${JSON.stringify(ID)},1]`), base64(`[{"lt":1},{"not":""}]`), '\u0000', '%'])(
    'that nobody made (%j) is a finding at /cursor',
    (cursor) => {
      expect(codesOf(cursor)).toEqual(['/cursor bad_cursor']);
    },
  );

  test('of any text is read or refused, never a fault', () => {
    fc.assert(fc.property(fc.string(), (text) => codesOf(base64(text)).length <= 1 && codesOf(text).length <= 1));
  });
});

describe('a page', () => {
  const rows = [1, 2, 3].map((n) => ({ n, at: new Date(n), id: ID }));
  const page = (limit: number) => toPage(rows, limit, ({ at, id }) => ({ at, id }), ({ n }) => n);

  test('that was loaded one row too long is cut, and leads on from the last row shown', () => {
    expect(page(2)).toEqual({ items: [1, 2], next: encodeCursor({ at: new Date(2), id: ID }) });
  });

  test('that is the last one leads nowhere', () => {
    expect(page(3)).toEqual({ items: [1, 2, 3], next: null });
    expect(toPage([], 3, () => ({ at: new Date(0), id: ID }), () => 1)).toEqual({ items: [], next: null });
  });
});

test('a list is asked for with a cursor and a limit, and nothing else', () => {
  expect(pageQuery.parse({})).toEqual({ limit: LIMITS.pageSize.default });
  expect(pageQuery.parse({ limit: '100', cursor: 'x' })).toEqual({ limit: 100, cursor: 'x' });
  for (const bad of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { limit: '-1' }, { limit: '1.5' }, { offset: '1' }, { cursor: 'x'.repeat(201) }]) {
    expect(pageQuery.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});

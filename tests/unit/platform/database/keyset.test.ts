import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, isOwnCursor } from '../../../../lib/platform/database/cursor';
import { provideEnv } from '../../../../lib/platform/env';
import { isDomainError } from '../../../../lib/platform/errors';
import { pageQuery, toPage } from '../../../../lib/platform/database/keyset';
import { LIMITS } from '../../../../lib/platform/limits';

const LIST = 'cases/20';
const ID = '019a0000-0000-7000-8000-000000000000';
const OURS = 'the secret of this site, and long enough';
const THEIRS = 'the secret of another site, long as well';
const base64 = (text: string) => Buffer.from(text).toString('base64url');
provideEnv({ NEXTAUTH_SECRET: OURS });

function codesOf(cursor: string): string[] {
  try {
    decodeCursor(LIST, cursor);
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return (error.details.findings ?? []).map(({ path, code }) => `${path} ${code}`);
  }
}

const year = (text: string) => new Date(`${text}Z`);
const place = fc.record({ at: fc.date({ min: year('0001-01-01T00:00:00'), max: year('9999-12-31T23:59:59'), noInvalidDate: true }), id: fc.uuid() });

describe('a cursor', () => {
  test('comes back as it was made, is known as ours, and needs no escaping in an address', () => {
    fc.assert(
      fc.property(place, (made) => {
        const cursor = encodeCursor(LIST, made);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{46}$/);
        expect(decodeCursor(LIST, cursor)).toEqual(made);
        expect(isOwnCursor(LIST, cursor)).toBe(true);
      }),
    );
  });

  test('that is not given names no place', () => {
    expect(decodeCursor(LIST, undefined)).toBeUndefined();
  });

  test('with any one bit changed is nobody’s', () => {
    fc.assert(
      fc.property(place, fc.nat(8 * 34 - 1), (made, bit) => {
        const bytes = Buffer.from(encodeCursor(LIST, made), 'base64url');
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        const forged = bytes.toString('base64url');
        expect(codesOf(forged)).toEqual(['/cursor bad_cursor']);
        expect(isOwnCursor(LIST, forged)).toBe(false);
      }),
    );
  });

  test('has one spelling, though decoders read many as the same bytes', () => {
    const cursor = encodeCursor(LIST, { at: new Date(0), id: ID });
    // 34 bytes leave four bits of the last character unused.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = cursor.slice(0, -1) + alphabet[alphabet.indexOf(cursor.at(-1)!) ^ 1];
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(cursor, 'base64url'));
    for (const spelling of [twin, `${cursor}=`, `${cursor}==`, ` ${cursor}`, `${cursor}!`, Buffer.from(cursor, 'base64url').toString('base64') + '\n']) {
      expect(isOwnCursor(LIST, spelling), spelling).toBe(false);
    }
  });

  test('of another site is not ours', () => {
    provideEnv({ NEXTAUTH_SECRET: THEIRS });
    const foreign = encodeCursor(LIST, { at: new Date(0), id: ID });
    provideEnv({ NEXTAUTH_SECRET: OURS });
    expect(codesOf(foreign)).toEqual(['/cursor bad_cursor']);
    expect(encodeCursor(LIST, { at: new Date(0), id: ID })).not.toBe(foreign);
  });

  test('of another list, or of longer pages, is none of this one', () => {
    const cursor = encodeCursor(LIST, { at: new Date(0), id: ID });
    for (const other of ['cases/2', 'cases in village/20', 'collections/20'] as const) expect(isOwnCursor(other, cursor), other).toBe(false);
  });

  test.each(['', 'x', '[]', base64('[]'), base64(`["2026-01-01T00:00:00.000Z",${JSON.stringify(ID)}]`), base64('0'.repeat(24)), base64('0'.repeat(34)), '\u0000', '%'])('that nobody made (%j) is a finding at /cursor', (cursor) => {
    expect(codesOf(cursor)).toEqual(['/cursor bad_cursor']);
  });

  test('of any text is read or refused, never a fault', () => {
    fc.assert(fc.property(fc.string(), (text) => codesOf(base64(text)).length <= 1 && codesOf(text).length <= 1));
  });
});

describe('a page', () => {
  const rows = [1, 2, 3].map((n) => ({ n, at: new Date(n), id: ID }));
  const page = (limit: number) => toPage(rows, `cases/${limit}`, ({ at, id }) => ({ at, id }), ({ n }) => n);

  test('that was loaded one row too long is cut, and leads on from the last row shown', () => {
    expect(page(2)).toEqual({ items: [1, 2], next: encodeCursor('cases/2', { at: new Date(2), id: ID }) });
  });

  test('that is the last one leads nowhere', () => {
    expect(page(3)).toEqual({ items: [1, 2, 3], next: null });
    expect(toPage([], 'cases/3', () => ({ at: new Date(0), id: ID }), () => 1)).toEqual({ items: [], next: null });
  });
});

test('a list is asked for with a cursor and a limit, and nothing else', () => {
  expect(pageQuery.parse({})).toEqual({ limit: LIMITS.pageSize.default });
  expect(pageQuery.parse({ limit: '100', cursor: 'x' })).toEqual({ limit: 100, cursor: 'x' });
  for (const bad of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { limit: '-1' }, { limit: '1.5' }, { offset: '1' }, { cursor: 'x'.repeat(201) }]) {
    expect(pageQuery.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});

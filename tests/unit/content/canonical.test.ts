import { describe, expect, test } from 'vitest';
import { doc, paragraph } from '@/lib/content/build';
import { contentHash } from '@/lib/content/canonical';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { bodySchema, emptyBody } from '@/lib/content/schema';
import { everyNode } from './every-node';

describe('canonicalJson', () => {
  test('sorts keys by code units at every depth and writes no spaces', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'é', B: true, '€': 0, '\r': -0, '1': 1e21, '😀': 1, '\uFB33': 2 })).toBe(
      '{"\\r":0,"1":1e+21,"B":true,"a":"é","b":[{"c":null,"d":1}],"€":0,"😀":1,"\uFB33":2}',
    );
  });

  test('leaves out what is not set, and refuses what JSON cannot hold', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    for (const value of [undefined, NaN, Infinity, 1n, Symbol('x'), () => 1, new Date(0), new Map(), [undefined], { a: [new Set()] }]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
    expect(() => canonicalJson(new Array(2))).toThrow(TypeError);
  });
});

describe('contentHash', () => {
  test('is SHA-256 of the canonical text in UTF-8', () => {
    expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    expect(contentHash(emptyBody())).toBe(contentHash({ content: [], schemaVersion: 1, type: 'doc' }));
  });

  test('ignores nothing', () => {
    const hash = contentHash(doc([paragraph('甲', 'a')]));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHash(doc([paragraph('甲', 'b')]))).not.toBe(hash);
    expect(contentHash(doc([paragraph('乙', 'a')]))).not.toBe(hash);
    expect(contentHash({ ...doc([paragraph('甲', 'a')]), schemaVersion: 2 })).not.toBe(hash);
  });

  // Bodies that lie in the database are known by this hash: it must never change.
  test('of a stored body is what it was when version 1 was first written', () => {
    expect(contentHash(bodySchema.parse(everyNode))).toBe('ec13605e88a98a05222bc5a6502a735c1c4c042cda3fd46ac9ada4dc09c970bb');
  });
});

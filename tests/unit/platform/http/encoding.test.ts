import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferredEncoding } from '../../../../lib/platform/http/encoding';

describe('preferredEncoding', () => {
  it.each([
    // What browsers, programs and proxies send.
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['identity', 'identity'],
    ['', 'identity'],
    ['deflate', 'identity'],
    // The client's order of preference is its qualities, not our liking.
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.8, gzip;q=0.8', 'br'],
    ['gzip;q=0.5, identity', 'identity'],
    ['gzip;q=0.5, identity;q=0.5', 'gzip'],
    // Zero forbids.
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip;q=0.000', 'identity'],
    ['identity;q=0, gzip', 'gzip'],
    ['*;q=0', 'identity'],
    // The star speaks of all that are not named.
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip, *;q=0', 'gzip'],
    ['gzip;q=0.3, *;q=0.5', 'br'],
    // Spelling.
    ['GZIP;Q=1.0', 'gzip'],
    ['x-gzip', 'gzip'],
    ['  br ; q=1 ,gzip', 'br'],
    ['br;q=1.5, gzip;q=0.1', 'gzip'],
    ['br;q=, gzip;q=0.1', 'gzip'],
    ['brotli, gzipped', 'identity'],
  ] as const)('%j → %s', (header, expected) => {
    expect(preferredEncoding(header)).toBe(expected);
    expect(preferredEncoding(header), 'the second time, from memory').toBe(expected);
  });

  it('compresses nothing for who says nothing', () => {
    expect(preferredEncoding(undefined)).toBe('identity');
  });

  it('answers the same whatever was asked between, and never what is forbidden', () => {
    const name = fc.constantFrom('br', 'gzip', 'identity', '*', 'deflate', 'zstd', '');
    const weight = fc.constantFrom('', ';q=0', ';q=0.5', ';q=1', ';q=x', ';', ' ; q=0.001');
    const header = fc.array(fc.tuple(name, weight).map((parts) => parts.join('')), { maxLength: 8 }).map((members) => members.join(','));
    fc.assert(
      fc.property(fc.array(header, { minLength: 1, maxLength: 80 }), (headers) => {
        const first = headers.map((text) => preferredEncoding(text));
        expect(headers.map((text) => preferredEncoding(text))).toEqual(first);
        headers.forEach((text, at) => {
          if (first[at] !== 'identity') expect(text).toMatch(new RegExp(`(^|,)(${first[at]}|\\*)`));
        });
      }),
    );
  });
});

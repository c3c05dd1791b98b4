import { expect, test } from 'vitest';
import { z } from 'zod';
import { halfWidthNumber } from '@/lib/platform/characters';
import { pageQuery } from '@/lib/platform/database/keyset';
import { typedNumber } from '@/lib/platform/typed-number';

test('digits and signs of an input method are those of ASCII, and nothing else changes', () => {
  expect(halfWidthNumber('２０１６')).toBe('2016');
  expect(halfWidthNumber('－１．５＋')).toBe('-1.5+');
  expect(halfWidthNumber('Ａ①二 ²')).toBe('Ａ①二 ²');
});

test('a number in a query is read at either width, and refused as before where it is none', () => {
  const of = (limit: string) => pageQuery.safeParse({ limit }).data?.limit;
  expect([of('１'), of('１0'), of('１００')]).toEqual([1, 10, 100]);
  expect([of('０'), of('１０１'), of('一'), of('１．５')]).toEqual([undefined, undefined, undefined, undefined]);
  expect(pageQuery.parse({}).limit).toBeGreaterThan(0);
});

test('what is missing stays missing', () => {
  expect(z.object({ n: typedNumber(z.coerce.number().optional()) }).parse({})).toEqual({ n: undefined });
});

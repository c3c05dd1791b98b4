import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { codeIn, readDocument, rowsOf, textOf } from './documents';

/** The floors as the linter has them, from the ground up. */
function floors(): string[][] {
  const source = readFileSync(path.join(ROOT, '.dependency-cruiser.cjs'), 'utf8');
  const list = /const FLOORS = \[\n([\s\S]*?)\n\];/.exec(source)![1]!;
  return [...list.matchAll(/^ {2}\[(.*)\],$/gm)].map(([, rooms]) => [...rooms!.matchAll(/'([^']+)'/g)].map(([, room]) => room!));
}

test('docs/architecture.md lists the floors that the linter holds', () => {
  const rows = rowsOf(readDocument('docs/architecture.md').tree).filter(([floor]) => floor && /^\d+$/.test(textOf(floor)));
  const listed: string[][] = [];
  for (const [floor, room] of rows) (listed[Number(textOf(floor!)) - 1] ??= []).push(codeIn(room!)[0]!);
  const held = floors();
  expect(held.length).toBeGreaterThan(20);
  expect(listed.map((rooms) => rooms.sort())).toEqual(held.map((rooms) => rooms.sort()));
});

test('it says of every room what stands there', () => {
  const rows = rowsOf(readDocument('docs/architecture.md').tree).filter(([floor]) => floor && /^\d+$/.test(textOf(floor)));
  for (const [, room, words] of rows) expect(textOf(words!).length, textOf(room!)).toBeGreaterThan(8);
});

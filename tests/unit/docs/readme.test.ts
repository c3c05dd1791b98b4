import { expect, test } from 'vitest';
import { nodesOf, readDocument, textOf } from './documents';

/** As `wc -w` counts: whatever stands between blanks, with all code, tables and comments. */
const wordsOf = (text: string) => text.trim().split(/\s+/);

test('the README is read in four minutes: fewer than 900 words', () => {
  expect(wordsOf(readDocument('README.md').text).length).toBeLessThan(900);
});

test('it says what this is, how to start, use, configure and test it, and where to read on', () => {
  const { tree } = readDocument('README.md');
  const headings = nodesOf(tree, 'heading').map(textOf);
  expect(headings).toEqual(expect.arrayContaining(['Start', 'Accounts', 'Commands', 'Settings', 'Tests', 'Where to read on']));
});

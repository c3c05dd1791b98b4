import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { nodesOf, readDocument, textOf } from './documents';

const FOLDER = 'docs/decisions';
const FILES = readdirSync(path.join(ROOT, FOLDER)).filter((name) => name !== 'README.md').sort();
const HEADINGS = ['Context', 'Decision', 'What else was weighed', 'Consequence'];

const numberAt = (at: number) => String(at + 1).padStart(3, '0');
const dateOf = (file: string) => /^Date: (\d{4}-\d{2}-\d{2})$/m.exec(readDocument(`${FOLDER}/${file}`).text)?.[1];

test('they are numbered without a gap', () => {
  expect(FILES.map((name) => name.slice(0, 4))).toEqual(FILES.map((_, at) => `${numberAt(at)}-`));
});

test('they stand in the order in which they were made', () => {
  const dates = FILES.map(dateOf);
  expect(dates).not.toContain(undefined);
  expect(dates).toEqual([...dates].sort());
});

test('the list names every one with its title, in their order', () => {
  const listed = nodesOf(readDocument(`${FOLDER}/README.md`).tree, 'listItem').map((item) => ({ file: nodesOf(item, 'link')[0]?.url, words: textOf(item) }));
  const wanted = FILES.map((file) => ({ file, words: textOf(nodesOf(readDocument(`${FOLDER}/${file}`).tree, 'heading')[0]!).replace('. ', ' ') }));
  expect(listed).toEqual(wanted);
});

describe.each(FILES.map((file, at) => [file, numberAt(at)] as const))('%s', (file, number) => {
  const { tree } = readDocument(`${FOLDER}/${file}`);
  const [title, ...headings] = nodesOf(tree, 'heading');

  test('is called by its number and a sentence', () => {
    expect(file).toMatch(/^\d{3}-[a-z0-9]+(-[a-z0-9]+)*\.md$/);
    expect(title?.depth).toBe(1);
    expect(textOf(title!)).toMatch(new RegExp(`^${number}\\. .{10,}[^.]$`));
  });

  test('says context, decision, what else was weighed and consequence, each in words', () => {
    expect(headings.map(textOf)).toEqual(HEADINGS);
    for (const heading of headings) {
      const next = tree.children[tree.children.indexOf(heading) + 1];
      expect(next && next.type !== 'heading' ? textOf(next).length : 0, textOf(heading)).toBeGreaterThan(30);
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from '@/lib/text/checks/checks';

const ARTICLES = new URL('../../../../prisma/demo/articles/', import.meta.url);
const CLEAN = new URL('./fixtures/clean/', import.meta.url);

/** Texts that an editor has read: whatever a rule finds there is a false alarm. */
describe.each([ARTICLES, CLEAN])('%s', (folder) => {
  it.each(readdirSync(fileURLToPath(folder)))('%s', (name) => {
    // The caption of a picture stands in quotes that are notation.
    const text = readFileSync(new URL(name, folder), 'utf8').replace(/^!\[.*$/gm, '');
    expect(check(text).map(({ rule, from, to }) => `${rule}: ${text.slice(Math.max(0, from - 10), to + 10)}`)).toEqual([]);
  });
});

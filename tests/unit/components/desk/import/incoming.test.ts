import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { documentsAmong, picturesOf, unpacked, type Incoming } from '@/components/desk/import/incoming';
import { withRetries, retryDelay } from '@/components/desk/import/retry-after';
import type { Outcome } from '@/components/shell/api';
import { LIMITS } from '@/lib/platform/limits';

const file = (name: string, content = 'x'): Incoming => ({ name, file: new Blob([content]) });
const names = (all: readonly { name: string }[] = []) => all.map(({ name }) => name);

describe('files that came in together', () => {
  it('are the documents among them, with the pictures that those may show', () => {
    const files = [file('案/页.html'), file('案/页.files/a.png'), file('案/页.files/style.css'), file('案/b.jpg'), file('c.docx'), file('d.svg')];
    const documents = documentsAmong(files);
    expect(names(documents)).toEqual(['案/页.html', 'c.docx']);
    expect(documents.map(({ beside }) => names(beside))).toEqual([['案/页.files/a.png', '案/b.jpg'], []]);
  });

  it('in a ZIP too; pictures alone are taken for what they are', async () => {
    const zip = { name: 'a.zip', file: new Blob([zipSync({ 'a/页.md': strToU8('# 记'), 'a/b.png': strToU8('b'), '__MACOSX/a/._b.png': strToU8('x') })]) };
    const [page, ...more] = documentsAmong(await unpacked(zip, 1_000));
    expect([page?.name, names(page?.beside), more]).toEqual(['a/页.md', ['a/b.png'], []]);
    expect(names(documentsAmong([file('a.png')]))).toEqual(['a.png']);
  });

  it('go along as far as they are shown and may be sent', () => {
    const large = { name: 'b.png', file: new Blob([new Uint8Array(LIMITS.import.bytes)]) };
    const one: Incoming = { ...file('a.html'), beside: [file('a.png'), large, file('c.png'), file('d.png')] };
    expect(names(picturesOf(one, ['a.png', 'b.png', 'd.png']))).toEqual(['a.png', 'd.png']);
  });
});

describe('a server that has more to do', () => {
  const problem = (status: number, retryAfter?: number) => ({ status, code: 'x', title: '', ...(retryAfter === undefined ? {} : { retryAfter }) });
  const answers = (...all: Outcome<string>[]) => () => Promise.resolve(all.length > 1 ? all.shift()! : all[0]!);
  const busy: Outcome<string> = { ok: false, problem: problem(503, 0.001) };
  const done: Outcome<string> = { ok: true, data: 'done' };

  it('is asked again when it says so, and not where asking again helps nobody', () => {
    expect([problem(503, 5), problem(429, 60), problem(503), problem(429, 3_600), problem(422, 5), problem(0)].map(retryDelay)).toEqual([5, 60, 0, 0, 0, 0]);
  });

  it('is waited for until it answers', async () => {
    const waits: number[] = [];
    const outcome = await withRetries(answers(busy, busy, done), (seconds) => waits.push(seconds) > 0);
    expect([outcome, waits]).toEqual([done, [0.001, 0, 0.001, 0]]);
  });

  it('is not asked for ever, nor for a document that is there no more', async () => {
    let asked = 0;
    const ask = () => ((asked += 1), Promise.resolve(busy));
    expect(await withRetries(ask, () => true)).toEqual(busy);
    expect(asked).toBe(20);
    expect(await withRetries(ask, (seconds) => seconds > 0)).toEqual(busy);
    expect(asked).toBe(21);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importOptions } from '@/lib/importing/plan/plan';
import { localDocumentReader } from '@/lib/importing/local-document-reader';
import { repairText } from '@/lib/importing/plan/repaired';
import { toPlainText } from '@/lib/content/text';

const cases = fc
  .tuple(fc.string({ minLength: 1, maxLength: 60 }), fc.array(fc.tuple(fc.nat(60), fc.nat(6), fc.string({ maxLength: 4 })), { maxLength: 6 }))
  .map(([text, drafts]) => {
    let end = 0;
    const repairs = drafts.sort((a, b) => a[0] - b[0]).flatMap(([at, length, words]) => {
      const from = Math.max(end, at);
      const to = Math.min(text.length, from + length + 1);
      if (from >= to) return [];
      end = to;
      return [{ from, to, text: words }];
    });
    return { text, repairs };
  });

describe('repairs of a text', () => {
  it('put each correction into its place, and every offset goes with the words around it', () => {
    fc.assert(
      fc.property(cases, ({ text, repairs }) => {
        const { text: repaired, move } = repairText(text, [...repairs].reverse());
        const expected = [...repairs].reverse().reduce((now, { from, to, text: words }) => now.slice(0, from) + words + now.slice(to), text);
        expect(repaired).toBe(expected);
        const isInside = (at: number) => repairs.some(({ from, to }) => at > from && at < to);
        for (let at = 0; at < text.length; at++) {
          expect(move(at + 1)).toBeGreaterThanOrEqual(move(at));
          const touched = repairs.some(({ from, to }) => at >= from && at < to);
          if (!touched && !isInside(at)) expect(repaired[move(at)]).toBe(text[at]);
        }
        expect(move(text.length)).toBe(repaired.length);
      }),
      { numRuns: 500 },
    );
  });

  it('stand in a document of lists, tables, links and notes, and nothing else moves', async () => {
    const source = '# 记\n\n## 一、背景\n\n缺水,很**缺,水**。见[登记,表](https://a.example)[^1]。\n\n1. 甲,一\n2. 乙,二\n\n| 井,名 | 深 |\n| --- | --- |\n| 东,井 | 一百,米 |\n\n## 二、做法\n\n打井,修渠。\n\n[^1]: 注,文\n';
    const file = { fileName: 'a.md', bytes: Buffer.from(source) };
    const { text } = await localDocumentReader.read(file);
    const repairs = [...text.matchAll(/,/g)].map(({ index }) => ({ from: index, to: index + 1, text: '，也就是，' }));
    expect(repairs.length).toBeGreaterThan(8);
    const bodies = async (plan: unknown) => (await localDocumentReader.prepare(file, importOptions.parse({ plan }))).articles[0]!.sections.map(({ body }) => body);
    const before = await bodies(undefined);
    const after = await bodies({ repairs });
    expect(after.map((body) => toPlainText(body))).toEqual(before.map((body) => toPlainText(body).replaceAll(',', '，也就是，')));
    const bare = (body: unknown) => JSON.stringify(body).replace(/"id":"[^"]*"/g, '').replaceAll('，也就是，', ',');
    expect(after.map(bare)).toEqual(before.map(bare));
  });
});

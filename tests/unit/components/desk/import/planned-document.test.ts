import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { findingsOf } from '@/components/desk/import/check-findings';
import { unpacked } from '@/components/desk/import/incoming';
import { baseRows, NO_WORK, optionsOf, plannedDocument, proposalsOf, UNSURE } from '@/components/desk/import/planned-document';
import { toggleCase } from '@/lib/importing/plan/edits';
import { localDocumentReader } from '@/lib/importing/local-document-reader';
import { caseText, collectedText } from '../../../../support/case-texts';

const reading = (text: string) => localDocumentReader.read({ fileName: 'a.txt', bytes: Buffer.from(text) });

describe('what was decided about cases', () => {
  it('stays with its case when another one begins before it', async () => {
    const text = collectedText('柳湾').replace('申报', '');
    const read = await reading(text);
    const base = baseRows(read);
    const third = plannedDocument(read, base, NO_WORK.plan).cases[2]!.at;
    const work = { ...NO_WORK, without: [third], facets: { [third]: { year: '2021', region: '320583' } } };
    const cases = (plan: typeof NO_WORK.plan) => plannedDocument(read, base, plan).cases;
    expect(optionsOf(read, work, cases(work.plan), 'a')).toMatchObject({ hash: read.hash, category: 'a', without: [2], facets: [{ case: 2, year: 2021, regionCode: '320583' }] });

    const line = base.find(({ from, to }) => text.slice(from, to).includes('车棚没有人管'))!;
    const plan = toggleCase({ rows: base, plan: NO_WORK.plan }, line);
    expect(cases(plan)).toHaveLength(4);
    expect(optionsOf(read, { ...work, plan }, cases(plan), '')).toMatchObject({ without: [3], facets: [{ case: 3 }] });
    expect(proposalsOf(read).has(third)).toBe(true);
  });

  it('of a case that is none any more is not sent', async () => {
    const read = await reading(collectedText('柳湾'));
    const base = baseRows(read);
    const [, second] = plannedDocument(read, base, NO_WORK.plan).cases;
    const plan = toggleCase({ rows: base, plan: NO_WORK.plan }, base.find(({ core, opens }) => opens && core.from === second!.at)!);
    expect(optionsOf(read, { plan, without: [second!.at], facets: { [second!.at]: { year: '2021' } } }, plannedDocument(read, base, plan).cases, '')).toMatchObject({ without: [], facets: [] });
  });
});

describe('what is shown of a document', () => {
  it('marks what is below the limit, and no longer what was decided', async () => {
    const read = await reading(caseText('柳湾'));
    const base = baseRows(read);
    const found = plannedDocument(read, base, NO_WORK.plan);
    const index = found.rows.findIndex(({ role }) => role === 'heading');
    const doubtful = base.map((row, at) => (at === index ? { ...row, heading: { ...row.heading!, confidence: UNSURE - 0.01 } } : row));
    expect(plannedDocument(read, doubtful, NO_WORK.plan).uncertain).toEqual([...new Set([...found.uncertain, index])].sort((a, b) => a - b));
    const confirmed = { ...NO_WORK.plan, edits: [{ at: doubtful[index]!.from, as: 'heading' as const, level: 1, kind: 'BACKGROUND' as const }] };
    expect(plannedDocument(read, doubtful, confirmed).uncertain).not.toContain(index);
  });

  it('lists numbering that is wrong with the text that is, and neither once it is repaired', async () => {
    const text = caseText('柳湾').replace('三、成效', '二、成效');
    const read = await reading(text);
    const { outline } = plannedDocument(read, baseRows(read), NO_WORK.plan);
    const found = findingsOf(read, outline, []);
    const repeat = found.find(({ rule }) => rule === 'numbering-repeat')!;
    expect([text.slice(repeat.from, repeat.to), repeat.suggestion]).toEqual(['二', '三']);
    const comma = found.find(({ rule }) => rule === 'half-width-mark')!;
    const repairs = [repeat, comma].map(({ from, to, suggestion }) => ({ from, to, text: suggestion! }));
    expect(findingsOf(read, outline, repairs)).toEqual(found.filter((one) => one !== repeat && one !== comma));
  });
});

describe('a ZIP in the browser', () => {
  it('is taken apart, without what systems leave in it; old Chinese names are read', async () => {
    // 案例.txt in GBK, as fflate gives names that are not marked as UTF-8: a character for each byte.
    const gbk = String.fromCharCode(0xb0, 0xb8, 0xc0, 0xfd);
    const zip = zipSync({ 'a/一.txt': strToU8('甲'), '__MACOSX/a/._一.txt': strToU8('x'), '.DS_Store': strToU8('x'), 'b/': new Uint8Array() });
    expect((await unpacked({ name: '包.ZIP', file: new Blob([zip as BlobPart]) }, 1_000)).map(({ name }) => name)).toEqual(['a/一.txt']);
    const old = Buffer.from(zipSync({ 'xxxx.txt': strToU8('乙') }));
    for (let at = old.indexOf('xxxx'); at >= 0; at = old.indexOf('xxxx', at)) old.write(gbk, at, 'latin1');
    expect((await unpacked({ name: '旧.zip', file: new Blob([old as BlobPart]) }, 1_000)).map(({ name }) => name)).toEqual(['案例.txt']);
  });

  it('that unpacks to too much, or is none, is refused', async () => {
    const large = zipSync({ 'a.txt': new Uint8Array(2_000) });
    await expect(unpacked({ name: 'a.zip', file: new Blob([large as BlobPart]) }, 1_000)).rejects.toThrow();
    await expect(unpacked({ name: 'a.zip', file: new Blob(['no zip']) }, 1_000)).rejects.toThrow();
    expect(await unpacked({ name: 'a.txt', file: new Blob(['x']) }, 1)).toHaveLength(1);
  });
});

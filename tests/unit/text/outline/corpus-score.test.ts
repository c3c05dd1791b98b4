import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrintedOutline, PrintedSection } from '@/lib/text/outline/surface';
import { lostCharacters, scoreFolder } from '../../../outline-corpus/score';
import { formatSummary, summarise } from '../../../outline-corpus/summary';

const LABEL = {
  id: 'one',
  title: '护渠案例',
  format: 'md',
  source: '01.md',
  features: '',
  lead: '山里有一条老渠，修了又坏。',
  cases: [
    {
      title: '护渠案例',
      sections: [
        { level: 1, number: '一', heading: '起因', kind: 'BACKGROUND', startsWith: '渠口年年塌方', style: 'num' },
        { level: 1, number: '二', heading: '办法', kind: 'PRACTICE', kindAlt: 'OTHER', startsWith: '', style: 'num' },
        { level: 2, number: '1', heading: '分段包渠', kind: 'PRACTICE', startsWith: '一户包一段', style: 'runin' },
        { level: 2, number: '一是', heading: '定人', kind: 'PRACTICE', startsWith: '名单上墙', style: 'enum', soft: true },
      ],
    },
  ],
  noise: ['分享到朋友圈吧'],
  notHeadings: ['1998年大水'],
};

const DOCUMENT = `护渠案例
山里有一条老渠，修了又坏。
一、起因
渠口年年塌方。
1998年大水，冲走了半条渠。
二、办法
1.分段包渠。一户包一段。
一是定人。名单上墙。
分享到朋友圈吧
`;

const section = (level: number, number: string, heading: string, kind: PrintedSection['kind'], text: string, ...children: PrintedSection[]): PrintedSection => ({
  level, number, heading, kind, confidence: 1, kindConfidence: 1, text, children,
});

const right = (): PrintedOutline => ({
  title: '护渠案例',
  cases: [
    {
      title: '护渠案例',
      lead: '山里有一条老渠，修了又坏。',
      sections: [
        section(1, '一', '起因', 'BACKGROUND', '渠口年年塌方。\n1998年大水，冲走了半条渠。'),
        section(1, '二', '办法', 'OTHER', '', section(2, '1', '分段包渠', 'PRACTICE', '一户包一段。\n一是定人。名单上墙。')),
      ],
    },
  ],
  stripped: ['分享到朋友圈吧'],
});

const folder = mkdtempSync(join(tmpdir(), 'corpus-'));

beforeAll(() => {
  writeFileSync(join(folder, '01.json'), JSON.stringify(LABEL));
  writeFileSync(join(folder, '01.md'), DOCUMENT);
});
afterAll(() => rmSync(folder, { recursive: true }));

function scoreOf(change: (outline: PrintedOutline) => void) {
  const printed = right();
  change(printed);
  const [score] = scoreFolder(folder, () => printed);
  if (!score) throw new Error('no score');
  return score;
}

const sections = (outline: PrintedOutline) => outline.cases[0]?.sections ?? [];

describe('the score of a folder', () => {
  it('is full for an outline as labelled', () => {
    const score = scoreOf(() => {});
    expect(score).toMatchObject({ want: 3, matched: 3, extra: 0, level: 3, number: 3, body: 3, tops: 2, kind: 2, title: 1, lead: 1, leaked: 0, traps: 0, lost: 0 });
    expect(summarise([score])).toMatchObject({ documents: 1, f1: 1, level: 1, kind: 1, number: 1, body: 1, lead: 1, title: 1, casesRight: 1 });
    expect(formatSummary(summarise([score]))).toContain('f1 1.000');
  });

  it('takes a soft heading as it takes none', () => {
    const split = scoreOf((outline) => sections(outline)[1]?.children.push(section(2, '一是', '定人', 'PRACTICE', '名单上墙。')));
    expect(split).toMatchObject({ matched: 3, extra: 0 });
  });

  it('takes an allowed heading with its number or without', () => {
    for (const item of ['一是、定人', '一是定人', '定人']) {
      writeFileSync(join(folder, '01.json'), JSON.stringify({ ...LABEL, cases: [{ ...LABEL.cases[0], sections: LABEL.cases[0]!.sections.slice(0, 3) }], softItems: [item] }));
      expect(scoreOf((outline) => sections(outline)[1]?.children.push(section(2, '一是', '定人', 'PRACTICE', '名单上墙。'))), item).toMatchObject({ matched: 3, extra: 0 });
    }
    writeFileSync(join(folder, '01.json'), JSON.stringify(LABEL));
  });

  it.each<[string, (outline: PrintedOutline) => void, object]>([
    ['a heading too many', (outline) => sections(outline).push(section(1, '', '冲走了', 'OTHER', '')), { extra: 1, extraHeadings: ['冲走了'] }],
    ['a heading too few', (outline) => sections(outline).splice(0, 1), { matched: 2, missed: ['起因'] }],
    ['headings out of order', (outline) => sections(outline).reverse(), { matched: 2, extra: 1 }],
    ['another level', (outline) => Object.assign(sections(outline)[0] ?? {}, { level: 2 }), { level: 2 }],
    ['another number', (outline) => Object.assign(sections(outline)[0] ?? {}, { number: '三' }), { number: 2 }],
    ['another beginning', (outline) => Object.assign(sections(outline)[0] ?? {}, { text: '渠尾' }), { body: 2 }],
    ['another kind', (outline) => Object.assign(sections(outline)[0] ?? {}, { kind: 'INSIGHT' }), { kind: 1 }],
    ['another title', (outline) => Object.assign(outline, { title: '渠' }), { title: 0 }],
    ['no lead', (outline) => delete outline.cases[0]?.lead, { lead: 0, lost: 11 }],
    ['a case too many', (outline) => outline.cases.push({ title: '渠', sections: [] }), { casesWant: 1, casesGot: 2 }],
    ['chrome in the text', (outline) => Object.assign(sections(outline)[0] ?? {}, { text: '渠口年年塌方。分享到朋友圈吧' }), { leaked: 1, noise: 1 }],
    ['a trap as a heading', (outline) => sections(outline).push(section(1, '', '1998年大水', 'OTHER', '')), { traps: 1, extra: 1 }],
    ['characters lost', (outline) => (outline.stripped = []), { lost: 7 }],
  ])('counts %s', (_, change, counts) => {
    expect(scoreOf(change)).toMatchObject(counts);
  });

  it('finds nothing in a document that cannot be read', () => {
    const [score] = scoreFolder(folder, () => {
      throw new Error('no document');
    });
    expect(score).toMatchObject({ error: 'no document', want: 3, matched: 0, tops: 2, kind: 0, noise: 1, leaked: 1, casesGot: 0 });
    expect(score?.lost).toBe(DOCUMENT.replace(/[^\p{L}\p{N}]/gu, '').length);
  });

  it('counts a title once that the document and its only case share', () => {
    expect(lostCharacters('护渠案例护渠案例', { title: '护渠案例', cases: [{ title: '护渠案例', sections: [] }], stripped: [] })).toBe(4);
  });
});

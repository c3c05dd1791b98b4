import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import { characterCounts, squeeze, wordsOnly } from '../../../outline-corpus/compare';
import { flatten, labelledDocuments, textsOf } from './labels';

const trimmed = (text: string) => squeeze(text).replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');

describe.each(labelledDocuments())('document $label.id: $label.features', ({ label, text }) => {
  const printed = outline(text);

  it('has the labelled cases and sections', () => {
    const got = printed.cases.map(({ sections }) =>
      flatten(sections).map(({ level, number = '', heading, kind, text: own }) => ({
        level, number: squeeze(number), heading: trimmed(heading), kind, begins: trimmed(own),
      })),
    );
    const want = label.cases.map(({ sections }, i) =>
      sections.map(({ level, number, heading, kind, startsWith }, j) => {
        const begins = got[i]?.[j]?.begins ?? '';
        const start = trimmed(startsWith);
        return { level, number: squeeze(number), heading: trimmed(heading), kind, begins: begins.startsWith(start) ? begins : start };
      }),
    );
    expect(got).toEqual(want);
  });

  it('has the labelled title and leads', () => {
    expect(trimmed(printed.title)).toBe(trimmed(label.title));
    if (label.lead) expect(squeeze(printed.lead ?? printed.cases[0]?.lead ?? '')).toContain(squeeze(label.lead));
    else expect(printed.lead).toBeUndefined();
    for (const [i, labelled] of label.cases.entries()) {
      expect(squeeze(printed.cases[i]?.lead ?? '')).toContain(squeeze(labelled.lead ?? ''));
      expect(squeeze(printed.cases[i]?.tail ?? '')).toContain(squeeze(labelled.tail ?? ''));
    }
  });

  it('strips exactly the page chrome', () => {
    const stripped = printed.stripped.map(wordsOnly).filter((line) => line !== '');
    for (const line of label.noise.map(wordsOnly).filter((line) => line !== '')) expect(stripped).toContain(line);
    // What else is stripped is a label of a lead, never a line of text.
    expect(stripped.filter((line) => !label.noise.map(wordsOnly).includes(line) && line.length > 3)).toEqual([]);
  });

  it('keeps every character', () => {
    expect(characterCounts(textsOf(printed).join(' '))).toEqual(characterCounts(text));
  });

  it('takes no trap for a heading', () => {
    const headings = printed.cases.flatMap(({ sections }) => flatten(sections)).map(({ number = '', heading }) => wordsOnly(number + heading));
    for (const trap of label.notHeadings.map(wordsOnly)) expect(headings.filter((heading) => heading.startsWith(trap) || trap.startsWith(heading))).toEqual([]);
  });
});

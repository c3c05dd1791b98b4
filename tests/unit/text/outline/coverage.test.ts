import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import type { Source } from '@/lib/text/outline/source';
import { anyDocument } from './documents';
import { squeeze } from '../../../outline-corpus/compare';
import { labelledDocuments } from './labels';
import { coverage, partsOf } from './spans';

/** Words that lie in no span or in two, and parts whose text is not what their spans cut out. */
function faults(input: string | Source): string[] {
  const text = typeof input === 'string' ? input : input.text;
  const found = outline(input);
  const parts = partsOf(found);
  const covered = coverage(text, parts);
  const faulty = [...text.matchAll(/[\p{Script=Han}\p{L}\p{N}]/gu)].filter(({ index }) => covered[index] !== 1);
  const rising = parts.every(({ spans }) => spans.every((span, i) => span.from < span.to && span.to <= text.length && span.from >= (spans[i - 1]?.to ?? 0)));
  const unequal = parts.filter((part) => squeeze(part.text) !== squeeze(part.spans.map(({ from, to }) => text.slice(from, to)).join(part.glue)));
  return [
    ...faulty.map(({ 0: character, index }) => `${character} at ${index} lies in ${covered[index]} spans`),
    ...unequal.map((part) => `${part.text} is not what its spans cut out`),
    ...(rising ? [] : ['spans that do not rise']),
  ];
}

describe('the spans of all parts', () => {
  it('cover every word of any mix of headings, paragraphs and chrome exactly once', () => {
    fc.assert(fc.property(anyDocument, (text) => void expect(faults(text)).toEqual([])), { numRuns: 600 });
  });

  it('cover every word of any text, well-formed or not', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void expect(faults(text)).toEqual([])), { numRuns: 300 });
  });

  it.each(labelledDocuments().map(({ label, text }) => [label.id, text]))('cover document %s', (_, text) => {
    expect(faults(text)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { check } from '@/lib/text/checks/checks';
import { repair } from '@/lib/text/checks/repair';
import type { Certainty, TextFinding } from '@/lib/text/checks/rule';

function finding(from: number, to: number, suggestion: string | undefined, certainty: Certainty): TextFinding {
  return { rule: 'doubled-mark', message: 'doubled-mark', from, to, certainty, ...(suggestion === undefined ? {} : { suggestion }) };
}

describe('repair', () => {
  it('puts the more certain of two overlapping suggestions in, then the earlier', () => {
    expect(repair('abcdef', [finding(1, 4, 'X', 'possible'), finding(3, 5, 'Y', 'certain')])).toBe('abcYf');
    expect(repair('abcdef', [finding(3, 5, 'Y', 'likely'), finding(1, 4, 'X', 'likely')])).toBe('aXef');
  });

  it('leaves what has no suggestion, and ignores what lies outside the text', () => {
    expect(repair('abc', [finding(0, 1, undefined, 'certain'), finding(2, 9, 'X', 'certain'), finding(-1, 1, 'X', 'certain')])).toBe('abc');
  });

  it('restores the marks of a text that came from a web page, and of no address in it', () => {
    const text = '“水要够用,钱要公开”,村民(含外出的)都签了字.\n详见https://example.org/a,b?c=1 ,每亩省3,200元!';
    const halfWidth = check(text).filter(({ rule }) => rule === 'half-width-mark');
    expect(repair(text, halfWidth)).toBe('“水要够用，钱要公开”，村民（含外出的）都签了字。\n详见https://example.org/a,b?c=1 ,每亩省3,200元！');
  });
});

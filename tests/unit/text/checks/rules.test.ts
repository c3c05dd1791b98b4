import { describe, expect, it } from 'vitest';
import { RULES } from '@/lib/text/checks/checks';
import { protect } from '@/lib/text/checks/protect';
import { repair } from '@/lib/text/checks/repair';
import type { RuleId } from '@/lib/text/checks/rule';
import { words } from '@/lib/i18n/words';
import { numerals } from './fixtures/numerals';
import { punctuation } from './fixtures/punctuation';
import type { Fixtures } from './fixtures/types';
import { wording } from './fixtures/wording';

const FIXTURES: Fixtures = { ...punctuation, ...numerals, ...wording };

function ruleOf(id: RuleId) {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}

const cases = Object.entries(FIXTURES) as [RuleId, NonNullable<Fixtures[RuleId]>][];

describe.each(cases)('%s', (id, { fires, passes }) => {
  it.each(fires)('finds in %s', (text, marked, repaired) => {
    const findings = ruleOf(id).check(protect(text));
    expect(findings.map(({ from, to }) => text.slice(from, to))).toEqual(marked);
    expect(repair(text, findings)).toBe(repaired ?? text);
  });

  it.each(passes)('passes %s', (text) => {
    expect(ruleOf(id).check(protect(text)).map(({ from, to }) => text.slice(from, to))).toEqual([]);
  });
});

describe('rules', () => {
  it('have fixtures, each of them', () => {
    expect(cases.map(([id]) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('say what they find in every language of the interface', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const { rules, messages } = words(locale).checks;
      for (const { id } of RULES) expect(rules[id]).not.toBe('');
      expect(Object.values(messages).every((text) => text.length > 5)).toBe(true);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulletList, doc, heading, image, listItem, paragraph, table } from '@/lib/content/build';
import { mergeBodies } from '@/lib/content/compare/merge';
import { bodySchema, type Block, type Body } from '@/lib/content/schema';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { anyBody } from '../arbitrary';
import { edited, edits, wordsIn } from './edits';

/** A body of paragraphs whose ids are what they say. */
const lines = (...words: string[]): Body => doc(words.map((word) => paragraph(word, word[0])));
const texts = ({ content }: Body) => content.map((block) => (JSON.stringify(block).match(/"text":"([^"]*)"/g) ?? []).map((text) => text.slice(8, -1)).join('|'));
const merged = (base: Body, mine: Body, theirs: Body) => {
  const { body, conflicts } = mergeBodies(base, mine, theirs);
  return { texts: texts(body), conflicts: conflicts.map(({ id }) => id) };
};

describe('what each side did to blocks of its own', () => {
  const base = lines('a', 'b', 'c', 'd');
  it.each<[string, Body, Body, string[]]>([
    ['words', lines('a1', 'b', 'c', 'd'), lines('a', 'b', 'c2', 'd'), ['a1', 'b', 'c2', 'd']],
    ['blocks beside each other', lines('a', 'm', 'b', 'c', 'd'), lines('a', 't', 'b', 'c', 'd'), ['a', 'm', 't', 'b', 'c', 'd']],
    ['blocks at the beginning and the end', lines('m', 'a', 'b', 'c', 'd'), lines('t', 'a', 'b', 'c', 'd', 'u'), ['m', 't', 'a', 'b', 'c', 'd', 'u']],
    ['several blocks in one place keep their order', lines('a', 'm', 'n', 'b', 'c', 'd'), lines('a', 't', 'u', 'b', 'c', 'd'), ['a', 'm', 'n', 't', 'u', 'b', 'c', 'd']],
    ['a block taken out, and words elsewhere', lines('a', 'c', 'd'), lines('a', 'b', 'c', 'd2'), ['a', 'c', 'd2']],
    ['a move, and words in what was moved', lines('d', 'a', 'b', 'c'), lines('a', 'b', 'c', 'd2'), ['d2', 'a', 'b', 'c']],
    ['their move, and words of mine in it', lines('a', 'b', 'c', 'd1'), lines('d', 'a', 'b', 'c'), ['d1', 'a', 'b', 'c']],
    ['two moves', lines('b', 'a', 'c', 'd'), lines('a', 'b', 'd', 'c'), ['b', 'a', 'd', 'c']],
    ['a move of the same block: mine', lines('d', 'a', 'b', 'c'), lines('a', 'd', 'b', 'c'), ['d', 'a', 'b', 'c']],
    ['a block behind one that I took out', lines('a', 'c', 'd'), lines('a', 'b', 't', 'c', 'd'), ['a', 't', 'c', 'd']],
  ])('%s', (_what, mine, theirs, expected) => {
    expect(merged(base, mine, theirs)).toEqual({ texts: expected, conflicts: [] });
  });

  it('merges inside a list, a table and the attributes of a block', () => {
    const list = (...items: string[]) => doc([bulletList(items.map((item) => [paragraph(item, item[0])]), 'l')].map((block) => ({ ...block, content: block.content.map((item, at) => ({ ...item, attrs: { id: `i${items[at]![0]}` } })) })));
    expect(merged(list('a', 'b', 'c'), list('a1', 'b', 'c'), list('a', 'b', 'd', 'c2'))).toEqual({ texts: ['a1|b|d|c2'], conflicts: [] });

    const grid = (...cells: string[]) => doc([table([cells.slice(0, 2), cells.slice(2)], { id: 't' })].map((block) => JSON.parse(JSON.stringify(block).replace(/"id":"(?!t")[^"]*"/g, () => `"id":"p${(count += 1) % 4}"`)) as Block));
    let count = 3;
    expect(merged(grid('a', 'b', 'c', 'd'), grid('a1', 'b', 'c', 'd'), grid('a', 'b', 'c', 'd2'))).toEqual({ texts: ['a1|b|c|d2'], conflicts: [] });

    const level = (to: 2 | 3, words: string) => doc([heading(to, words, undefined, 'h')]);
    expect(mergeBodies(level(2, 'a'), level(3, 'a'), level(2, 'b'))).toEqual({ body: level(3, 'b'), conflicts: [] });
    const picture = (alt: string, caption: string) => doc([image({ asset: '0f'.repeat(32), width: 3, height: 2 }, { alt, caption, id: 'p' })]);
    expect(mergeBodies(picture('a', 'b'), picture('a1', 'b'), picture('a', 'b2'))).toEqual({ body: picture('a1', 'b2'), conflicts: [] });
  });
});

describe('what both did to one block', () => {
  const base = lines('a', 'b', 'c');
  const [b, b1, b2] = ['b', 'b1', 'b2'].map((word) => paragraph(word, 'b'));
  it.each<[string, Body, Body, string[], unknown[]]>([
    ['is a conflict, and mine stands', lines('a', 'b1', 'c'), lines('a', 'b2', 'c'), ['a', 'b1', 'c'], [{ id: 'b', base: b, mine: b1, theirs: b2 }]],
    ['is none where it is the same', lines('a', 'b1', 'c'), lines('a', 'b1', 'c2'), ['a', 'b1', 'c2'], []],
    ['is one where I wrote what they took out', lines('a', 'b1', 'c'), lines('a', 'c'), ['a', 'b1', 'c'], [{ id: 'b', base: b, mine: b1, theirs: null }]],
    ['is one where they wrote what I took out', lines('a', 'c'), lines('a', 'b2', 'c'), ['a', 'c'], [{ id: 'b', base: b, mine: null, theirs: b2 }]],
    ['is none where both took it out', lines('a', 'c'), lines('a', 'c2'), ['a', 'c2'], []],
  ])('%s', (_what, mine, theirs, expected, conflicts) => {
    const found = mergeBodies(base, mine, theirs);
    expect([texts(found.body), found.conflicts]).toEqual([expected, conflicts]);
  });

  it('an item that each moved into another list is in both, with ids of their own', () => {
    const lists = (first: string[], second: string[]) => doc([bulletList([], 'x'), bulletList([], 'y')].map((list, at) => ({ ...list, content: [listItem([paragraph(`end${at}`, `e${at}`)], `i${at}`), ...[first, second][at]!.map((word) => listItem([paragraph(word, word)], `i${word}`))] })));
    const { body, conflicts } = mergeBodies(lists([], []), lists(['w'], []), lists([], ['w']));
    expect([texts(body), conflicts]).toEqual([['end0|w', 'end1|w'], []]);
    expect(bodySchema.safeParse(body).success).toBe(true);
  });
});

describe('of any two changes of any body', () => {
  const three = fc.tuple(anyBody, edits, edits).map(([base, ours, others]) => ({ base, mine: edited(base, ours, 'm'), theirs: edited(base, others, 't') }));
  const equal = (one: Body, other: Body) => expect(canonicalJson(one)).toBe(canonicalJson(other));

  it('one side alone is that side', () => {
    fc.assert(fc.property(three, ({ base, mine, theirs }) => {
      for (const [result, expected] of [[mergeBodies(base, mine, base), mine], [mergeBodies(base, base, theirs), theirs], [mergeBodies(base, mine, structuredClone(mine)), mine]] as const) {
        equal(result.body, expected);
        expect(result.conflicts).toEqual([]);
      }
    }), { numRuns: 300 });
  });

  it('no word is lost, none is doubled, what nobody touched is untouched, and the result is a body', () => {
    fc.assert(fc.property(three, ({ base, mine, theirs }) => {
      const { body, conflicts } = mergeBodies(base, mine, theirs);
      const found = wordsIn(body);
      expect(new Set(found).size).toBe(found.length);
      for (const word of wordsIn(mine)) expect(found).toContain(word);
      for (const word of wordsIn(theirs)) expect([...found, ...wordsIn(conflicts.map((conflict) => conflict.theirs))]).toContain(word);
      const untouched = (side: Body) => new Set(side.content.map((block) => canonicalJson(block)));
      const [ours, others, result] = [mine, theirs, body].map(untouched);
      for (const block of untouched(base)) if (ours!.has(block) && others!.has(block)) expect(result).toContain(block);
      const parsed = bodySchema.safeParse(body);
      expect(parsed.error?.issues ?? []).toEqual([]);
    }), { numRuns: 500 });
  });

  it('it is a conflict only where both have changed the same block', () => {
    fc.assert(fc.property(three, ({ base, mine, theirs }) => {
      const differs = (side: Body, id: string) => {
        const find = ({ content }: Body) => content.find(({ attrs }) => attrs.id === id) ?? null;
        return canonicalJson(find(side)) !== canonicalJson(find(base));
      };
      for (const { id } of mergeBodies(base, mine, theirs).conflicts) expect([differs(mine, id), differs(theirs, id)]).toEqual([true, true]);
    }), { numRuns: 300 });
  });
});

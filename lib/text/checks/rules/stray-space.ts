import { findAll, type Found, HAN, rule, spanOf } from '../rule';

const CLOSE = '[，。；：、！？）》”’】」』]';
const HALF = '[,;:?!]';
const OPEN = '[（《“‘【「『]';

const BESIDE_MARK = new RegExp(
  [
    `(?<=${HAN}|${CLOSE})[ \\t]{1,8}(?=${CLOSE}|${HALF}(?:\\s|${HAN}|$))`, // in front of a mark that ends or closes
    `(?<=${OPEN})[ \\t]{1,8}(?=${HAN})`,
    `(?<=${HAN})[ \\t]{1,8}(?=[“‘《（](?![一二三四五六七八九十\\d]))`,
    `(?<=[，。；、！？]|${HAN}[,;])[ \\t]{1,8}(?=${HAN}|${OPEN})`,
  ].join('|'),
  'g',
);
const BETWEEN_HAN = new RegExp(`(?<=${HAN})[ \\t]{1,3}(?=${HAN})`, 'g');
/** 第一章 总则, 一 背景, 附件 名单: the space stands for the mark behind a number or a label. */
const AFTER_NUMBER = /(?:^|[\n。；])[ \t\u3000]*(?:第?[一二三四五六七八九十百\d]{1,4}[章节条部分篇]{0,2}|[\u3400-\u9fff]{1,4})$/;
const SHORTEST_PROSE = 24;
const MOST_SLIPS = 2;

/** Spaces inside Chinese prose, which has none: beside a mark, and between two Han characters. */
export const straySpace = rule({
  id: 'stray-space',
  standard: 'GB/T 15834-2011 5.1',
  find(text) {
    const found: Found[] = [];
    for (const line of text.matchAll(/[^\n]+/g)) {
      if (line[0].includes('|') || !line[0].includes(' ') && !line[0].includes('\t')) continue;
      const shift = (one: Found): Found => ({ ...one, from: one.from + line.index, to: one.to + line.index });
      // Lines in columns, menus and signatures are set with spaces; prose has one or two slips of the hand.
      if ([...line[0].matchAll(BETWEEN_HAN)].length > MOST_SLIPS) continue;
      const beside = findAll(line[0], BESIDE_MARK, (match) => ({ ...spanOf(match), suggestion: '', certainty: 'likely' }));
      const between = isProse(line[0]) ? findAll(line[0], BETWEEN_HAN, (match) => readBetween(line[0], match)) : [];
      for (const one of [...beside, ...between].sort((a, b) => a.from - b.from)) found.push(shift(one));
    }
    return found;
  },
});

function isProse(line: string): boolean {
  return line.length >= SHORTEST_PROSE && /[，。；,]/.test(line);
}

function readBetween(line: string, match: RegExpExecArray): Found | null {
  if (AFTER_NUMBER.test(line.slice(Math.max(0, match.index - 8), match.index))) return null;
  return { ...spanOf(match), suggestion: '', certainty: 'likely' };
}

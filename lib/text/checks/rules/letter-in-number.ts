import { findAll, type Found, rule, spanOf } from '../rule';

const TOKEN = /(?<![0-9A-Za-z.])[0-9OolI]{2,8}(?=[年月日号岁个户人名万亿%％元项家次天亩米时点分])/g;
/** l or I for 1 as an item's number. */
const ITEM = /(?<=^[ \t\u3000]{0,8})[lI](?=[.、．][ \t]?[\u3400-\u9fff])/gm;

/** 2O23年: the letter O for a nought, l or I for a one. */
export const letterInNumber = rule({
  id: 'letter-in-number',
  find: (text) =>
    [...findAll(text, TOKEN, readToken), ...findAll(text, ITEM, (match) => ({ ...spanOf(match), suggestion: '1', certainty: 'certain' }))].sort((a, b) => a.from - b.from),
});

function readToken(match: RegExpExecArray): Found | null {
  const [token] = match;
  if (!/[OolI]/.test(token) || !/\d/.test(token)) return null;
  return { ...spanOf(match), suggestion: token.replace(/[Oo]/g, '0').replace(/[lI]/g, '1'), certainty: 'likely' };
}

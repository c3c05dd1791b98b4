import { findAll, type Found, rule, spanOf } from '../rule';

/** A run of marks that end or part clauses; 、 may stand nowhere beside another. ？！ and ！！！ are for emphasis (4.2.3, 4.3.3). */
const RUN = /[，。；：、,;？！]{2,}|(?<=[\u3400-\u9fff”’）》])(?:\.{2,}|…(?!…)(?<!……))(?![A-Za-z0-9./])/g;
const ENDS = /[。？！]/;

/** One mark too many: ，， 。。 ，。 ！！！！ and the shortened ellipsis. */
export const doubledMark = rule({
  id: 'doubled-mark',
  standard: 'GB/T 15834-2011 4.2, 4.3, 4.11',
  find: (text) => findAll(text, RUN, (match) => readRun(match)),
});

function readRun(match: RegExpExecArray): Found | null {
  const run = match[0];
  const span = spanOf(match);
  if (run.startsWith('.') || run.startsWith('…') || /^。{3,}$/.test(run)) {
    return { ...span, suggestion: '……', certainty: 'likely', message: 'short-ellipsis' };
  }
  if (/^[？！]+$/.test(run)) return readEmphasis(run, span);
  const characters = new Set(run.replace(/,/g, '，').replace(/;/g, '；'));
  const [first = ''] = run;
  if (characters.size === 1) return { ...span, suggestion: first, certainty: 'certain' };
  // A sentence that ends must not go on: the end wins over the comma in front of it.
  const last = run.at(-1) ?? '';
  const suggestion = ENDS.test(first) ? first : ENDS.test(last) ? last : undefined;
  return { ...span, ...(suggestion ? { suggestion } : {}), certainty: 'likely' };
}

/** Up to three of a kind, and one ！ behind a ？, are allowed. */
function readEmphasis(run: string, span: { from: number; to: number }): Found | null {
  if (run.length <= 3) return null;
  return { ...span, suggestion: /^？+！/.test(run) ? '？！' : run.slice(0, 1).repeat(3), certainty: 'likely' };
}

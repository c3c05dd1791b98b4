import { halfWidthNumber } from '../../platform/characters';
import { LIMITS } from '../../platform/limits';
import type { FormLine } from './form-lines';
import type { Part, Passage, Proposal } from './proposal';

const YEAR = /(?<![\d.])((?:19|20)\d\d)(?=年|[—–～~-](?:19|20)\d\d年|[-./](?:0?[1-9]|1[0-2])(?![\d%]))/g;
const HAN_YEAR = /([一二]〇?[〇零一二三四五六七八九]{3}|二[〇零○][〇零○一二三四五六七八九]{2})(?=年)/g;
/** 到2030年, 力争2026年: a plan, no result. */
const PLANNED = /(?:到|力争|计划|预计|规划|目标|争取|拟于|将于|至)$/;
/** The year of a law or a document that is named is not the case's. */
const CITED = /[《〔（(\[][^》〕）)\]\n]{0,40}$/;
const HAN_DIGITS = '〇一二三四五六七八九';
const WEIGHT: Readonly<Record<Part, number>> = { title: 0.85, byline: 0.8, lead: 0.7, text: 0.6, tail: 0.5, stripped: 0.4 };
const MOST = 3;

/** The year that a case tells of: as the form says, else the latest that its text reports on, else when it was dated. */
export function proposeYears(passages: readonly Passage[], forms: readonly FormLine[], chrome: readonly Passage[]): Proposal[] {
  const found = new Map<string, Proposal & { times: number }>();
  const add = (value: string, quote: string, part: Part, confidence: number) => {
    const known = found.get(value);
    const best = known && known.confidence >= confidence ? known : { facet: 'year' as const, value, label: value, quote, part, confidence, times: 0 };
    found.set(value, { ...best, times: (known?.times ?? 0) + 1 });
  };
  for (const { facet, value, quote, part } of forms) {
    if (facet !== 'year' && facet !== 'date') continue;
    const years = readYears(value).map(({ year }) => year);
    // 2021年3月至2023年6月: what came of it was known in the last year.
    years.forEach((year, index) => add(year, quote, part, facet === 'date' ? (part === 'stripped' ? 0.4 : 0.55) : index === years.length - 1 ? 0.92 : 0.5));
  }
  const told = passages.flatMap(({ part, text }) => readYears(text).filter(({ planned, cited }) => !planned && !cited).map((one) => ({ ...one, part })));
  const latest = told.reduce((most, { year }) => (year > most ? year : most), '');
  for (const { year, quote, part } of told) add(year, quote, part, WEIGHT[part] * (year === latest ? 1 : 0.7));
  for (const { part, text } of chrome) for (const { year, quote } of readYears(text.slice(0, 2000))) add(year, quote, part, 0.35);
  return [...found.values()]
    .map(({ times, ...proposal }) => ({ ...proposal, confidence: Math.round(Math.min(0.95, proposal.confidence + 0.02 * Math.min(times - 1, 4)) * 100) / 100 }))
    .sort((a, b) => b.confidence - a.confidence || Number(b.value) - Number(a.value))
    .slice(0, MOST);
}

interface FoundYear {
  year: string;
  quote: string;
  planned: boolean;
  cited: boolean;
}

function readYears(text: string): FoundYear[] {
  const found: FoundYear[] = [];
  // Of the same length, so that places are those of the text.
  const plain = halfWidthNumber(text);
  for (const match of [...plain.matchAll(YEAR), ...plain.matchAll(HAN_YEAR)]) {
    const year = /\d/.test(match[0]) ? match[0] : [...match[0]].map((digit) => HAN_DIGITS.indexOf(digit.replace(/[零○]/, '〇'))).join('');
    if (!/^\d{4}$/.test(year) || Number(year) < LIMITS.year.min || Number(year) > LIMITS.year.max) continue;
    const before = text.slice(Math.max(0, match.index - 44), match.index);
    found.push({ year, quote: text.slice(match.index, match.index + match[0].length + (text[match.index + match[0].length] === '年' ? 1 : 0)), planned: PLANNED.test(before), cited: CITED.test(before) && /[《〔]/.test(before) });
  }
  return found;
}

import { ELSEWHERE } from './elsewhere';
import type { Gazetteer, Place } from './gazetteer';
import type { Part, Passage } from './proposal';
import { bareName } from './township-list';

/** A township's name in a text. */
export interface Sighting {
  name: string;
  part: Part;
  /** Codes that it can mean: of townships in `above`, where a division stands right before the name. Empty: known by its shape alone. */
  codes: readonly string[];
  above: readonly Place[];
  /** Whether a phrase begins with it, so that the name has no beginning that was left out. */
  isStart: boolean;
  /** Whether the text speaks of it as another place: 赴斜桥镇考察. */
  isElsewhere: boolean;
}

const ENDS = /镇|乡(?![村镇])|街道|苏木/g;
const SHAPE = /^[\u3400-\u9fff]{1,5}?(?:街道(?!办)|街道(?=办)|镇(?!区|上|里|级|村|域)|乡(?!村|镇|下|亲|贤|土|级))/;
const NO_NAME = /[全各该本这那小古城集下返回还家故老两多近每乡所的了在个]$|^[全各该本这那所等及和与或在]|[的了是把被在区强加给逐管由住过眼如没会要都有就跟和与比]/;
const SENTENCE_START = /(?<=^|[，。；：、！？\s“（(《])/gm;
const NOT_BEFORE_START = /[\u3400-\u9fff\d]/;
/** Words that stand before a name and are no part of one. */
const LEADS_IN = /[在于由到赴对和与及是]$|位于$|来自$/;
const LONGEST = 12;

/** The names of townships in a text, those of the list wherever they stand, others as a phrase or a division's name stands before them. */
export function sightingsIn(gazetteer: Gazetteer, { text, part }: Passage): Sighting[] {
  const mentions = gazetteer.find(text).filter(({ places }) => places.length > 0);
  const behind = new Map(mentions.map(({ from, to, places }) => [to, { from, places }]));
  const listed = listedIn(gazetteer, text, part, behind);
  const known = new Map(listed.filter(({ sighting }) => sighting.isStart).map(({ to, sighting }) => [to, sighting]));
  const starts = [...behind.entries()].map(([at, { from, places }]) => ({ at, from, above: places.filter(({ code, depth }) => depth === 2 || gazetteer.isLeaf(code)) })).filter(({ above }) => above.length > 0);
  const phrases = [...text.matchAll(SENTENCE_START)].filter(({ index }) => !behind.has(index)).map(({ index }) => ({ at: index, from: index, above: [] as Place[] }));
  const shaped = [...starts, ...phrases].flatMap(({ at, from, above }) => {
    const skipped = /^(?:中共|如|以|在|由)/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
    const name = SHAPE.exec(text.slice(at + skipped, at + skipped + 10))?.[0] ?? '';
    const bare = bareName(name);
    const to = at + skipped + name.length;
    const other = known.get(to);
    // A division before it that has no township of this name says more of where it is than other counties that have one.
    if (bare.length < 2 || NO_NAME.test(bare) || (other && (other.above.length > 0 || above.length === 0)) || (above.length === 0 && gazetteer.find(name).length > 0)) return [];
    return [{ to, sighting: { name, part, codes: [], above, isStart: true, isElsewhere: ELSEWHERE.test(text.slice(Math.max(0, from - 5), from)) } }];
  });
  const replaced = new Set(shaped.map(({ to, sighting }) => `${to} ${sighting.name}`));
  return [...listed.filter(({ to, sighting }) => !replaced.has(`${to} ${sighting.name}`)), ...shaped].map(({ sighting }) => sighting);
}

/** Names of the list: right behind a division that has a township of this name, else the longest. */
function listedIn({ townships }: Gazetteer, text: string, part: Part, behind: ReadonlyMap<number, { from: number; places: Place[] }>): { to: number; sighting: Sighting }[] {
  const found: { to: number; sighting: Sighting }[] = [];
  let last = 0;
  for (const match of text.matchAll(ENDS)) {
    const to = match.index + match[0].length;
    const beginnings = Array.from({ length: Math.max(0, Math.min(LONGEST, to - last) - 1) }, (_, index) => Math.max(last, to - LONGEST) + index);
    const sighting = (from: number, codes: string[], above: Place[], start: number): Sighting => ({
      name: text.slice(from, to),
      part,
      codes,
      above,
      isStart: above.length > 0 || from === 0 || behind.has(from) || !NOT_BEFORE_START.test(text.charAt(from - 1)) || LEADS_IN.test(text.slice(Math.max(0, from - 2), from)),
      isElsewhere: ELSEWHERE.test(text.slice(Math.max(0, start - 5), start)),
    });
    const direct = beginnings.flatMap((from) => {
      const before = behind.get(from);
      const codes = before ? townships.codesOf(text.slice(from, to), before.places.map(({ code }) => code)) : [];
      return before && codes.length > 0 ? [sighting(from, codes, before.places, before.from)] : [];
    })[0];
    // A name of one character is one behind its county only.
    const from = direct ? undefined : beginnings.find((one) => to - one - match[0].length >= 2 && townships.has(text.slice(one, to)));
    if (!direct && from === undefined) continue;
    found.push({ to, sighting: direct ?? sighting(from!, townships.codesOf(text.slice(from, to)), [], from!) });
    last = to;
  }
  return found;
}

import { type Gazetteer, isBelow, type Mention, type Place } from './gazetteer';
import type { FormLine } from './form-lines';
import type { Part, Passage, Proposal } from './proposal';

/** How much a mention says about where the case happened. */
const WEIGHT: Readonly<Record<Part, number>> = { byline: 0.88, title: 0.9, lead: 0.8, text: 0.62, tail: 0.4, stripped: 0.5 };
/** In front of a place that is visited, copied or compared with. */
const ELSEWHERE = /(?:赴|前往|借鉴|学习|考察|来自|对口支援|对口帮扶|援|参照|比如|籍|区别于|相比|发往|销往|远销|参访|毗邻|接壤|与|至|到)$/;
const TOWNSHIP = /^[\u3400-\u9fff]{1,5}?(?:街道(?!办)|街道(?=办)|镇(?!区|上|里|级|村|域)|乡(?!村|镇|下|亲|贤|土|级))/;
const NO_NAME = /[全各该本这那小古城集下返回还家故老两多近每乡所的了在个]$|^[全各该本这那所等及和与或在]|[的了是把被在区强加给逐管由住过眼如没会要都有就跟和与比]/;
const SENTENCE_START = /(?<=^|[，。；：、！？\s“（(《])/gm;
const MOST = 4;
/** From here on a region may stand in the label of another proposal. */
const SURE = 0.6;

interface Candidate {
  place: Place;
  quote: string;
  part: Part;
  weight: number;
  times: number;
  alternatives: number;
}

/**
 * The regions that a case may belong to, the likeliest first: of several mentions the most telling place counts, a county
 * before the province that it lies in. A name that several counties have is resolved by what else the text names,
 * or offered with its alternatives.
 */
export function proposeRegions(gazetteer: Gazetteer, passages: readonly Passage[], forms: readonly FormLine[]): Proposal[] {
  const candidates = new Map<string, Candidate>();
  const context = new Set<string>();
  const mentions: { mention: Mention; quote: string; part: Part; weight: number }[] = [];
  const read = (text: string, part: Part, weight: number) => {
    for (const mention of gazetteer.find(text)) {
      const before = text.slice(Math.max(0, mention.from - 5), mention.from);
      const elsewhere = ELSEWHERE.test(before);
      // Deep in a text, a place that stands alone is mostly another's.
      const far = part === 'text' || part === 'lead' ? Math.max(0.5, 1 - mention.from / 1500) : 1;
      mentions.push({ mention, quote: text.slice(mention.from, mention.to), part, weight: weight * far * (elsewhere ? 0.3 : 1) * (mention.short ? 0.75 : 1) });
      for (const place of mention.places.length === 1 ? mention.places : []) for (let one: Place | null = place; one; one = one.parent) context.add(one.code);
    }
  };
  for (const { facet, value, part } of forms) if (facet === 'region') read(value, part, 0.98);
  for (const { facet, value, part } of forms) if (facet === 'organisation') read(value, part, 0.93);
  for (const { text, part } of passages) read(text, part, WEIGHT[part]);

  for (const { mention, quote, part, weight } of mentions) {
    const inContext = mention.places.length > 1 ? mention.places.filter((place) => place.parent && context.has(place.parent.code)) : [];
    const places = inContext.length > 0 ? inContext : mention.places;
    for (const place of places) add(candidates, { place, quote, part, weight: weight / Math.sqrt(places.length), times: 1, alternatives: places.length });
  }
  return ranked([...candidates.values()]).slice(0, MOST).map(({ place, quote, part, weight, times }) => ({
    facet: 'region',
    value: place.code,
    label: place.fullName,
    quote,
    part,
    confidence: round(Math.min(0.98, weight + 0.03 * Math.min(times - 1, 3))),
  }));
}

function add(candidates: Map<string, Candidate>, candidate: Candidate): void {
  const known = candidates.get(candidate.place.code);
  if (!known) candidates.set(candidate.place.code, candidate);
  else {
    known.times++;
    if (candidate.weight > known.weight) candidates.set(candidate.place.code, { ...candidate, times: known.times });
  }
}

/** A county speaks for its province too, so a place is left out that one nearly as likely lies in. */
function ranked(candidates: Candidate[]): Candidate[] {
  const telling = candidates.filter(({ place, weight }) => !candidates.some((other) => isBelow(other.place, place) && other.weight >= weight * 0.6));
  const lifted = telling.map((candidate) => {
    const above = candidates.filter((other) => isBelow(candidate.place, other.place) && other.weight > candidate.weight);
    return above.length > 0 ? { ...candidate, weight: Math.max(candidate.weight, ...above.map(({ weight }) => weight * 0.95)) } : candidate;
  });
  return lifted.sort((a, b) => b.weight - a.weight || b.times - a.times);
}

/**
 * Townships and subdistricts by the shape of their names, as a county's name or the start of a phrase stands before them.
 * The table of divisions ends at the county, so the value is the name and the label has the county before it.
 */
export function proposeTownships(gazetteer: Gazetteer, passages: readonly Passage[], regions: readonly Proposal[]): Proposal[] {
  const county = regions[0] && regions[0].confidence >= SURE ? regions[0].label : '';
  const found = new Map<string, Proposal & { times: number }>();
  for (const { text, part } of passages) {
    const behindCounty = gazetteer.find(text).filter(({ places }) => places.some(({ depth }) => depth === 2)).map(({ to }) => to);
    const starts = [...behindCounty.map((at) => ({ at, sure: true })), ...[...text.matchAll(SENTENCE_START)].map(({ index }) => ({ at: index, sure: false }))];
    for (const { at, sure } of starts) {
      const name = TOWNSHIP.exec(text.slice(at, at + 10).replace(/^(?:中共|如|以|在|由)/, ''))?.[0] ?? '';
      const bare = name.replace(/街道$|镇$|乡$/, '');
      if (bare.length < 2 || NO_NAME.test(bare) || (!sure && gazetteer.find(name).length > 0)) continue;
      const confidence = sure ? 0.85 : part === 'title' || part === 'byline' ? 0.75 : 0.5;
      const known = found.get(name);
      const best = known && known.confidence >= confidence ? known : { facet: 'township' as const, value: name, label: county + name, quote: name, part, confidence, times: 0 };
      found.set(name, { ...best, times: (known?.times ?? 0) + 1 });
    }
  }
  // Deep in a text only what is named again is a name.
  return [...found.values()]
    .filter(({ part, times, confidence }) => part !== 'text' || times > 1 || confidence > 0.6)
    .sort((a, b) => b.confidence - a.confidence || b.times - a.times)
    .slice(0, 2)
    .map(({ times, ...proposal }) => ({ ...proposal, confidence: round(Math.min(0.9, proposal.confidence + 0.03 * Math.min(times - 1, 3))) }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

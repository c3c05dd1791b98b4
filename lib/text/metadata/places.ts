import { ELSEWHERE } from './elsewhere';
import { type Gazetteer, isBelow, type Mention, type Place } from './gazetteer';
import type { FormLine } from './form-lines';
import type { Part, Passage, Proposal } from './proposal';
import type { Sighting } from './sightings';
import { toldCounties } from './told-counties';

/** How much a mention says about where the case happened. */
const WEIGHT: Readonly<Record<Part, number>> = { byline: 0.88, title: 0.9, lead: 0.8, text: 0.62, tail: 0.4, stripped: 0.5 };
const MOST = 4;
interface Candidate {
  place: Place;
  quote: string;
  part: Part;
  weight: number;
  times: number;
  /** A township of it was named, and not the county. */
  isTold?: boolean;
}

/**
 * The regions that a case may belong to, the likeliest first: of several mentions the most telling place counts, a county
 * before the province that it lies in. A name that several counties have is resolved by what else the text names, a township
 * of one of them too, or offered with its alternatives.
 */
export function proposeRegions(gazetteer: Gazetteer, passages: readonly Passage[], forms: readonly FormLine[], sightings: readonly Sighting[]): Proposal[] {
  const candidates = new Map<string, Candidate>();
  const context = new Set<string>();
  const mentions: { mention: Mention; quote: string; part: Part; weight: number; isElsewhere: boolean }[] = [];
  const read = (text: string, part: Part, weight: number) => {
    for (const mention of gazetteer.find(text)) {
      const before = text.slice(Math.max(0, mention.from - 5), mention.from);
      const isElsewhere = ELSEWHERE.test(before);
      // Deep in a text, a place that stands alone is mostly another's.
      const far = part === 'text' || part === 'lead' ? Math.max(0.5, 1 - mention.from / 1500) : 1;
      mentions.push({ mention, quote: text.slice(mention.from, mention.to), part, weight: weight * far * (isElsewhere ? 0.3 : 1) * (mention.short ? 0.75 : 1), isElsewhere });
      for (const place of mention.places.length === 1 ? mention.places : []) for (let one: Place | null = place; one; one = one.parent) context.add(one.code);
    }
  };
  for (const { facet, value, part } of forms) if (facet === 'region') read(value, part, 0.98);
  for (const { facet, value, part } of forms) if (facet === 'organisation') read(value, part, 0.93);
  for (const { text, part } of passages) read(text, part, WEIGHT[part]);

  for (const { mention, quote, part, weight } of mentions) {
    const inContext = mention.places.length > 1 ? mention.places.filter((place) => place.parent && context.has(place.parent.code)) : [];
    const byTownship = inContext.length === 0 && mention.places.length > 1 ? mention.places.filter((place) => sightings.some(({ name, isElsewhere }) => !isElsewhere && gazetteer.townships.codesOf(name, [place.code]).length > 0)) : [];
    const places = inContext.length > 0 ? inContext : byTownship.length === 1 ? byTownship : mention.places;
    for (const place of places) add(candidates, { place, quote, part, weight: weight / Math.sqrt(places.length), times: 1 });
  }
  const texts = passages.map(({ text }) => text);
  for (const { isDirect, ...told } of toldCounties(gazetteer, sightings, mentions.filter(({ isElsewhere }) => !isElsewhere).map(({ mention }) => mention), texts)) {
    add(candidates, { ...told, times: 1, isTold: !isDirect });
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
  const telling = candidates.filter(({ place, weight }) => !candidates.some((other) => !other.isTold && isBelow(other.place, place) && other.weight >= weight * 0.6));
  const lifted = telling.map((candidate) => {
    const above = candidate.isTold ? [] : candidates.filter((other) => isBelow(candidate.place, other.place) && other.weight > candidate.weight);
    return above.length > 0 ? { ...candidate, weight: Math.max(candidate.weight, ...above.map(({ weight }) => weight * 0.95)) } : candidate;
  });
  return lifted.sort((a, b) => b.weight - a.weight || b.times - a.times);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

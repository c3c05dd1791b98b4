import type { Gazetteer } from './gazetteer';
import type { Part, Proposal } from './proposal';
import type { Sighting } from './sightings';

/** From here on a region may stand in the label of another proposal. */
const SURE = 0.6;
const MOST = 2;
/** How sure a name is that the list has in the county that the text is about, as a phrase begins with it or not. */
const LISTED: Readonly<Record<Part, [start: number, within: number]>> = { byline: [0.88, 0.7], title: [0.88, 0.7], lead: [0.85, 0.66], text: [0.8, 0.62], tail: [0.6, 0.5], stripped: [0.5, 0.4] };

/**
 * Townships and subdistricts: those that the list has in a county that is named or told, with their code and the names from
 * the province down; else names of their shape, with less confidence, and the county before them where one is sure.
 * @param regions as proposeRegions has them
 */
export function proposeTownships(gazetteer: Gazetteer, sightings: readonly Sighting[], regions: readonly Proposal[]): Proposal[] {
  const found = new Map<string, Proposal & { times: number }>();
  for (const sighting of sightings) {
    const proposal = listed(gazetteer, sighting, regions) ?? shaped(sighting, regions);
    if (!proposal) continue;
    const one = sighting.isElsewhere ? { ...proposal, confidence: proposal.confidence * 0.5 } : proposal;
    const known = found.get(one.value);
    found.set(one.value, { ...(known && known.confidence >= one.confidence ? known : one), times: (known?.times ?? 0) + 1 });
  }
  const all = [...found.values()];
  return all
    // 走进斜桥镇 has the shape of a name, and holds one.
    .filter(({ value, code }) => code || !all.some((other) => other.code && value.endsWith(other.value) && value !== other.value))
    // Deep in a text only what is named again is a name.
    .filter(({ part, times, confidence }) => part !== 'text' || times > 1 || confidence > 0.6)
    .sort((a, b) => b.confidence - a.confidence || b.times - a.times)
    .slice(0, MOST)
    .map(({ times, ...proposal }) => ({ ...proposal, confidence: round(Math.min(0.95, proposal.confidence + 0.03 * Math.min(times - 1, 3))) }));
}

function listed(gazetteer: Gazetteer, { name, part, codes, above, isStart }: Sighting, regions: readonly Proposal[]): Proposal | null {
  const proposal = (code: string, confidence: number): Proposal => ({ facet: 'township', value: name, label: (gazetteer.place(code)?.fullName ?? '') + name, code, quote: name, part, confidence });
  if (above.length > 0 && codes.length === 1) return proposal(codes[0]!, above[0]!.depth === 2 ? 0.92 : 0.85);
  for (const region of regions) {
    if (gazetteer.place(region.value)?.depth !== 2) continue;
    const within = codes.filter((code) => code.startsWith(region.value));
    // What a township told of its county, the county cannot confirm.
    if (within.length === 1) return proposal(within[0]!, region.quote === name ? region.confidence : LISTED[part][isStart ? 0 : 1] * (region.confidence >= SURE ? 1 : 0.7));
  }
  return null;
}

function shaped({ name, part, above, isStart }: Sighting, regions: readonly Proposal[]): Proposal | null {
  if (!isStart) return null;
  const county = above.length === 1 ? above[0]!.fullName : regions[0] && regions[0].confidence >= SURE ? regions[0].label : '';
  return { facet: 'township', value: name, label: county + name, quote: name, part, confidence: above.length > 0 ? 0.78 : part === 'title' || part === 'byline' ? 0.7 : 0.5 };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

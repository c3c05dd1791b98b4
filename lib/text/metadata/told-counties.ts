import type { Gazetteer, Mention, Place } from './gazetteer';
import type { Part } from './proposal';
import type { Sighting } from './sightings';
import { bareName } from './township-list';

/** A county that no one names, but one of its townships. */
export interface ToldCounty {
  place: Place;
  quote: string;
  part: Part;
  weight: number;
  /** Whether the division above stands right before the township: 嘉兴市斜桥镇. */
  isDirect: boolean;
}

const WEIGHT: Readonly<Record<Part, number>> = { byline: 1, title: 1, lead: 0.9, text: 0.75, tail: 0.6, stripped: 0.6 };
/** 和平镇, 新城街道: what many are called tells no county, though a province may have but one of them. */
const MOST_COMMON = 4;
/** Words that few townships or one is called: 建设民族街道, 打造创新街道. */
const WORDS = /^(?:中心|建设|服务|社区|文化|体育|工业|农业|商业|民族|特色|示范|重点|旅游|生态|幸福|文明|平安|先进|振兴|城区|郊区|矿区|新区|老城|城镇|富裕|人民|发展|创新|共和|全国|试点|沿江|沿海|大街|长街|老街|南街|北街|东街|西街)$/;
/** A county or city that the list does not have: the text is about an invented or a renamed place. */
const COUNTY = /(?<=^|[，。；：、！？\s“（(《在])(?![全各该本我两多每])[\u3400-\u9fff]{2,3}[县市](?![级域委里场])/gm;
const NO_COUNTY = /(?:城|超|都|县|门|夜|集|菜|上)市$/;

/**
 * The counties that townships tell where no county is named: their only county in the list, or in the province or city that
 * the text names. Each with less weight than a county that is named; of names that many have, none.
 */
export function toldCounties(gazetteer: Gazetteer, sightings: readonly Sighting[], mentions: readonly Mention[], texts: readonly string[]): ToldCounty[] {
  const certain = mentions.flatMap(({ places }) => (places.length === 1 ? places : []));
  const isNamed = mentions.some(({ places }) => places.some(({ depth }) => depth === 2));
  const upper = certain.map(({ code }) => code);
  const isInvented = texts.some((text) => [...text.matchAll(COUNTY)].some(([name]) => !NO_COUNTY.test(name) && gazetteer.find(name).length === 0));
  return sightings.flatMap(({ name, part, codes, above, isStart, isElsewhere }) => {
    if (isElsewhere || !isStart || codes.length === 0) return [];
    const isDirect = above.length > 0;
    if (!isDirect && (isNamed || isInvented || bareName(name).length < 2 || WORDS.test(bareName(name)))) return [];
    // Deep in a text a place may be anybody's, and there is nothing to hold it against.
    if (!isDirect && upper.length === 0 && part !== 'title' && part !== 'byline' && part !== 'lead') return [];
    const commonness = gazetteer.townships.commonness(name);
    const within = isDirect || upper.length === 0 ? codes : gazetteer.townships.codesOf(name, upper);
    const place = within.length === 1 ? gazetteer.place(within[0]!) : undefined;
    if (!place || above.some(({ code }) => code === place.code) || (!isDirect && commonness > (upper.length > 0 ? MOST_COMMON : 1))) return [];
    return [{ place, quote: name, part, weight: WEIGHT[part] * (isDirect ? 0.8 : upper.length > 0 ? 0.65 : 0.45), isDirect }];
  });
}

import type { Outline } from '../outline/types';
import { formLines, type FormLine } from './form-lines';
import type { Gazetteer } from './gazetteer';
import { proposeHonours } from './honours';
import { isOrganisation, proposeOrganisations } from './organisations';
import { passagesOf } from './passages';
import { proposeRegions } from './places';
import type { Facet, Passage, Proposal } from './proposal';
import { sightingsIn } from './sightings';
import { proposeTownships } from './townships';
import { proposeYears } from './years';

/** Facets whose value is what a form line says, with how sure that makes it. */
const STATED: Partial<Record<Facet, number>> = { field: 0.95, author: 0.9, source: 0.9, recommender: 0.95, contact: 0.9 };
/** The author that a page names may be whoever put it there. */
const PAGE_AUTHOR = 0.6;
/** Source lines that name nobody. */
const NO_SOURCE = /^(?:本站|本网|网络|互联网|网友|网友投稿|网络整理|未知|原创|本站原创|作者投稿|佚名|admin|次|小编)/i;
const NO_AUTHOR = /^(?:佚名|未知|网友|网友投稿|管理员|admin|小编|本站)/i;
/** 文/张三, （作者单位：…） and （执笔：…） behind or above a text. */
const SIGNED = /[（(\s]文[/／](?<name>[\u3400-\u9fff]{2,4}(?:[ 、　][\u3400-\u9fff]{2,4}){0,3})(?=[）)\s]|$)/gm;

/**
 * What a document says about one of its cases beside its sections: region, township, organisation, year, field, author,
 * source, honours, recommender, contact. Proposed to the editor and never set without him; of one facet the most likely
 * comes first. Pure and browser-safe.
 * @param outline the document
 * @param gazetteer divisions of China, loaded by the caller
 * @param index which of the outline's cases
 */
export function proposeFacets(outline: Outline, gazetteer: Gazetteer, index = 0): Proposal[] {
  const { head, whole, chrome } = passagesOf(outline, index);
  const forms = formLines([...head.filter(({ part }) => part !== 'title'), ...whole.filter(({ part }) => part === 'tail'), ...chrome]);
  const own = forms.filter(({ part }) => part !== 'stripped');
  const prose = head.map(({ part, text }) => ({ part, text: withoutForms(text, forms) })).filter(({ text }) => text.trim() !== '');
  // A township stands in the name of the organisation: 斜桥镇水务站.
  const stating = own.filter(({ facet }) => facet === 'organisation' || facet === 'region').map(({ value }) => ({ part: 'byline' as const, text: value }));
  const sightings = [...stating, ...prose].flatMap((passage) => sightingsIn(gazetteer, passage));
  const regions = proposeRegions(gazetteer, prose, own, sightings);
  return [
    ...regions,
    ...proposeTownships(gazetteer, sightings, regions),
    ...proposeOrganisations(gazetteer, prose, own),
    ...proposeYears(whole.map(({ part, text }) => ({ part, text: withoutForms(text, forms) })), forms, chrome),
    ...stated(forms),
    ...signed(whole),
    ...proposeHonours(whole),
  ];
}

/** What a form line says is counted there, and not a second time as prose. */
function withoutForms(text: string, forms: readonly FormLine[]): string {
  const quotes = new Set(forms.map(({ quote }) => quote));
  return text.split('\n').filter((line) => !quotes.has(line.trim())).join('\n');
}

function stated(forms: readonly FormLine[]): Proposal[] {
  const proposals: Proposal[] = [];
  for (const { facet, value, quote, part } of forms) {
    const confidence = facet === 'date' ? undefined : STATED[facet];
    if (facet === 'date' || confidence === undefined) continue;
    if ((facet === 'source' && NO_SOURCE.test(value)) || (facet === 'author' && (NO_AUTHOR.test(value) || isOrganisation(value)))) continue;
    if (!proposals.some((one) => one.facet === facet && one.value === value)) proposals.push({ facet, value, label: value, quote, part, confidence: facet === 'author' && part === 'stripped' ? PAGE_AUTHOR : confidence });
  }
  return proposals;
}

function signed(passages: readonly Passage[]): Proposal[] {
  return passages.flatMap(({ part, text }) =>
    [...`\n${text}`.matchAll(SIGNED)].map((match) => {
      const name = match.groups?.name ?? '';
      return { facet: 'author' as const, value: name, label: name, quote: match[0].trim(), part, confidence: 0.85 };
    }),
  );
}

import { isOwnCursor, type ListName } from '../database/cursor';
import { LIMITS } from '../limits';
import { categoryList, collectionList, latestList } from './list-names';

/**
 * The addresses whose answers are kept: those that pages, feeds and the API themselves link to. Everything else is
 * answered, but nobody can fill the memory with it.
 */
interface Family {
  path: RegExp;
  /** Parameters that the answer depends on, in the order of the canonical address. */
  parameters: readonly string[];
  /** The list whose cursors it takes, by the category that it is of. */
  list: (slug: string | undefined) => ListName;
  /** Whether other parameters are passed over (a page ignores what chat programs append) or make another address. */
  strict: boolean;
}

const SLUG = '[a-z0-9]+(?:-[a-z0-9]+)*';
const IS_SLUG = new RegExp(`^${SLUG}$`);
const NUMBER = '[1-9]\\d{0,8}';

const PAGE = LIMITS.pageSize.default;
const cases = (slug: string | undefined) => (slug === undefined ? latestList(PAGE) : categoryList(slug, PAGE));
const collections = () => collectionList(PAGE);

const page = (path: string, ...parameters: string[]): Family => ({ path: new RegExp(`^${path}$`), parameters, list: cases, strict: false });
const read = (path: string, ...parameters: string[]): Family => ({ ...page(path, ...parameters), strict: true });

const FAMILIES: readonly Family[] = [
  page('/', 'cursor'),
  page(`/cases/${NUMBER}`),
  page('/c'),
  page(`/c/(?<slug>${SLUG})`, 'cursor'),
  { ...page('/collections', 'cursor'), list: collections },
  page(`/collections/${NUMBER}`),
  page(`(?:/c/${SLUG})?/feed\\.xml`),
  page('/sitemap\\.xml'),
  page(`/sitemaps/(?:pages|0|${NUMBER})\\.xml`),
  page('/robots\\.txt'),
  read('/api/cases', 'category', 'cursor'),
  read(`/api/cases/${NUMBER}`),
];

/** Longer ones are none that the site has written. */
const LONGEST = 400;

/**
 * The one way in which the address of a kept answer is written, or null where the answer is not kept.
 * @param url as it stands in the request line
 */
export function canonicalAddress(url: string): string | null {
  if (url.length > LONGEST) return null;
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const family = FAMILIES.find((candidate) => candidate.path.test(path));
  if (!family) return null;
  if (mark === -1) return path;
  const given = new URLSearchParams(url.slice(mark));
  if (family.strict && [...given.keys()].some((name) => !family.parameters.includes(name))) return null;
  const list = family.list(family.path.exec(path)?.groups?.slug ?? given.get('category') ?? undefined);
  const kept = new URLSearchParams();
  for (const name of family.parameters) {
    const [value, ...more] = given.getAll(name);
    if (value === undefined) continue;
    if (more.length > 0 || !isKnown(name, value, list)) return null;
    kept.set(name, value);
  }
  return kept.size === 0 ? path : `${path}?${kept}`;
}

function isKnown(name: string, value: string, list: ListName): boolean {
  return name === 'cursor' ? isOwnCursor(list, value) : IS_SLUG.test(value);
}

import { isOwnCursor, type ListName } from '../database/cursor';
import { LIMITS } from '../limits';
import { routeAt } from '../routes/match';
import { KEPT_ROUTES, PARAMETERS, ROUTES, SEGMENTS, type Kept, type Paged, type Route } from '../routes/table';
import { categoryList, collectionList, latestList } from './list-names';

interface Family extends Kept {
  /** The whole path; what it holds in place of `[category]` is the group of that name. */
  path: RegExp;
}

const PAGE = LIMITS.pageSize.default;

/** The list that the answer is a page of, by the category that is asked for. */
const LISTS: Record<Paged, (category: string | undefined) => ListName> = {
  cases: (category) => (category === undefined ? latestList(PAGE) : categoryList(category, PAGE)),
  collections: () => collectionList(PAGE),
};

/** The shape of a thing that a kept address holds. @throws where the table of routes has none for it */
function shapeOf(shapes: Record<string, RegExp>, name: string, route: Route): RegExp {
  const shape = shapes[name];
  if (!shape) throw new Error(`Answers at ${route} are to be kept, and lib/platform/routes/table.ts does not say what its ${name} may hold.`);
  return shape;
}

function family(route: Route, kept: Kept): Family {
  const path = route.replaceAll('.', '\\.').replace(/\[(\w+)\]/g, (_, name: string) => `(?<${name}>${shapeOf(SEGMENTS, name, route).source})`);
  for (const name of kept.query) if (name !== 'cursor') shapeOf(PARAMETERS, name, route);
  if (kept.query.includes('cursor') !== (kept.cursorOf !== undefined)) throw new Error(`${route} takes cursors of a list, and lib/platform/routes/table.ts has to say of which.`);
  return { ...kept, path: new RegExp(`^${path}$`) };
}

const FAMILIES = new Map(KEPT_ROUTES.map((route) => [route, family(route, ROUTES[route].kept!)]));
const VALUES = new Map(Object.entries(PARAMETERS).map(([name, { source }]) => [name, new RegExp(`^${source}$`)]));

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
  const found = FAMILIES.get(routeAt(path));
  if (!found?.path.test(path)) return null;
  if (mark === -1) return path;
  const given = new URLSearchParams(url.slice(mark));
  if (found.others === 'refused' && [...given.keys()].some((name) => !found.query.includes(name))) return null;
  const list = found.cursorOf && LISTS[found.cursorOf](found.path.exec(path)?.groups?.category ?? given.get('category') ?? undefined);
  const kept = new URLSearchParams();
  for (const name of found.query) {
    const [value, ...more] = given.getAll(name);
    if (value === undefined) continue;
    if (more.length > 0 || !isKnown(name, value, list)) return null;
    kept.set(name, value);
  }
  return kept.size === 0 ? path : `${path}?${kept}`;
}

function isKnown(name: string, value: string, list: ListName | undefined): boolean {
  return name === 'cursor' ? list !== undefined && isOwnCursor(list, value) : VALUES.get(name)!.test(value);
}

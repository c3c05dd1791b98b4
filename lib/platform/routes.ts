/** Every pattern that app/ declares, in Next's spelling. A test compares them with the files. */
export const APP_ROUTES = [
  '/',
  '/[...missing]',
  '/account',
  '/admin',
  '/admin/[...missing]',
  '/admin/review',
  '/admin/review/[id]',
  '/api/account',
  '/api/account/password',
  '/api/articles',
  '/api/articles/[id]',
  '/api/articles/[id]/decision',
  '/api/articles/[id]/editors',
  '/api/articles/[id]/editors/[userId]',
  '/api/articles/[id]/publication',
  '/api/articles/[id]/restoration',
  '/api/articles/[id]/sections',
  '/api/articles/[id]/sections/[sectionId]',
  '/api/articles/[id]/sections/[sectionId]/restoration',
  '/api/articles/[id]/sections/order',
  '/api/articles/[id]/submission',
  '/api/assets',
  '/api/auth/[...nextauth]',
  '/api/cases',
  '/api/cases/[number]',
  '/api/collections',
  '/api/collections/[id]/publication',
  '/api/health',
  '/api/health/ready',
  '/api/import',
  '/api/import/preview',
  '/api/media/[file]',
  '/api/registration',
  '/api/reviews',
  '/api/users/[id]',
  '/c',
  '/c/[category]',
  '/c/[category]/feed.xml',
  '/cases/[number]',
  '/collections',
  '/collections/[number]',
  '/desk',
  '/desk/[...missing]',
  '/desk/articles/[id]',
  '/desk/import',
  '/feed.xml',
  '/media/[file]',
  '/register',
  '/robots.txt',
  '/signin',
  '/sitemap.xml',
  '/sitemaps/[part]',
] as const;

/** What the server in front answers itself, files, and addresses of the API that name nothing. */
export const FRONT_ROUTES = ['/_next/[...file]', '/islands/[...file]', '/icon.svg', '/metrics', '/api/[...missing]'] as const;

export type Route = (typeof APP_ROUTES)[number] | (typeof FRONT_ROUTES)[number];

interface Node {
  below: Map<string, Node>;
  /** `[id]`: any one segment. */
  any?: Node;
  /** `[...rest]`: one segment or more, where nothing else fits. */
  rest?: Route;
  route?: Route;
}

function tree(routes: readonly Route[]): Node {
  const root: Node = { below: new Map() };
  for (const route of routes) {
    let node = root;
    for (const segment of route.split('/').filter(Boolean)) {
      if (segment.startsWith('[...')) {
        node.rest = route;
      } else if (segment.startsWith('[')) {
        node = node.any ??= { below: new Map() };
      } else {
        if (!node.below.has(segment)) node.below.set(segment, { below: new Map() });
        node = node.below.get(segment)!;
      }
    }
    if (node.rest !== route) node.route = route;
  }
  return root;
}

const ROOT = tree([...APP_ROUTES, ...FRONT_ROUTES]);

/**
 * The declared pattern that an address belongs to. One of a closed list whatever is asked for, so that metrics by route
 * stay few.
 * @param url as it stands in the request, or a path; what follows `?` is left out
 */
export function routeOf(url: string): Route {
  if (!url.startsWith('/')) return '/[...missing]';
  const query = url.indexOf('?');
  const plain = query === -1 ? url : url.slice(0, query);
  return match(plain.includes('%') || plain.includes('//') ? respelled(plain) : plain);
}

/** Another spelling of an address is the same address. */
function respelled(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/{2,}/g, '/');
  } catch {
    return '/[...missing]';
  }
}

function match(path: string): Route {
  let node = ROOT;
  let rest: Route = '/[...missing]';
  for (let from = 1; from < path.length; ) {
    const slash = path.indexOf('/', from);
    const to = slash === -1 ? path.length : slash;
    rest = node.rest ?? rest;
    const next = node.below.get(path.slice(from, to)) ?? node.any;
    if (!next) return rest;
    node = next;
    from = to + 1;
  }
  return node.route ?? rest;
}

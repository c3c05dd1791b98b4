import { PATTERNS, ROUTES, type Route, type Surface } from './table';

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

const ROOT = tree(PATTERNS);

/**
 * The declared pattern that an address belongs to. One of a closed list whatever is asked for, so that metrics by route
 * stay few.
 * @param url as it stands in the request, or a path; what follows `?` is left out
 */
export function routeOf(url: string): Route {
  if (!url.startsWith('/')) return '/[...missing]';
  const query = url.indexOf('?');
  const plain = query === -1 ? url : url.slice(0, query);
  return routeAt(plain.includes('%') || plain.includes('//') ? respelled(plain) : plain);
}

/** Which surface a path belongs to. @param path decoded, so that another spelling of it is the same */
export function surfaceOf(path: string): Surface {
  return ROUTES[routeAt(path)].surface;
}

/** Another spelling of an address is the same address. */
function respelled(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/{2,}/g, '/');
  } catch {
    return '/[...missing]';
  }
}

/** The declared pattern of a path as it is spelt; one slash at its end makes no other. */
export function routeAt(path: string): Route {
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

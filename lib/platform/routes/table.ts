/**
 * The one list of routes. A page file or a route file below app/ has one entry here, in Next's spelling; from it come the
 * name under which the metrics count it, the security headers, the methods that the front lets through, the one address
 * under which an answer is kept, what robots are kept from, and what the tests hold complete. This module runs in the
 * thread in front: it imports nothing.
 */

/** What is being answered: a reader page, a page like one for whoever has its address, a page with an application in it, the API, or a built file. */
export type Surface = 'page' | 'preview' | 'app' | 'api' | 'asset';

/** Of which list the answer is one page; a cursor of one list means nothing in another. */
export type Paged = 'cases' | 'collections';

/**
 * Answers that depend on nothing but their address, kept until something that they show changes. Their addresses are those
 * that pages, feeds and the API themselves link to: everything else is answered, but nobody can fill the memory with it.
 */
export interface Kept {
  /** Parameters that the answer depends on, in the order of the canonical address; each has its shape in PARAMETERS. */
  query: readonly string[];
  /** Whose cursors it takes; there where `cursor` is a parameter. */
  cursorOf?: Paged;
  /** Parameters that it does not know: a page drops them (chat programs append some), for the API they make another address. */
  others: 'dropped' | 'refused';
}

export interface Declared {
  surface: Surface;
  /** Undefined for what is made anew for each request. */
  kept?: Kept;
}

/** What `[number]` and others may hold in an address that is kept. A kept route needs one for each of its own. */
export const SEGMENTS: Record<string, RegExp> = {
  category: /[a-z0-9]+(?:-[a-z0-9]+)*/,
  number: /[1-9]\d{0,8}/,
  part: /(?:pages|0|[1-9]\d{0,8})\.xml/,
};

/** What a parameter may hold in an address that is kept. A cursor is not here: it has to be one that the site has issued. */
export const PARAMETERS: Record<string, RegExp> = {
  category: SEGMENTS.category!,
};

const document: Declared = { surface: 'page', kept: { query: [], others: 'dropped' } };
const listOf = (cursorOf: Paged): Declared => ({ surface: 'page', kept: { query: ['cursor'], cursorOf, others: 'dropped' } });
const published = (kept: Omit<Kept, 'others'>): Declared => ({ surface: 'api', kept: { ...kept, others: 'refused' } });
/** A page that is made anew for each request. */
const page: Declared = { surface: 'page' };
/** What it shows is not published: kept by nobody, found by nobody. */
const preview: Declared = { surface: 'preview' };
const app: Declared = { surface: 'app' };
const api: Declared = { surface: 'api' };
const asset: Declared = { surface: 'asset' };

/** What the files below app/ answer; tests/unit/platform/routes/table.test.ts compares them. */
export const APP_ROUTES = {
  '/': listOf('cases'),
  '/[...missing]': page,
  '/account': app,
  '/admin': app,
  '/admin/[...missing]': app,
  '/admin/cases': app,
  '/admin/review': app,
  '/admin/review/[id]': app,
  '/api/account': api,
  '/api/account/password': api,
  '/api/articles': api,
  '/api/articles/[id]': api,
  '/api/articles/[id]/copies': api,
  '/api/articles/[id]/decision': api,
  '/api/articles/[id]/editors': api,
  '/api/articles/[id]/editors/[userId]': api,
  '/api/articles/[id]/preview-links': api,
  '/api/articles/[id]/preview-links/[linkId]': api,
  '/api/articles/[id]/publication': api,
  '/api/articles/[id]/restoration': api,
  '/api/articles/[id]/schedule': api,
  '/api/articles/[id]/revisions': api,
  '/api/articles/[id]/revisions/[revisionId]': api,
  '/api/articles/[id]/revisions/[revisionId]/restoration': api,
  '/api/articles/[id]/sections': api,
  '/api/articles/[id]/sections/[sectionId]': api,
  '/api/articles/[id]/sections/[sectionId]/copies': api,
  '/api/articles/[id]/sections/[sectionId]/move': api,
  '/api/articles/[id]/sections/[sectionId]/restoration': api,
  '/api/articles/[id]/sections/order': api,
  '/api/articles/[id]/submission': api,
  '/api/assets': api,
  '/api/assets/[hash]': api,
  '/api/auth/[...nextauth]': api,
  '/api/cases': published({ query: ['category', 'cursor'], cursorOf: 'cases' }),
  '/api/cases/[number]': published({ query: [] }),
  '/api/collections': api,
  '/api/collections/[id]/publication': api,
  '/api/health': api,
  '/api/health/ready': api,
  '/api/import': api,
  '/api/import/contents': api,
  '/api/import/preview': api,
  '/api/media/[file]': api,
  '/api/registration': api,
  '/api/reviews': api,
  '/api/users/[id]': api,
  '/c': document,
  '/c/[category]': listOf('cases'),
  '/c/[category]/feed.xml': document,
  '/cases/[number]': document,
  '/collections': listOf('collections'),
  '/collections/[number]': document,
  '/desk': app,
  '/desk/[...missing]': app,
  '/desk/articles/[id]': app,
  '/desk/articles/[id]/history': app,
  '/desk/bin': app,
  '/desk/import': app,
  '/desk/media': app,
  '/desk/new': app,
  '/feed.xml': document,
  // Pictures are no documents: a browser that is shown one by itself needs no more than it is given for data.
  '/media/[file]': api,
  '/preview/[token]': preview,
  '/preview/[token]/media/[file]': api,
  '/register': app,
  '/robots.txt': document,
  '/signin': app,
  '/sitemap.xml': document,
  '/sitemaps/[part]': document,
} satisfies Record<string, Declared>;

/** What has no file below app/: built files and metrics, which the server in front answers, and addresses that name nothing. */
const OTHER_ROUTES = {
  '/_next/[...file]': asset,
  '/api': api,
  '/api/[...missing]': api,
  '/icon.svg': asset,
  // Browsers ask for it where a document names no icon.
  '/favicon.ico': asset,
  '/islands/[...file]': asset,
  '/media/[...missing]': api,
  // Below a preview there are pictures and nothing else.
  '/preview/[token]/[...missing]': api,
  // Where it is nobody's business, the page that is not there.
  '/metrics': page,
} satisfies Record<string, Declared>;

export type Route = keyof typeof APP_ROUTES | keyof typeof OTHER_ROUTES;

export const ROUTES: Record<Route, Declared> = { ...APP_ROUTES, ...OTHER_ROUTES };

/** Every declared pattern. */
export const PATTERNS = Object.keys(ROUTES) as Route[];

/** Those whose answers are kept. */
export const KEPT_ROUTES = PATTERNS.filter((route) => ROUTES[route].kept);
